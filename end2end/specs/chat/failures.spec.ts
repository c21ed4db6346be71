import type { Page } from '@playwright/test';
import type { Cast } from '../../support/cast';
import { picture, words } from '../../support/files';
import { OTHER_DOCTOR, unique } from '../../support/people';
import type { Person, Room } from '../../support/person';
import { groupOf, write } from '../../support/rooms';
import { expect, test } from '../../support/test';

/** More than one page of history. */
const MESSAGES = 70;

/** A doctor and somebody new, in a conversation of their own. */
async function together(cast: Cast, title: string): Promise<[Person, Person, Room]> {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  return [doctor, client, await groupOf(doctor, unique(title), client)];
}

/** They have said so much that not all of it comes with the page; the client has read it. */
async function longTalk(cast: Cast): Promise<[Person, Room]> {
  const [doctor, client, room] = await together(cast, 'A long talk');
  for (let number = 1; number < MESSAGES; number += 1) {
    await write(number % 2 ? doctor : client, room, `Number ${number} of many`);
  }
  await write(client, room, 'The very last');
  return [client, room];
}

/** Until the answer is called, the server function with that name is not reached. */
async function cut(person: Person, name: string): Promise<() => Promise<void>> {
  person.device.watch.allowOutages();
  const address = `**/fn/${name}`;
  await person.page.route(address, (route) => route.abort());
  return () => person.page.unroute(address);
}

async function lowest(page: Page): Promise<number> {
  const numbers = await page.locator('article[data-number]').evaluateAll((all) =>
    all.map((message) => Number((message as HTMLElement).dataset['number'])));
  return Math.min(...numbers);
}

test('earlier messages that did not come are asked for again, and nothing jumps', async ({ cast }) => {
  const [client, room] = await longTalk(cast);
  const { page, thread } = client;
  const mend = await cut(client, 'history');
  await client.openRoom(room);
  const failure = thread.log.getByRole('alert');
  // The log may still be on its way to its end.
  await expect(async () => {
    await thread.scrollTo(0);
    await expect(failure).toContainText('Could not load earlier messages', { timeout: 500 });
  }).toPass();
  await expect(failure).toBeInViewport();
  const top = page.locator(`article[data-number="${await lowest(page)}"]`);
  const before = (await top.boundingBox())!.y;
  await mend();
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => lowest(page)).toBe(1);
  await expect(failure).toHaveCount(0);
  await expect.poll(async () => Math.abs((await top.boundingBox())!.y - before)).toBeLessThan(4);
});

test('later messages that did not come are asked for again', async ({ cast }) => {
  const [client, room] = await longTalk(cast);
  const { thread } = client;
  const mend = await cut(client, 'history');
  await client.open(`/chat/${room.id}?message=5`);
  const failure = thread.log.getByRole('alert');
  await expect(async () => {
    await thread.scrollTo(1_000_000);
    await expect(failure).toContainText('Could not load later messages', { timeout: 500 });
  }).toPass();
  await expect(thread.message('The very last')).toHaveCount(0);
  await mend();
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(thread.message('The very last')).toBeAttached();
  await expect(failure).toHaveCount(0);
});

test('who does not get to the newest message stays where they are, and can try again', async ({ cast }) => {
  const [client, room] = await longTalk(cast);
  const { page, thread } = client;
  const mend = await cut(client, 'history');
  await client.open(`/chat/${room.id}?message=5`);
  await expect(thread.message('Number 5 of many')).toBeInViewport();
  await page.getByRole('button', { name: 'To the newest message' }).click();
  const failure = page.getByRole('alert').filter({ hasText: 'Could not load the newest messages' });
  await expect(failure).toBeVisible();
  await expect(thread.message('Number 5 of many')).toBeInViewport();
  await mend();
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(thread.message('The very last')).toBeInViewport();
  await expect(failure).toHaveCount(0);
});

