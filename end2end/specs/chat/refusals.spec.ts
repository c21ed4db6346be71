import { OTHER_DOCTOR, unique } from '../../support/people';
import { refuseMessages } from '../../support/refusals';
import { groupOf } from '../../support/rooms';
import { expect, test } from '../../support/test';

test('a message that is refused says why, lets others pass, and is sent when one tries again', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Refused'), client);
  const [refused, other] = [unique('Can you hear me?'), unique('And now?')];
  let refusals = 0;
  await refuseMessages(client, (body) => {
    if (body !== refused || refusals > 0) return undefined;
    refusals += 1;
    return { code: 'forbidden', message: 'This cannot be said today.' };
  });
  await client.openRoom(room);
  await doctor.openRoom(room);
  await client.thread.say(refused);
  await client.thread.tickIs(refused, 'Failed');
  const bubble = client.thread.message(refused);
  await expect(bubble).toContainText('This cannot be said today.');
  await expect(bubble.getByRole('button', { name: 'Discard' })).toBeVisible();
  await client.thread.say(other);
  await expect(doctor.thread.message(other)).toBeVisible();
  await expect(doctor.thread.message(refused)).toHaveCount(0);

  await bubble.getByRole('button', { name: 'Try again' }).click();
  await client.thread.tickIs(refused, 'Read');
  await expect(bubble.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expect(doctor.thread.message(refused)).toHaveCount(1);
  expect((await doctor.history(room)).filter((body) => body === refused)).toEqual([refused]);
});

test('what was written to a conversation that has ended meanwhile fails, and can be discarded', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Over'), client);
  await client.openRoom(room);
  await client.navigation.isConnected();
  await client.device.goOffline();
  await expect(client.navigation.connection).toContainText('Offline');
  const late = unique('One last thing');
  await client.thread.say(late);
  await client.thread.tickIs(late, 'Sending');
  await expect(client.conversations.row(room), 'it is said as far as one is oneself concerned').toContainText(`You: ${late}`);
  const begun = unique('And another');
  await client.thread.composer.fill(begun);
  expect((await doctor.post(`chat/rooms/${room.id}/end`, {})).status()).toBe(200);

  await client.device.goOnline();
  await client.thread.tickIs(late, 'Failed');
  const bubble = client.thread.message(late);
  await expect(bubble).toContainText('This conversation has ended');
  await expect(client.thread.ended).toContainText(begun);
  for (const name of ['Try again', 'Write again']) {
    await expect(bubble.getByRole('button', { name }), 'it would not help').toHaveCount(0);
  }
  await expect(bubble.getByRole('button', { name: 'Copy' })).toBeVisible();
  await bubble.getByRole('button', { name: 'Discard' }).click();
  await expect(bubble).toHaveCount(0);
  await client.device.reload();
  await expect(client.thread.ended).toBeVisible();
  await expect(bubble).toHaveCount(0);
  expect(await doctor.history(room)).not.toContain(late);
});

test('who writes too fast waits a moment, and all is sent by itself, in order', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Fast'), client);
  const mark = unique('Quickly');
  const written = ['one', 'two', 'three', 'four'].map((word) => `${mark} ${word}`);
  const tried: string[] = [];
  let isTooFast = true;
  await refuseMessages(client, (body) => {
    tried.push(body);
    if (body !== written[1] || !isTooFast) return undefined;
    return { code: 'slow_down', message: 'That was a lot at once. Please try again in 1 s.', retryAfter: 1 };
  });
  await client.openRoom(room);
  await doctor.openRoom(room);
  for (const words of written) await client.thread.say(words);
  await client.thread.tickIs(written[0]!, 'Read');
  for (const words of written.slice(1)) await client.thread.tickIs(words, 'Sending');
  const note = client.page.getByRole('status').filter({ hasText: 'Sending the rest in a moment.' });
  await expect(note).toBeVisible();
  await expect.poll(() => tried.length, 'it is tried again without being asked').toBeGreaterThan(2);
  isTooFast = false;
  for (const words of written) await client.thread.tickIs(words, 'Read');
  await expect(note).toHaveCount(0);
  await expect(client.thread.log.getByRole('img', { name: 'Failed' })).toHaveCount(0);
  expect([...new Set(tried)], 'none overtakes the one that waits').toEqual(written);
  expect(await client.thread.texts(mark)).toEqual(written);
  expect(await doctor.thread.texts(mark)).toEqual(written);
  expect((await doctor.history(room)).filter((body) => body.startsWith(mark))).toEqual(written);
});
