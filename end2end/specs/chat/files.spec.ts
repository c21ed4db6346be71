import { unique } from '../../support/people';
import { expect, test } from '../../support/test';

/** The smallest picture: one red pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture and a document are sent with words, and only to those in the room', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  const text = unique('Here it is');
  await patient.thread.attach(
    { name: 'rash.png', mimeType: 'image/png', buffer: PIXEL },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('three times a day') },
  );
  await expect(patient.page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')).toHaveCount(2);
  await patient.thread.say(text);
  const message = doctor.thread.message(text);
  await expect(message.getByText('notes.txt')).toBeVisible();
  await expect(message.getByRole('img', { name: /rash/ })).toBeVisible();
  const answer = await doctor.page.request.get((await message.getByRole('link', { name: /notes/ }).first().getAttribute('href'))!);
  expect(await answer.text()).toBe('three times a day');
  expect(answer.headers()['x-content-type-options']).toBe('nosniff');
  const stranger = await cast.newcomer();
  const refused = await stranger.page.request.get(answer.url());
  expect(refused.status()).toBe(404);
});

test('a picture is opened large, and Escape gives the conversation back', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  const text = unique('Look');
  await patient.thread.attach({ name: 'rash.png', mimeType: 'image/png', buffer: PIXEL });
  await patient.thread.say(text);
  const picture = patient.thread.message(text).getByRole('img', { name: /rash/ });
  await expect(picture).toBeVisible();
  await picture.click();
  await expect(patient.page.getByRole('dialog')).toBeVisible();
  await patient.page.keyboard.press('Escape');
  await expect(patient.page.getByRole('dialog')).toHaveCount(0);
});

test('what cannot be sent says why, and can be taken out', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  patient.device.watch.allowStatus(422);
  await patient.thread.attach({ name: 'page.txt', mimeType: 'text/plain', buffer: Buffer.from('<html><script>alert(1)</script>') });
  const tray = patient.page.getByRole('list', { name: 'Attachments' });
  await expect(tray.getByRole('alert')).toBeVisible();
  await tray.getByRole('button', { name: /^Remove/ }).click();
  await expect(tray).toHaveCount(0);
});

test('the list of files follows what is sent and deleted', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  const name = `${unique('follow').replaceAll(' ', '-')}.txt`;
  const text = unique('Not for long');
  await patient.thread.attach({ name, mimeType: 'text/plain', buffer: Buffer.from('words') });
  await patient.thread.say(text);
  await expect(doctor.thread.context.getByText(name)).toBeVisible();
  await expect(patient.thread.context.getByText(name)).toBeVisible();
  await patient.thread.press(text, 'Delete');
  const dialog = patient.page.getByRole('dialog', { name: 'Delete this message?' });
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(doctor.thread.context.getByText(name)).toHaveCount(0);
  await expect(patient.thread.context.getByText(name)).toHaveCount(0);
});

test('files of a room are listed beside it', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  const name = `${unique('list').replaceAll(' ', '-')}.txt`;
  await patient.thread.attach({ name, mimeType: 'text/plain', buffer: Buffer.from('words') });
  await patient.thread.say(unique('With a list'));
  await expect(patient.thread.context.getByText(name)).toBeVisible();
});
