import { OTHER_DOCTOR } from '../../support/people';
import type { Person } from '../../support/person';
import { groupOf, haveRead, write } from '../../support/rooms';
import { expect, test } from '../../support/test';

/** What is different each time, or drawn in a colour that depends on an id, is covered. */
function changing({ page }: Person) {
  return [page.locator('time'), page.locator('.avatar'), page.locator('.log__day'), page.locator('.quote strong')];
}

/** Two groups of one client: a short one, and one with most kinds of message, which the doctor has all read. */
async function conversations(client: Person, doctor: Person): Promise<{ id: string }> {
  const short = await groupOf(doctor, 'Blood test', client);
  await write(client, short, 'On Tuesday, before breakfast. May I drink a glass of water before I leave the house?');
  const room = await groupOf(doctor, 'Shoulder, after skiing', client);
  const question = await write(client, room, 'It clicks when I lift it. Should I worry?\nIt does not hurt.');
  await write(doctor, room, { body: 'Not yet. See https://shoulder.example/clicking for why.', replyTo: question.id });
  const medicine = { name: 'Ibuprofen', dose: '400 mg', frequency: '3 × a day', duration: '5 days' };
  await write(doctor, room, { kind: 'prescription', body: '', payload: { medicines: [medicine], notes: 'With food.' } });
  await write(client, room, 'Thank you 🙏');
  await haveRead(client, await write(doctor, room, 'Tell me in a week how it is.'));
  return room;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on a phone the list, the thread and the composer look as they did, ${colorScheme}`, async ({ cast }) => {
    const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer({ phone: true, still: true })];
    const room = await conversations(client, doctor);
    const { page } = client;
    const options = { mask: changing(client), maxDiffPixelRatio: 0.02 };
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await client.open('/chat');
    await client.navigation.isConnected();
    await expect(client.conversations.row(room)).toContainText('Tell me in a week');
    await expect(page.locator('.conversations')).toHaveScreenshot(`phone-list-${colorScheme}.png`, options);

    await client.openRoom(room);
    await client.navigation.isConnected();
    await expect(client.thread.message('Tell me in a week')).toBeInViewport();
    await client.thread.tickIs('Thank you', 'Read');
    await expect(page.locator('.thread')).toHaveScreenshot(`phone-thread-${colorScheme}.png`, options);
    await client.thread.composer.fill('Something that is being written,\nin two lines');
    await expect(page.locator('.composer')).toHaveScreenshot(`phone-composer-${colorScheme}.png`, options);
  });
}
