import type { Locator } from '@playwright/test';
import type { Cast } from '../../support/cast';
import type { DeviceOptions } from '../../support/device';
import { UPLOADS, drop, dropLarge, film, holdUploads, paste, pdf, picture, words } from '../../support/files';
import { OTHER_DOCTOR, unique } from '../../support/people';
import type { Person } from '../../support/person';
import { groupOf } from '../../support/rooms';
import { isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

/** A client and a doctor in a room of their own, and the client’s tray of files. */
async function together(cast: Cast, device?: DeviceOptions): Promise<{ client: Person; doctor: Person; tray: Locator }> {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer(device)];
  const room = await groupOf(doctor, unique('Files'), client);
  await client.openRoom(room);
  await doctor.openRoom(room);
  return { client, doctor, tray: client.page.getByRole('list', { name: 'Attachments' }) };
}

test('files are dropped and pasted, and several go with one message', async ({ cast }) => {
  const { client, doctor, tray } = await together(cast);
  await drop(client.thread.log, picture('front.png'), words('diary.txt', 'Better since Monday'));
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await paste(client.thread.composer, picture('screen.png'));
  await expect(tray.getByRole('listitem')).toHaveCount(3);
  await expect(tray.getByRole('progressbar')).toHaveCount(0);
  await isAccessible(client.page);
  await tray.getByRole('button', { name: 'Remove front.png' }).click();
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  const text = unique('As promised');
  await client.thread.say(text);
  await expect(tray).toHaveCount(0);
  const message = doctor.thread.message(text);
  await expect(message.getByRole('img', { name: 'screen.png' })).toBeVisible();
  await expect(message.getByRole('link', { name: /diary\.txt/ })).toBeVisible();
  await expect(message.getByRole('img', { name: 'front.png' })).toHaveCount(0);
});

test('the tray shows pictures and stills of videos, after a reload as well', async ({ cast }) => {
  const { client, tray } = await together(cast);
  const seen = tray.locator('img');
  const areDrawn = () =>
    seen.evaluateAll((pictures) => pictures.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length);
  const letGo = await holdUploads(client.page);
  await drop(client.thread.log, picture('front.png'), film('walk.webm'));
  await expect.poll(areDrawn).toBe(2);
  letGo();
  await expect(tray.getByRole('progressbar')).toHaveCount(0);
  await client.device.reload();
  await expect.poll(areDrawn).toBe(2);
});

