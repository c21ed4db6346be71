import { unique } from '../../support/people';
import { expect, test } from '../../support/test';

test('written offline, messages wait, and are sent once when one is back', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  await patient.navigation.isConnected();

  await patient.device.goOffline();
  await expect(patient.navigation.connection).toContainText('Offline');
  const mark = unique('In a tunnel');
  const written = [`${mark} one`, `${mark} two`, `${mark} three`];
  for (const words of written) {
    await patient.thread.say(words);
    await patient.thread.tickIs(words, 'Sending');
  }

  await patient.device.goOnline();
  await patient.navigation.isConnected();
  for (const words of written) await patient.thread.tickIs(words, 'Read');
  expect(await patient.thread.texts(mark)).toEqual(written);
  expect(await doctor.thread.texts(mark)).toEqual(written);
  expect((await doctor.history(room)).filter((body) => body.startsWith(mark))).toEqual(written);
});

test('what was said meanwhile is there when one is back', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  await patient.device.goOffline();
  await expect(patient.navigation.connection).toContainText('Offline');
  const mark = unique('While you were away');
  const said = [`${mark} one`, `${mark} two`];
  for (const words of said) await doctor.thread.say(words);
  await doctor.thread.tickIs(said[1]!, 'Sent');
  await patient.device.goOnline();
  await expect.poll(() => patient.thread.texts(mark)).toEqual(said);
});

test('whoever stops typing while one is away does not go on for ever', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  const first = unique('Are you there?');
  await patient.thread.say(first);
  await patient.thread.tickIs(first, 'Read');
  await doctor.thread.composer.pressSequentially('Just a');
  await expect(patient.thread.typing).toBeVisible();
  await patient.device.goOffline();
  await expect(patient.navigation.connection).toContainText('Offline');
  await expect(patient.thread.typing).toHaveCount(0);
  await doctor.thread.composer.clear();
  await patient.device.goOnline();
  await patient.navigation.isConnected();
  await expect(patient.thread.typing).toHaveCount(0);
});

test('a broken connection that the device does not know of is taken up again', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  await patient.navigation.isConnected();
  patient.device.watch.allowOutages();
  patient.device.line.cut();
  await expect(patient.navigation.connection).toHaveText(/Offline|Reconnecting/);
  const words = unique('Is this thing on?');
  await patient.thread.say(words);
  await patient.thread.tickIs(words, 'Sending');
  patient.device.line.mend();
  await patient.thread.tickIs(words, 'Read');
  await expect(doctor.thread.message(words)).toHaveCount(1);
});

test('messages written offline outlive the page', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  await patient.device.goOffline();
  await expect(patient.navigation.connection).toContainText('Offline');
  const mark = unique('Before the battery died');
  const written = [`${mark} one`, `${mark} two`];
  for (const words of written) await patient.thread.say(words);
  await patient.thread.tickIs(written[1]!, 'Sending');

  await patient.page.goto('about:blank');
  await patient.device.goOnline();
  await patient.openRoom(room);
  for (const words of written) await patient.thread.tickIs(words, 'Read');
  expect(await patient.thread.texts(mark)).toEqual(written);
  expect(await doctor.thread.texts(mark)).toEqual(written);
  await patient.device.reload();
  await expect(patient.thread.message(mark)).toHaveCount(2);
  expect((await doctor.history(room)).filter((body) => body.startsWith(mark))).toEqual(written);
});

test('reloading just as one is back sends nothing twice', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  await patient.device.goOffline();
  await expect(patient.navigation.connection).toContainText('Offline');
  const mark = unique('Hasty');
  const written = Array.from({ length: 5 }, (_, n) => `${mark} ${n}`);
  for (const words of written) await patient.thread.say(words);
  await patient.thread.tickIs(written[4]!, 'Sending');
  await patient.device.goOnline();
  await patient.device.reload();
  for (const words of written) await patient.thread.tickIs(words, 'Read');
  expect(await patient.thread.texts(mark)).toEqual(written);
  expect(await doctor.thread.texts(mark)).toEqual(written);
  expect((await doctor.history(room)).filter((body) => body.startsWith(mark))).toEqual(written);
});

test('a server that is killed and comes back loses and doubles nothing', async ({ cast, server }) => {
  test.setTimeout(180_000);
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  for (const person of [patient, doctor]) {
    person.device.watch.allowOutages();
    await person.openRoom(room);
    await person.navigation.isConnected();
  }
  const mark = unique('Through the storm');
  const written = Array.from({ length: 24 }, (_, n) => `${mark} ${String(n).padStart(2, '0')}`);
  for (const words of written.slice(0, 8)) await patient.thread.say(words);
  await server.kill();
  for (const words of written.slice(8, 16)) await patient.thread.say(words);
  const back = server.restart();
  for (const words of written.slice(16)) await patient.thread.say(words);
  await back;

  // A page that was long without a server may wait twenty seconds between two tries, and only what somebody is at is read.
  await doctor.page.mouse.move(300, 300);
  await patient.thread.tickIs(written[23]!, 'Read', 60_000);
  expect(await patient.thread.texts(mark)).toEqual(written);
  expect(await doctor.thread.texts(mark)).toEqual(written);
  expect((await doctor.history(room)).filter((body) => body.startsWith(mark))).toEqual(written);
});
