import { Emergencies } from '../../pages/emergencies';
import { Thread } from '../../pages/thread';
import { choose, isUploaded, trayOf, writing } from '../../support/drafts';
import { picture, words } from '../../support/files';
import { unique } from '../../support/people';
import { isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

test('without a connection what is urgent goes ahead of its photo, and says whom to call', async ({ cast }) => {
  const { client, doctor, room } = await writing(cast);
  const { device, page, thread } = client;
  await client.openRoom(room);
  await client.navigation.isConnected();
  device.watch.allowOutages();
  device.line.cut();
  await expect(client.navigation.connection).toHaveText(/Offline|Reconnecting/);
  await choose(client, picture('wound.png'));
  await expect(trayOf(client)).toContainText('waiting for the connection');
  await page.getByRole('button', { name: 'Urgent', exact: true }).click();
  await thread.send.click();
  const unsent = page.getByRole('alert').filter({ hasText: 'Not sent: there is no connection. If you cannot wait, call 112.' });
  await expect(unsent, 'a photo alone waits').toBeVisible();
  await isAccessible(page);
  const text = unique('It bleeds');
  await thread.say(text);
  await expect(thread.message(text)).toContainText('call 112');
  await expect(trayOf(client)).toContainText('wound.png');
  await expect(page.getByRole('button', { name: 'Urgent', exact: true })).toHaveAttribute('aria-pressed', 'false');
  device.line.mend();
  // So long without a connection, up to twenty seconds pass between two tries.
  await expect(doctor.thread.message(text)).toContainText('Urgent', { timeout: 45_000 });
  const photo = doctor.thread.by(client.who.name).filter({ has: doctor.page.getByRole('img', { name: 'wound.png' }) });
  await expect(photo).toBeVisible();
  await expect(photo).not.toContainText('Urgent');
  await expect(trayOf(client)).toHaveCount(0);
  const desk = new Emergencies(doctor.page);
  const waiting = desk.of(client.who.name, text);
  await desk.take(waiting);
  await desk.resolve(waiting, 'Bandaged');
});

test('whoever signs out leaves nothing that they began, and is asked about what is not sent', async ({ cast }) => {
  const { client, room, other } = await writing(cast);
  const { device, page, thread } = client;
  const begun = () => page.evaluate(() => Object.keys(localStorage).filter((key) => /^attend\.(text|form|edit)\./.test(key)).length);
  const unsent = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('attend.pending.')).length);
  await client.openRoom(room);
  const half = unique('Half a thought');
  await thread.composer.fill(half);
  await expect.poll(begun).toBe(1);
  await page.evaluate(() => {
    const longAgo = new Date(Date.now() - 31 * 24 * 60 * 60 * 1_000).toISOString();
    localStorage.setItem('attend.form.somebody.room.assessment', JSON.stringify({ keptAt: longAgo, value: {} }));
    localStorage.setItem('attend.edit.somebody.message', JSON.stringify({ keptAt: new Date().toISOString(), value: 'Else' }));
  });
  await device.reload();
  await expect(thread.composer).toHaveValue(half);
  await expect.poll(begun, 'what lay there for a month is gone').toBe(2);

  await client.open('/chat/' + other.id);
  // The server does not answer what is sent, and hears nothing of it.
  await page.routeWebSocket(/\/live$/, () => {});
  await device.reload();
  await thread.say(unique('On its way'));
  await expect.poll(unsent).toBe(1);
  device.watch.allowStatus(401);
  await device.open('/settings/profile');
  await client.profile.signOut();
  const question = page.getByRole('dialog', { name: 'Not everything is sent' });
  await expect(question).toContainText('1 message is not sent yet. Sign out all the same?');
  await isAccessible(page);
  expect(await begun(), 'nothing is done before the answer').toBe(2);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await client.profile.signOut();
  await question.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL('/sign-in');
  expect([await begun(), await unsent()], 'but for somebody else’s').toEqual([1, 1]);
});

test('what another page of this browser has sent is not there to be sent again', async ({ cast }) => {
  const { doctor, room } = await writing(cast);
  const page = await doctor.device.context.newPage();
  const second = new Thread(page);
  await choose(doctor, words('once.txt', 'only once'));
  await isUploaded(doctor, 'once.txt');
  const text = unique('Once');
  await doctor.thread.composer.fill(text);
  await page.goto(`/${doctor.who.slug}/chat/${room.id}`);
  await expect(second.composer).toHaveValue(text);
  await expect(page.getByRole('list', { name: 'Attachments' })).toContainText('once.txt');
  await second.composer.press('Enter');
  await second.tickIs(text, 'Sent');
  await expect(doctor.thread.composer).toHaveValue('');
  await expect(trayOf(doctor)).toHaveCount(0);
});

test('a message whose file is gone is there to be written again, with the reason', async ({ cast }) => {
  const { client, doctor, room } = await writing(cast);
  await client.openRoom(room);
  doctor.device.watch.allowStatus(404);
  const answered = doctor.page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/files'));
  await choose(doctor, words('gone.txt', 'swept'));
  const { id } = (await (await answered).json()) as { id: string };
  await isUploaded(doctor, 'gone.txt');
  await doctor.remove(`files/${id}`);
  const text = unique('Words that stay');
  await doctor.thread.composer.fill(text);
  await doctor.thread.send.click();
  await expect(doctor.page.getByText('A file is not there any more, or was sent already.')).toBeVisible();
  await expect(doctor.thread.composer).toHaveValue(text);
  await expect(doctor.thread.message(text)).toHaveCount(0);
  await expect(trayOf(doctor).getByRole('alert')).toHaveText(/not on the server any more/);
  await trayOf(doctor).getByRole('button', { name: 'Remove gone.txt' }).click();
  await doctor.thread.send.click();
  await expect(client.thread.message(text)).toBeVisible();
  await expect(trayOf(doctor)).toHaveCount(0);
});