test('text that is dropped or pasted is no file', async ({ cast }) => {
  const { client, tray } = await together(cast);
  await client.thread.composer.evaluate((input) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Only words');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await drop(client.thread.log);
  // What comes after it shows that the browser is done with it.
  await paste(client.thread.composer, picture('after.png'));
  await expect(tray.getByRole('listitem')).toHaveCount(1);
  await expect(tray).toContainText('after.png');
});

test('an upload shows how far it is, and can be cancelled', async ({ cast }) => {
  const { client, doctor, tray } = await together(cast);
  const letGo = await holdUploads(client.page);
  await drop(client.thread.log, picture('stays.png'), picture('goes.png'));
  await expect(tray.getByRole('progressbar')).toHaveCount(2);
  await expect(tray.getByRole('progressbar', { name: 'goes.png' })).toBeVisible();
  await tray.getByRole('button', { name: 'Remove goes.png' }).click();
  await expect(tray.getByRole('listitem')).toHaveCount(1);
  letGo();
  await expect(tray.getByRole('progressbar')).toHaveCount(0);
  const text = unique('One of two');
  await client.thread.say(text);
  await expect(doctor.thread.message(text).getByRole('img', { name: 'stays.png' })).toBeVisible();
  await expect(doctor.thread.message(text).getByRole('img', { name: 'goes.png' })).toHaveCount(0);
});

test('a message whose files are still on their way is sent when they have arrived', async ({ cast }) => {
  const { client, doctor, tray } = await together(cast);
  const letGo = await holdUploads(client.page);
  await drop(client.thread.log, picture('slow.png'));
  await expect(tray.getByRole('progressbar', { name: 'slow.png' })).toBeVisible();
  const text = unique('It comes slowly');
  await client.thread.composer.fill(text);
  await client.thread.composer.press('Enter');
  await expect(tray.getByRole('progressbar', { name: 'slow.png' })).toBeVisible();
  await expect(doctor.thread.message(text)).toHaveCount(0);
  letGo();
  await expect(doctor.thread.message(text).getByRole('img', { name: 'slow.png' })).toBeVisible();
  await expect(client.thread.composer).toHaveValue('');
  await expect(tray).toHaveCount(0);
});

test('an upload that failed is tried again, and nothing is sent without it', async ({ cast }) => {
  const { client, doctor, tray } = await together(cast);
  client.device.watch.allowStatus(500);
  const problem = { status: 500, code: 'broken', detail: 'Something went wrong on our side.' };
  await client.page.route(
    UPLOADS,
    (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    { times: 1 },
  );
  await drop(client.thread.log, picture('again.png'));
  const item = tray.getByRole('listitem').filter({ hasText: 'again.png' });
  await expect(item.getByRole('alert')).toHaveText('Something went wrong on our side.');
  const text = unique('With a picture');
  await client.thread.composer.fill(text);
  await client.thread.composer.press('Enter');
  await expect(client.page.locator('.composer__error')).toContainText('again.png was not uploaded. Try again, or take it out.');
  await expect(client.thread.composer).toHaveValue(text);

  await item.getByRole('button', { name: 'Try again' }).click();
  await expect(item.getByRole('alert')).toHaveCount(0);
  await expect(tray.getByRole('progressbar')).toHaveCount(0);
  await client.thread.say(text);
  await expect(doctor.thread.message(text).getByRole('img', { name: 'again.png' })).toBeVisible();
});

test('what is too large, empty or of a type that is not taken says so at the file', async ({ cast }) => {
  const { client, doctor, tray } = await together(cast);
  client.device.watch.allowStatus(422);
  let uploads = 0;
  client.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/files')) uploads += 1;
  });
  const item = (name: string) => tray.getByRole('listitem').filter({ hasText: name });
  await dropLarge(client.thread.log, 'scans.pdf', 25_000_001);
  await expect(item('scans.pdf').getByRole('alert')).toHaveText('This is too large; at most 25 MB can be sent.');
  await drop(client.thread.log, words('nothing.txt', ''));
  await expect(item('nothing.txt').getByRole('alert')).toHaveText('This file is empty.');
  expect(uploads, 'nobody waits for what will be refused').toBe(0);
  const beginning = Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]);
  const program = { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: beginning };
  await drop(client.thread.log, program, pdf('letter.pdf'));
  await expect(item('setup.exe').getByRole('alert')).toHaveText(/^EXE files cannot be sent\. You can send JPG, .* and ODP\.$/);
  for (const name of ['scans.pdf', 'nothing.txt', 'setup.exe']) {
    await expect(item(name).getByRole('button', { name: 'Try again' }), 'it would not help').toHaveCount(0);
    await item(name).getByRole('button', { name: `Remove ${name}` }).click();
  }
  await expect(tray.getByRole('listitem')).toHaveCount(1);
  await expect(tray.getByRole('progressbar')).toHaveCount(0);
  const text = unique('Only the letter');
  await client.thread.say(text);
  await expect(doctor.thread.message(text).getByRole('link')).toHaveCount(1);
  await expect(doctor.thread.message(text)).toContainText('letter.pdf');
});

test('what was refused is shown and named to whoever sends all the same', async ({ cast }) => {
  const { client, tray } = await together(cast, { phone: true });
  const letters = Array.from({ length: 9 }, (_, place) => words(`letter-${place}.txt`, 'words'));
  await drop(client.thread.log, ...letters, { ...picture('photo.heic'), mimeType: 'image/heic' });
  await expect(tray.getByRole('listitem')).toHaveCount(10);
  await expect(tray.getByRole('progressbar')).toHaveCount(0);
  const refused = tray.getByRole('listitem').filter({ hasText: 'photo.heic' });
  await expect(refused.getByRole('alert')).toHaveText(/^HEIC pictures cannot be sent\. Save it as JPG, and attach that\./);
  const [is, has] = await tray.evaluate((tray) => [tray.scrollWidth, tray.clientWidth] as const);
  expect(is, 'nothing lies sideways').toBeLessThanOrEqual(has);
  await tray.evaluate((tray) => tray.scrollTo(0, 0));
  await expect(refused).not.toBeInViewport();
  await client.thread.send.tap();
  await expect(client.page.locator('.composer__error')).toHaveText('photo.heic was not uploaded. Take it out to send the rest.');
  await expect(refused).toBeInViewport();
});

test('on a phone the camera is at hand, and what it takes is sent', async ({ cast }) => {
  const { client, doctor, tray } = await together(cast, { phone: true });
  // At a desk it would be the same as Attach.
  await expect(doctor.page.getByRole('button', { name: 'Camera' })).toBeHidden();
  const chooser = client.page.waitForEvent('filechooser');
  await client.page.getByRole('button', { name: 'Camera' }).tap();
  const camera = await chooser;
  expect(camera.isMultiple()).toBe(false);
  expect(await camera.element().getAttribute('capture')).toBe('environment');
  expect(await camera.element().getAttribute('accept')).toBe('image/*,video/*');
  await camera.setFiles([picture('photo.png')]);
  await expect(tray.getByRole('listitem')).toHaveCount(1);
  await expect(tray.getByRole('progressbar')).toHaveCount(0);
  await client.thread.send.tap();
  await expect(doctor.thread.messages.getByRole('img', { name: 'photo.png' })).toBeVisible();
});
