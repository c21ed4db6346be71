import type { Route } from '@playwright/test';
import { drawn } from '../support/answers';
import type { Person } from '../support/person';
import { OTHER_DOCTOR, unique } from '../support/people';
import { groupOf, haveRead, write } from '../support/rooms';
import { askForAppointment } from '../support/stories';
import { expect, test } from '../support/test';

/** The next answer of the server function with that name is kept on its way; `release` lets it go on, and is done when
 *  the page has heard it. */
async function late(person: Person, name: string) {
  let answered: Promise<void> | undefined;
  let release = () => {};
  const released = new Promise<void>((go) => (release = go));
  const hold = async (route: Route) => {
    const [response, heard] = [await route.fetch(), person.page.waitForResponse(`**/fn/${name}`, { timeout: 60_000 })];
    answered = released.then(() => route.fulfill({ response })).then(async () => {
      await (await heard).finished();
    });
  };
  await person.page.route(`**/fn/${name}`, hold, { times: 1 });
  return {
    isOnItsWay: (timeout?: number) => expect.poll(() => answered !== undefined, { timeout }).toBe(true),
    async release() {
      release();
      await answered;
      await drawn(person.page);
    },
  };
}

test('a list that was read before a message came does not take it back', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const older = await groupOf(doctor, unique('Older'), client);
  await write(doctor, older, unique('What was'));
  const newer = await groupOf(doctor, unique('Newer'), client);
  await write(doctor, newer, unique('What is'));

  const list = await late(client, 'conversations');
  await client.open('/chat');
  await list.isOnItsWay();
  const words = unique('What comes');
  await write(doctor, older, words);
  const begun = await groupOf(doctor, unique('Newest'), client);
  const { conversations } = client;
  await expect(conversations.rows).toContainText(['Newest', words, 'What is']);
  await list.release();
  await expect(conversations.rows).toContainText(['Newest', words, 'What is']);
  await expect(conversations.row(begun)).toHaveCount(1);
  await expect(conversations.row(older)).toContainText('2 unread');
});

test('a room that was read before a message came does not take it back', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('A room'), client);
  const said = await write(doctor, room, unique('In haste'));
  const { conversations, navigation } = client;
  await client.open('/chat');
  await navigation.isConnected();

  const reading = await late(client, 'read-room');
  await doctor.remove(`chat/messages/${said.id}`);
  await reading.isOnItsWay();
  const words = unique('And another');
  await write(doctor, room, words);
  await expect(conversations.row(room)).toContainText(words);
  await reading.release();
  await expect(conversations.row(room)).toContainText(words);
  await expect(conversations.row(room)).toContainText('1 unread');
});

test('the bell keeps what it heard while its count was on the way', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('A room'), client);
  const count = await late(client, 'bell');
  await client.open('/');
  await count.isOnItsWay();
  const before = await client.bell.count();
  await write(doctor, room, unique('It rings'));
  await expect.poll(() => client.bell.count()).toBe(before + 1);
  await count.release();
  expect(await client.bell.count()).toBe(before + 1);
});

test('what is deleted while its page of history is on the way is not shown', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('A long talk'), client);
  const early = unique('Too early');
  const { id } = await write(doctor, room, early);
  for (let number = 2; number < 70; number += 1) await write(doctor, room, `Number ${number}`);
  const last = await write(doctor, room, unique('The last'));
  await haveRead(client, last);

  const page = await late(client, 'history');
  await client.openRoom(room);
  await expect(async () => {
    await client.thread.scrollTo(0);
    await page.isOnItsWay(500);
  }).toPass();
  await doctor.remove(`chat/messages/${id}`);
  const after = unique('And after');
  await write(doctor, room, after);
  await expect(client.conversations.row(room)).toContainText(after);
  await page.release();
  await expect(client.page.locator('article[data-number="1"]')).toContainText('This message was deleted.');
  await expect(client.thread.message(early)).toHaveCount(0);
});

test('what happens before a page can hear it is there once it can', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  let connect = () => {};
  const free = new Promise<void>((go) => (connect = go));
  await doctor.page.routeWebSocket('**/live', async (socket) => {
    await free;
    socket.connectToServer();
  });
  await doctor.open('/');
  await askForAppointment(client, 'While you were drawn', 6, OTHER_DOCTOR.name);
  await expect(doctor.home.requests.by(client.who.name)).toHaveCount(0);
  connect();
  await expect(doctor.home.requests.by(client.who.name)).toBeVisible();
});

test('a conversation that could not be joined again at once is whole a moment later', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('A room'), client);
  let refuses = false;
  await client.page.routeWebSocket('**/live', (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      if (refuses && String(text).includes('"join:chat"')) {
        refuses = false;
        socket.send(JSON.stringify({ type: 'error', about: 'join:chat', code: 'broken', message: 'Something broke.' }));
      } else {
        server.send(text);
      }
    });
  });
  await client.openRoom(room);
  await client.navigation.isConnected();
  await client.device.goOffline();
  const [missed, heard] = [unique('While you were away'), unique('When you were back')];
  await write(doctor, room, missed);
  refuses = true;
  await client.device.goOnline();
  await expect.poll(() => refuses).toBe(false);
  await write(doctor, room, heard);
  await expect(client.thread.message(heard)).toBeVisible();
  await expect(client.thread.message(missed)).toBeVisible();
});