test('a search of the list that fails says so in its place, and can be tried again', async ({ cast }) => {
  const client = await cast.newcomer();
  await client.open('/chat');
  const mend = await cut(client, 'find-conversations');
  await client.conversations.search.fill('zugzwang');
  const list = client.page.getByRole('region', { name: 'Chat', exact: true });
  const failure = list.getByRole('alert');
  await expect(failure).toContainText('cannot be reached');
  await expect(list).not.toContainText('No conversation is called that.');
  await expect(client.conversations.search).toHaveValue('zugzwang');
  await mend();
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(list).toContainText('No conversation is called that.');
  await expect(failure).toHaveCount(0);
});

test('what stands beside a conversation fails for itself, and can be tried again', async ({ cast }) => {
  const doctor = await cast.doctor();
  const room = await doctor.room();
  await doctor.open('/chat');
  const mend = [await cut(doctor, 'client-beside'), await cut(doctor, 'room-files')];
  await doctor.conversations.open(room);
  await expect(doctor.thread.composer).toBeVisible();
  const failures = doctor.details.pane.getByRole('alert');
  await expect(failures).toHaveCount(2);
  for (const each of mend) await each();
  await failures.first().getByRole('button', { name: 'Try again' }).click();
  await expect(failures).toHaveCount(1);
  await failures.first().getByRole('button', { name: 'Try again' }).click();
  await expect(failures).toHaveCount(0);
  await expect(doctor.details.pane.getByRole('link', { name: 'Open card' })).toBeVisible();
});

test('a block of the home that fails leaves the others', async ({ cast }) => {
  const client = await cast.patient();
  await client.open('/chat');
  const mend = await cut(client, 'agenda');
  await client.navigation.home.click();
  const main = client.page.getByRole('main');
  const failure = main.getByRole('alert');
  await expect(failure).toContainText('cannot be reached');
  await expect(main.getByRole('region', { name: 'Conversations' }).getByRole('link').first()).toBeVisible();
  await mend();
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(main.getByRole('region', { name: 'Next appointment' })).toBeVisible();
  await expect(failure).toHaveCount(0);
});

test('a file in the list leads to its message', async ({ cast }) => {
  const [doctor, client, room] = await together(cast, 'Files');
  await client.openRoom(room);
  const [letter, photo] = [unique('The letter'), unique('The photo')];
  await client.thread.attach(words('letter.txt', 'Three times a day'));
  await client.thread.say(letter);
  await client.thread.tickIs(letter, 'Sent');
  await client.thread.attach(picture('knee.png'));
  await client.thread.say(photo);
  await client.thread.tickIs(photo, 'Sent');
  for (let number = 1; number <= 30; number += 1) await write(doctor, room, `Number ${number} of many`);
  await expect(client.thread.message('Number 30 of many')).toBeVisible();
  const ways = client.details.pane.getByRole('link', { name: /^Go to message/ });
  await expect(ways).toHaveCount(2);
  for (const [file, text] of [['letter.txt', letter], ['knee.png', photo]] as const) {
    await ways.and(client.page.getByRole('link', { name: `Go to message, ${file}` })).click();
    await expect(client.page.locator('.message--found')).toContainText(text);
    await expect(client.thread.message(text)).toBeInViewport();
  }
});

test('the list shows the words of a photo, and that a conversation has ended beside what is unread in it', async ({ cast }) => {
  const [doctor, client, room] = await together(cast, 'Ends');
  await doctor.openRoom(room);
  const caption = unique('My hand');
  await doctor.thread.attach(picture('hand.png'));
  await doctor.thread.say(caption);
  await doctor.thread.tickIs(caption, 'Sent');
  await client.open('/chat');
  const row = client.conversations.row(room);
  await expect(row).toContainText(`Photo · ${caption}`);
  await expect(row).toContainText('1 unread');
  expect((await doctor.post(`chat/rooms/${room.id}/end`, {})).ok(), 'end').toBe(true);
  await expect(row.getByText('Ended', { exact: true })).toBeVisible();
  await expect(row).toContainText('1 unread');
});
