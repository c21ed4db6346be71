import type { Locator } from '@playwright/test';
import { tabTo } from '../../support/keys';
import { OTHER_DOCTOR, unique } from '../../support/people';
import { groupOf, write } from '../../support/rooms';
import { expect, test } from '../../support/test';

test('by keyboard alone one opens a conversation, writes, reacts, replies, edits and deletes', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Keys'), client);
  const [question, said, answer] = [unique('Does it hurt?'), unique('Good morning'), unique('At night')];
  await write(doctor, room, question);
  await doctor.openRoom(room);
  const { thread, page } = client;
  const { keyboard } = page;
  const button = (text: string, name: string) => thread.message(text).last().getByRole('button', { name, exact: true });

  /** From wherever the focus is, back to the log, and up to the message. */
  const walkTo = async (message: Locator, ups: number) => {
    await tabTo(thread.log, 'Shift+Tab');
    for (let up = 0; up < ups; up += 1) await keyboard.press('ArrowUp');
    await expect(message).toBeFocused();
  };

  await client.open('/chat');
  await tabTo(client.conversations.row(room).getByRole('link'));
  await keyboard.press('Enter');
  await expect(thread.composer).toBeVisible();
  await tabTo(thread.composer);
  await keyboard.type(said);
  await keyboard.press('Enter');
  await thread.tickIs(said, 'Read');

  await walkTo(thread.message(question), 2);
  await tabTo(button(question, 'React'));
  await keyboard.press('Enter');
  await tabTo(button(question, '👍'));
  await keyboard.press('Enter');
  const given = doctor.thread.message(question).getByRole('button', { name: `👍 1, by ${client.who.name}` });
  await expect(given).toBeVisible();
  await expect(button(question, '👍 1, by You')).toBeVisible();
  await walkTo(thread.message(question), 2);
  await tabTo(button(question, 'Reply'));
  await keyboard.press('Enter');
  await expect(page.getByText(`Reply to ${doctor.who.name}`)).toBeVisible();
  await expect(thread.composer).toBeFocused();
  await keyboard.type(answer);
  await keyboard.press('Enter');
  await expect(doctor.thread.message(answer).locator('.quote')).toContainText(question);

  await thread.tickIs(answer, 'Read');
  await walkTo(thread.message(answer), 1);
  await tabTo(button(answer, 'Edit'));
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
  await keyboard.type(', a little');
  await keyboard.press('Enter');
  for (const person of [doctor, client]) {
    await expect(person.thread.message(`${answer}, a little`)).toContainText('edited');
  }

  await walkTo(thread.message(answer), 1);
  await tabTo(button(answer, 'Delete'));
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete this message?' });
  await expect(dialog).toBeVisible();
  await tabTo(dialog.getByRole('button', { name: 'Delete', exact: true }));
  await keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(doctor.thread.message(answer)).toHaveCount(0);
  await expect(doctor.thread.by(client.who.name).last()).toContainText('This message was deleted.');
});
