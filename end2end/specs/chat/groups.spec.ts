import { Thread } from '../../pages/thread';
import { OTHER_DOCTOR, unique } from '../../support/people';
import type { Person } from '../../support/person';
import { groupOf, write } from '../../support/rooms';
import { isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

test('in a group its author sees who has read a message, whom it has reached and whom not', async ({ cast }) => {
  const [doctor, reader, online, away] = [
    await cast.join(OTHER_DOCTOR), await cast.newcomer(), await cast.newcomer(), await cast.newcomer(),
  ];
  const room = await groupOf(doctor, unique('Read by'), reader, online, away);
  await reader.openRoom(room);
  await online.open('/');
  await online.navigation.isConnected();
  await doctor.openRoom(room);
  const text = unique('The practice is closed on Friday');
  await doctor.thread.say(text);
  await doctor.thread.tickIs(text, 'Sent');
  await doctor.thread.press(text, 'Read by');
  const dialog = doctor.page.getByRole('dialog', { name: 'Read by' });
  const [read, delivered, not] = [0, 1, 2].map((place) => dialog.locator('dd').nth(place));
  await expect(read!).toHaveText(reader.who.name);
  await expect(delivered!).toHaveText(online.who.name);
  await expect(not!).toHaveText(away.who.name);
  await isAccessible(doctor.page);

  await online.openRoom(room);
  await expect(read!, 'while one looks at it').toContainText(online.who.name);
  await expect(read!).toContainText(reader.who.name);
  await expect(delivered!).toHaveText('Nobody');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await doctor.thread.tickIs(text, 'Sent');
  await away.openRoom(room);
  await doctor.thread.tickIs(text, 'Read');
});

test('among many members one is found by name', async ({ cast }) => {
  const doctor = await cast.join(OTHER_DOCTOR);
  const clients: Person[] = [];
  while (clients.length < 12) clients.push(await cast.newcomer());
  await doctor.openRoom(await groupOf(doctor, unique('Many'), ...clients));
  const { details: { pane, members } } = doctor;
  await expect(members).toHaveCount(13);
  const sought = clients[7]!.who.name;
  await pane.getByRole('searchbox', { name: 'Search members' }).fill(sought.toUpperCase());
  await expect(members).toHaveText([new RegExp(sought)]);
  await pane.getByRole('searchbox').fill('Nobody at all');
  await expect(pane.getByText('There is nobody of that name here.')).toBeVisible();
  await pane.getByRole('searchbox').fill('');
  await expect(members).toHaveCount(13);
});

test('in a group a reaction says who gave it', async ({ cast }) => {
  const [doctor, one, other] = [await cast.join(OTHER_DOCTOR), await cast.newcomer(), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Reactions'), one, other);
  const text = unique('We are moving house');
  await write(doctor, room, text);
  for (const person of [doctor, one, other]) await person.openRoom(room);
  for (const [person, emoji, count] of [[one, '👍', 1], [other, '👍', 2], [other, '❤️', 1]] as const) {
    await person.thread.press(text, 'React');
    await person.thread.message(text).getByRole('button', { name: emoji, exact: true }).click();
    const name = new RegExp(`^${emoji} ${count}, by `);
    for (const { thread } of [doctor, one, other]) {
      await expect(thread.message(text).getByRole('button', { name })).toBeVisible();
    }
  }
  const thumbs = (person: Person) => person.thread.message(text).getByRole('button', { name: /^👍 2, by / });
  await expect(thumbs(doctor)).toHaveAccessibleName(`👍 2, by ${one.who.name}, ${other.who.name}`);
  await expect(thumbs(one)).toHaveAccessibleName(`👍 2, by You, ${other.who.name}`);
  await expect(thumbs(one)).toHaveAttribute('aria-pressed', 'true');
  await expect(thumbs(doctor)).toHaveAttribute('aria-pressed', 'false');
  await thumbs(one).click();
  await expect(doctor.thread.message(text).getByRole('button', { name: `👍 1, by ${other.who.name}` })).toBeVisible();
});

test('the count of replies leads to the first of them', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Replies'), client);
  const mark = unique('Which day?');
  const question = await write(doctor, room, mark);
  // So much lies between them that one is not in view where the other is.
  for (let number = 1; number <= 20; number += 1) await write(doctor, room, `In between ${number}\nand on`);
  await write(client, room, { body: `${mark} Monday`, replyTo: question.id });
  for (let number = 1; number <= 20; number += 1) await write(client, room, `After it ${number}\nand on`);
  await write(client, room, { body: `${mark} Or Tuesday`, replyTo: question.id });

  await client.open(`/chat/${room.id}?message=${question.number}`);
  await expect(client.page.locator('.message--found')).toContainText(mark);
  await expect(client.thread.message(`${mark} Monday`)).not.toBeInViewport();
  const original = client.thread.log.locator(`article[data-number="${question.number}"]`);
  await original.getByRole('button', { name: '2 replies' }).click();
  await expect(client.thread.message(`${mark} Monday`)).toBeInViewport();
  await expect(client.thread.message(`${mark} Monday`)).toBeFocused();
});

test('a copied link opens the conversation at that message, in a page of its own', async ({ cast }) => {
  const patient = await cast.patient();
  const room = await patient.room();
  const { context } = patient.device;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await patient.open(`/chat/${room.id}?message=9`);
  await expect(patient.page.locator('.message--found')).toHaveAttribute('data-number', '9');
  const message = patient.thread.log.locator('article[data-number="9"]');
  await message.hover();
  await message.getByRole('button', { name: 'Copy link' }).click();
  await expect(patient.page.getByRole('status').filter({ hasText: 'The link is copied.' })).toBeVisible();
  const link = await patient.page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).origin).toBe(new URL(patient.device.url).origin);

  const page = await context.newPage();
  await page.goto(link);
  await expect(page.locator('.message--found')).toHaveAttribute('data-number', '9');
  await expect(new Thread(page).log.locator('article[data-number="9"]')).toBeInViewport();
  await expect(new Thread(page).messages.last(), 'and not at its end').not.toBeInViewport();
});
