import { unique } from '../../support/people';
import { expect, test } from '../../support/test';

test('a message is sent, then delivered, then read', async ({ cast }) => {
  const patient = await cast.patient();
  const room = await patient.room();
  await patient.openRoom(room);
  await expect(patient.thread.about).toContainText(/last seen|offline/i);
  const words = unique('How far has this come?');
  await patient.thread.say(words);
  await patient.thread.tickIs(words, 'Sent');

  const doctor = await cast.doctor();
  await doctor.open('/appointments');
  await patient.thread.tickIs(words, 'Delivered');
  await doctor.openRoom(room);
  await patient.thread.tickIs(words, 'Read');
  await patient.device.reload();
  await patient.thread.tickIs(words, 'Read');
});

test('unread messages are counted on every device, and reading on one clears all', async ({ cast }) => {
  const [patient, desk, phone] = [await cast.patient(), await cast.doctor(), await cast.doctor({ phone: true })];
  const room = await patient.room();
  await desk.read(room);
  await desk.open('/');
  await phone.open('/chat');
  await patient.openRoom(room);
  const before = await desk.unread();
  await desk.navigation.showsUnread(before);
  await phone.navigation.showsUnread(before);

  await patient.thread.say(unique('First'));
  await desk.navigation.showsUnread(before + 1);
  await patient.thread.say(unique('Second'));
  await desk.navigation.showsUnread(before + 2);
  await phone.navigation.showsUnread(before + 2);
  await expect(phone.conversations.row(room)).toContainText('2 unread');

  await phone.conversations.open(room);
  await phone.navigation.showsUnread(before);
  await desk.navigation.showsUnread(before);
  await desk.device.reload();
  await desk.navigation.showsUnread(before);
});

test('an open page that nobody is at reads nothing, until somebody is back', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const sent: string[] = [];
  doctor.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))));
  const reads = () => sent.filter((frame) => frame.includes('"message:read"')).length;
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.read(room);
  const before = reads();
  // Three minutes go by.
  await doctor.page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 3 * 60_000;
  });
  const words = unique('Is anybody there?');
  await patient.thread.say(words);
  await patient.thread.tickIs(words, 'Delivered');
  await expect(doctor.thread.message(words)).toBeInViewport();
  expect(reads(), 'it is in view of nobody').toBe(before);

  await doctor.page.mouse.move(300, 300);
  await patient.thread.tickIs(words, 'Read');
});

test('an open room counts nothing as unread', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.read(room);
  const before = await doctor.unread();
  const words = unique('You are looking at it');
  await patient.thread.say(words);
  await patient.thread.tickIs(words, 'Read');
  await doctor.navigation.showsUnread(before);
});

test('what was written on one device is there on the other', async ({ cast }) => {
  const [desk, phone] = [await cast.patient(), await cast.patient({ phone: true })];
  const room = await desk.room();
  await desk.openRoom(room);
  await phone.openRoom(room);
  const words = unique('From my phone');
  await phone.thread.say(words);
  await expect(desk.thread.by('You').filter({ hasText: words })).toHaveCount(1);
  await desk.thread.tickIs(words, 'Sent');
});

test('scrolling back loads what is older, without a jump, to the very first message', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  const { thread } = patient;
  await expect(thread.messages.last()).toBeInViewport();
  await expect(thread.message('New appointment, new chat')).toHaveCount(0);

  // Not the very first: its look may change with what comes before it.
  const one = await thread.messages.nth(3).elementHandle();
  const count = await thread.messages.count();
  // At once: the page that is asked for by this may come before one could ask where the message is.
  const before = await one!.evaluate((message) => {
    message.closest('[role=log]')!.scrollTo({ top: 200, behavior: 'instant' });
    return message.getBoundingClientRect().y;
  });
  await expect.poll(() => thread.messages.count()).toBeGreaterThan(count);
  await expect.poll(async () => Math.abs((await one!.boundingBox())!.y - before)).toBeLessThan(5);

  await expect(async () => {
    await thread.scrollTo(0);
    await expect(thread.message('New appointment, new chat')).toBeInViewport({ timeout: 500 });
  }).toPass();
});

test('what arrives while one reads further back does not move the page', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  await expect(patient.thread.messages.last()).toBeInViewport();
  await patient.thread.log.evaluate((log) => log.scrollBy({ top: -600, behavior: 'instant' }));
  await expect(patient.thread.messages.last()).not.toBeInViewport();
  const position = await patient.thread.log.evaluate((log) => log.scrollTop);
  const words = unique('While you read');
  await doctor.thread.say(words);
  await expect(patient.thread.message(words)).toBeAttached();
  await expect(patient.thread.message(words)).not.toBeInViewport();
  expect(Math.abs((await patient.thread.log.evaluate((log) => log.scrollTop)) - position)).toBeLessThan(2);
});
