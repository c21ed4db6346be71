import { OTHER_DOCTOR, unique } from '../../support/people';
import { groupOf, write } from '../../support/rooms';
import { expect, test } from '../../support/test';

test('while one chooses a reaction, others react to the message, answer and edit it, and nothing is lost', async ({ cast }) => {
  const [doctor, one, other] = [await cast.join(OTHER_DOCTOR), await cast.newcomer(), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Choosing'), one, other);
  const [before, after] = [unique('Shall we meet?'), unique('Shall we meet on Monday?')];
  const said = await write(doctor, room, before);
  await one.openRoom(room);
  await one.navigation.isConnected();
  const { keyboard } = one.page;
  const message = one.thread.log.locator(`article[data-number="${said.number}"]`);
  const button = (name: string) => message.getByRole('button', { name, exact: true });

  await one.thread.log.focus();
  await keyboard.press('ArrowUp');
  await expect(message).toBeFocused();
  await keyboard.press('Tab');
  await expect(button('React')).toBeFocused();
  await keyboard.press('Enter');
  const words = await message.locator('.message__body').elementHandle();
  const typed = message.getByRole('textbox', { name: 'Another emoji' });
  await typed.fill('🐈');
  const isAsItWas = async () => {
    await expect(typed).toBeFocused();
    await expect(typed).toHaveValue('🐈');
    await expect(button('React')).toHaveAttribute('aria-expanded', 'true');
  };

  await other.put(`chat/messages/${said.id}/reactions/👍`, {});
  await expect(button(`👍 1, by ${other.who.name}`)).toBeVisible();
  await isAsItWas();
  await write(other, room, { body: unique('Gladly'), replyTo: said.id });
  await expect(button('1 reply')).toBeVisible();
  await isAsItWas();
  expect(await words?.evaluate((body) => body.isConnected), 'what is said is not drawn anew for it').toBe(true);
  await doctor.patch(`chat/messages/${said.id}`, { body: after });
  await expect(message).toContainText(after);
  await isAsItWas();

  await typed.press('Enter');
  await expect(button('🐈 1, by You')).toBeVisible();
  await expect(typed).toHaveCount(0);
});

test('on a phone one sees the message while one chooses, and a field for any other emoji', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer({ phone: true })];
  const room = await groupOf(doctor, unique('Seeing'), client);
  for (let number = 1; number <= 12; number += 1) await write(client, room, `Message ${String(number).padStart(2, '0')}`);
  await client.openRoom(room);
  await client.navigation.isConnected();
  for (const text of ['Message 12', 'Message 05']) {
    const message = client.thread.message(text);
    const picker = message.getByRole('group', { name: 'Choose a reaction' });
    await client.thread.press(text, 'React');
    await expect(picker).toBeInViewport({ ratio: 1 });
    await expect(picker.getByRole('textbox', { name: 'Another emoji' })).toBeInViewport({ ratio: 1 });
    const [words, choice] = [await message.locator('.message__body').boundingBox(), await picker.boundingBox()];
    const isClear = choice!.y >= words!.y + words!.height || choice!.y + choice!.height <= words!.y;
    expect(isClear, `of ${text}`).toBe(true);
    await message.getByRole('button', { name: 'React', exact: true }).click();
    await expect(picker).toHaveCount(0);
  }
});

test('a reaction that has the focus keeps it while others give theirs', async ({ cast }) => {
  const [doctor, one, other] = [await cast.join(OTHER_DOCTOR), await cast.newcomer(), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Reacting'), one, other);
  const said = await write(doctor, room, unique('We are open again'));
  await one.put(`chat/messages/${said.id}/reactions/👍`, {});
  await one.openRoom(room);
  await one.navigation.isConnected();
  const thumbs = one.thread.log.getByRole('button', { name: /^👍 / });
  await thumbs.focus();
  await other.put(`chat/messages/${said.id}/reactions/👍`, {});
  await other.put(`chat/messages/${said.id}/reactions/❤️`, {});
  await expect(one.thread.log.getByRole('button', { name: `❤️ 1, by ${other.who.name}` })).toBeVisible();
  await expect(thumbs).toHaveAccessibleName(`👍 2, by You, ${other.who.name}`);
  await expect(thumbs).toBeFocused();
});
