import { choose, isUploaded, trayOf, writing } from '../../support/drafts';
import { UPLOADS, holdUploads, words } from '../../support/files';
import { unique } from '../../support/people';
import type { Person } from '../../support/person';
import { write } from '../../support/rooms';
import { isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

async function openForm(doctor: Person, form: 'Assessment' | 'Prescription') {
  await doctor.page.getByRole('button', { name: 'Message type' }).click();
  await doctor.page.getByRole('group', { name: 'Message type' }).getByRole('button', { name: form }).click();
  return doctor.page.getByRole('dialog', { name: form });
}

test('a form that was begun is there after a reload, until it is sent or discarded', async ({ cast }) => {
  const { doctor } = await writing(cast);
  const prescription = await openForm(doctor, 'Prescription');
  const [first, second] = [unique('Ibuprofen'), unique('Cetirizine')];
  await prescription.getByLabel('Medicine', { exact: true }).fill(first);
  await prescription.getByRole('button', { name: 'Add a medicine' }).click();
  await prescription.getByLabel('Medicine', { exact: true }).last().fill(second);
  await doctor.page.keyboard.press('Escape');
  await expect(prescription).toHaveCount(0);
  await doctor.device.reload();
  await openForm(doctor, 'Prescription');
  await expect(prescription.getByLabel('Medicine', { exact: true }).first()).toHaveValue(first);
  await expect(prescription.getByLabel('Medicine', { exact: true }).last()).toHaveValue(second);
  await prescription.getByRole('button', { name: 'Send prescription' }).click();
  await expect(doctor.thread.message(first)).toContainText(second);
  await openForm(doctor, 'Prescription');
  await expect(prescription.getByLabel('Medicine', { exact: true })).toHaveValue('');
  await doctor.page.keyboard.press('Escape');

  const assessment = await openForm(doctor, 'Assessment');
  await expect(assessment.getByRole('button', { name: 'Discard' })).toHaveCount(0);
  await assessment.getByLabel('Findings').fill('Swollen and warm');
  await isAccessible(doctor.page);
  await assessment.getByRole('button', { name: 'Discard' }).click();
  await expect(assessment).toHaveCount(0);
  await openForm(doctor, 'Assessment');
  await expect(assessment.getByLabel('Findings')).toHaveValue('');
});

test('what is replied to and what is asked stay with the words, and go with them', async ({ cast }) => {
  const { client, doctor, room, other } = await writing(cast);
  const question = unique('Twice a day?');
  await write(client, room, question);
  await expect(doctor.thread.message(question)).toBeVisible();
  await doctor.thread.press(question, 'Reply');
  await doctor.page.getByRole('button', { name: 'Ask for acknowledgement' }).click();
  await doctor.page.getByLabel('Deadline').fill('2099-01-02T14:00');
  const answer = unique('Three times');
  await doctor.thread.composer.fill(answer);

  await doctor.conversations.open(other);
  await expect(doctor.thread.composer).toHaveValue('');
  await expect(doctor.page.getByText(`Reply to ${client.who.name}`)).toHaveCount(0);
  await doctor.conversations.open(room);
  await expect(doctor.page.getByText(`Reply to ${client.who.name}`)).toBeVisible();
  await doctor.device.reload();
  await expect(doctor.thread.composer).toHaveValue(answer);
  await expect(doctor.page.getByText(`Reply to ${client.who.name}`)).toBeVisible();
  await expect(doctor.page.getByLabel('Deadline')).toHaveValue('2099-01-02T14:00');
  await doctor.thread.send.click();
  await expect(doctor.thread.composer).toHaveValue('');
  const said = doctor.thread.message(answer);
  await expect(said.locator('.quote')).toContainText(question);
  await expect(said.getByRole('group', { name: 'Acknowledgement' })).toBeVisible();
  await doctor.device.reload();
  await expect(said).toBeVisible();
  await expect(doctor.thread.composer).toHaveValue('');
  await expect(doctor.page.getByText(`Reply to ${client.who.name}`)).toHaveCount(0);
});

test('an edit that was begun goes on after a reload', async ({ cast }) => {
  const { doctor } = await writing(cast);
  const [before, after] = [unique('Bring the lost'), unique('Bring the list')];
  await doctor.thread.say(before);
  await doctor.thread.tickIs(before, 'Sent');
  await doctor.thread.press(before, 'Edit');
  const editor = doctor.page.getByRole('textbox', { name: 'Edit message' });
  await editor.fill(after);
  await doctor.device.reload();
  await expect(editor).toHaveValue(after);
  await editor.press('Enter');
  await expect(doctor.thread.message(after)).toContainText('edited');
  await doctor.device.reload();
  await expect(doctor.thread.message(after)).toBeVisible();
  await expect(editor).toHaveCount(0);
});

test('a message that waits for its files leaves while one is in another room', async ({ cast }) => {
  const { client, doctor, room, other } = await writing(cast);
  await client.openRoom(room);
  const letGo = await holdUploads(doctor.page);
  await choose(doctor, words('plan.txt', 'three times a day'));
  const text = unique('The plan');
  await doctor.thread.composer.fill(text);
  await doctor.conversations.open(other);
  await expect(trayOf(doctor)).toHaveCount(0);
  await doctor.conversations.open(room);
  await expect(trayOf(doctor).getByRole('progressbar')).toBeVisible();
  await doctor.thread.send.click();
  await expect(doctor.page.getByText('This is sent by itself once its files have arrived.')).toBeVisible();
  await isAccessible(doctor.page);
  await doctor.thread.composer.pressSequentially('!');
  await expect(doctor.page.getByText('Not sent: you are writing on.'), 'and it is said').toBeVisible();
  await doctor.thread.send.click();
  await expect(doctor.page.getByText('Not sent: you are writing on.')).toHaveCount(0);
  await doctor.conversations.open(other);
  await expect(doctor.thread.composer).toHaveValue('');
  letGo();
  await expect(client.thread.message(text).getByText('plan.txt')).toBeVisible();
  await doctor.conversations.open(room);
  await expect(doctor.thread.message(text)).toBeVisible();
  await expect(doctor.thread.composer).toHaveValue('');
  await expect(trayOf(doctor)).toHaveCount(0);
});

test('a file that was uploaded is in the tray after a reload, and one that was not is named', async ({ cast }) => {
  const { client, doctor, room } = await writing(cast);
  await client.openRoom(room);
  await choose(doctor, words('there.txt', 'uploaded'));
  await isUploaded(doctor, 'there.txt');
  const letGo = await holdUploads(doctor.page);
  await choose(doctor, words('half.txt', 'not yet'));
  await expect(trayOf(doctor).getByRole('progressbar', { name: 'half.txt' })).toBeVisible();
  await doctor.thread.send.click();
  await expect(doctor.page.getByText('This is sent by itself once its files have arrived.')).toBeVisible();
  await doctor.device.reload();
  letGo();
  await expect(doctor.page.getByText('half.txt was not uploaded. Take it out to send the rest.'), 'Send was pressed').toBeVisible();
  await expect(trayOf(doctor).getByRole('listitem')).toHaveCount(2);
  await expect(trayOf(doctor).getByRole('alert')).toHaveText(/not uploaded before the page was left/);
  await trayOf(doctor).getByRole('button', { name: 'Remove half.txt' }).click();
  const text = unique('One of two');
  await doctor.thread.say(text);
  await expect(client.thread.message(text).getByText('there.txt')).toBeVisible();
});

test('a file that the server has no more says so, and can be taken out', async ({ cast }) => {
  const { doctor } = await writing(cast);
  doctor.device.watch.allowStatus(404);
  const answered = doctor.page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/files'));
  await choose(doctor, words('old.txt', 'from yesterday'));
  const { id } = (await (await answered).json()) as { id: string };
  await isUploaded(doctor, 'old.txt');
  await doctor.remove(`files/${id}`);
  await doctor.device.reload();
  await expect(trayOf(doctor).getByRole('alert')).toHaveText(/not on the server any more/);
  await trayOf(doctor).getByRole('button', { name: 'Remove old.txt' }).click();
  await expect(trayOf(doctor)).toHaveCount(0);
});

test('without a connection an upload waits, goes on by itself, and its message with it', async ({ cast }) => {
  const { client, doctor, room } = await writing(cast);
  await client.openRoom(room);
  await doctor.navigation.isConnected();
  doctor.device.watch.allowOutages();
  doctor.device.line.cut();
  await expect(doctor.navigation.connection).toHaveText(/Offline|Reconnecting/);
  await choose(doctor, words('tunnel.txt', 'from a train'));
  await expect(trayOf(doctor)).toContainText('waiting for the connection');
  await expect(trayOf(doctor).getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(trayOf(doctor).getByRole('button', { name: 'Remove tunnel.txt' })).toBeVisible();
  const text = unique('Out of the tunnel');
  await doctor.thread.composer.fill(text);
  await doctor.thread.send.click();
  doctor.device.line.mend();
  await expect(client.thread.message(text).getByText('tunnel.txt')).toBeVisible();
  await expect(trayOf(doctor)).toHaveCount(0);
});

test('an upload that breaks alone is tried again by itself', async ({ cast }) => {
  const { doctor } = await writing(cast);
  await doctor.navigation.isConnected();
  doctor.device.watch.allowOutages();
  await doctor.page.route(UPLOADS, (route) => route.abort('connectionreset'), { times: 2 });
  const arrived = doctor.page.waitForResponse(UPLOADS);
  await choose(doctor, words('again.txt', 'second try'));
  await expect(trayOf(doctor)).toContainText('waiting for the connection');
  expect((await arrived).ok()).toBe(true);
  await expect(trayOf(doctor)).not.toContainText('waiting');
  await expect(trayOf(doctor).getByRole('alert')).toHaveCount(0);
});

test('where the browser has no room a message that waits says so', async ({ cast }) => {
  const { doctor } = await writing(cast);
  await doctor.page.evaluate(() => {
    for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let count = 0; ; count += 1) localStorage.setItem(`full.${size}.${count}`, 'x'.repeat(size));
      } catch {
        // Nothing of this size fits any more.
      }
    }
  });
  await doctor.device.goOffline();
  await expect(doctor.navigation.connection).toContainText('Offline');
  const text = unique('Nowhere to keep it');
  await doctor.thread.say(text);
  await expect(doctor.thread.message(text)).toContainText('This browser has no room to keep it.');
  await doctor.device.goOnline();
  await doctor.thread.tickIs(text, 'Sent');
  await expect(doctor.thread.message(text)).not.toContainText('no room');
});
