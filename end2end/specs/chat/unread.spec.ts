import type { Cast } from '../../support/cast';
import { OTHER_DOCTOR, unique } from '../../support/people';
import type { Person, Room } from '../../support/person';
import { groupOf, haveRead, write } from '../../support/rooms';
import { expect, test } from '../../support/test';

/** More than two screens, and more than what is loaded around the first of them. */
const NEW = 40;

/** A client who has read the beginning of a conversation, and a doctor who has written much since. */
async function muchSaid(cast: Cast, mark: string): Promise<{ client: Person; doctor: Person; room: Room }> {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Long'), client);
  for (const number of [1, 2, 3, 4, 5]) await write(doctor, room, `${mark} known ${number}`);
  await haveRead(client, await write(doctor, room, `${mark} known 6`));
  for (let number = 1; number <= NEW; number += 1) {
    await write(doctor, room, `${mark} new ${String(number).padStart(2, '0')}\nand a second line`);
  }
  return { client, doctor, room };
}

async function unreadIn(person: Person, room: Room): Promise<number> {
  return (await person.get<Room>(`chat/rooms/${room.id}`)).unread;
}

test('a room opens where the new messages begin, and a button leads to the newest', async ({ cast }) => {
  const mark = unique('Said');
  const { client, doctor, room } = await muchSaid(cast, mark);
  await client.openRoom(room);
  const { thread } = client;
  const line = thread.log.getByRole('separator').filter({ hasText: 'New messages' });
  const newest = client.page.getByRole('button', { name: 'To the newest message' });
  await expect(line).toHaveCount(1);
  await expect(line).toBeInViewport();
  await expect(line.locator('xpath=preceding-sibling::article[1]')).toContainText(`${mark} known 6`);
  await expect(line.locator('xpath=following-sibling::article[1]')).toContainText(`${mark} new 01`);
  await expect(thread.message(`${mark} new 01`)).toBeInViewport();
  await expect(newest).toBeVisible();
  expect(await unreadIn(client, room), 'what has not been in view is unread').toBeGreaterThan(0);

  await newest.click();
  await expect(thread.message(`${mark} new ${NEW}`)).toBeInViewport();
  await expect(newest).toHaveCount(0);
  await expect.poll(() => unreadIn(client, room)).toBe(0);

  await thread.log.evaluate((log) => log.scrollBy({ top: -600, behavior: 'instant' }));
  await expect(newest).toBeVisible();
  const last = `${mark} one thing more`;
  await write(doctor, room, last);
  await expect(newest).toHaveText('1');
  await newest.click();
  await expect(thread.message(last)).toBeInViewport();

  await client.device.reload();
  await expect(thread.message(last)).toBeInViewport();
  await expect(line, 'all was read').toHaveCount(0);
});

test('who has read all finds no line, and one’s own words draw none', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Short'), client);
  await write(doctor, room, 'A question');
  await write(client, room, 'An answer');
  const after = unique('And another question');
  for (const person of [doctor, client]) {
    await person.openRoom(room);
    const lines = person.thread.log.getByRole('separator').filter({ hasText: 'New messages' });
    await expect(person.thread.message('An answer')).toBeInViewport();
    // The doctor has yet to read what the client has answered; that answer has told that the client has read.
    await expect(lines).toHaveCount(person === doctor ? 1 : 0);
  }
  await client.thread.say(after);
  await client.thread.tickIs(after, 'Read');
  await doctor.device.reload();
  await expect(doctor.thread.message(after)).toBeInViewport();
  await expect(doctor.thread.log.getByRole('separator').filter({ hasText: 'New messages' })).toHaveCount(0);
});

test('from an old message one scrolls on to the newest, page by page', async ({ cast }) => {
  const patient = await cast.patient();
  const room = await patient.room();
  const { thread } = patient;
  await patient.open(`/chat/${room.id}?message=7`);
  await expect(patient.page.locator('.message--found')).toHaveAttribute('data-number', '7');
  const numbers = () => thread.messages.evaluateAll((all) =>
    all.map((one) => Number((one as HTMLElement).dataset['number'])));
  expect(Math.max(...(await numbers())), 'the newest is not here yet').toBeLessThan(room.lastNumber);
  await expect.poll(async () => {
    await thread.scrollTo(1_000_000);
    return Math.max(...(await numbers()));
  }, { timeout: 60_000 }).toBe(room.lastNumber);
  const shown = await numbers();
  const first = Math.min(...shown);
  expect(shown, 'none is missing, none is there twice').toEqual(shown.map((_, place) => first + place));
  await thread.scrollTo(1_000_000);
  await expect(thread.messages.last()).toBeInViewport();
});
