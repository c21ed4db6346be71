import { OTHER_DOCTOR, unique } from '../../support/people';
import { again, groupOf } from '../../support/rooms';
import { expect, test } from '../../support/test';

test('what is said, reacted to, changed and removed on one device is so on the other, without a reload', async ({ cast }) => {
  const [doctor, desk] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const tablet = await again(cast, desk);
  const room = await groupOf(doctor, unique('Two devices'), desk);
  for (const person of [desk, tablet, doctor]) await person.openRoom(room);
  const [said, better, question] = [unique('I am better'), unique('I am much better'), unique('How is it today?')];
  await desk.thread.say(said);
  await expect(tablet.thread.by('You').filter({ hasText: said })).toHaveCount(1);
  await tablet.thread.tickIs(said, 'Read');

  await doctor.thread.say(question);
  await tablet.thread.press(question, 'React');
  await tablet.thread.message(question).getByRole('button', { name: '👍', exact: true }).click();
  const reaction = desk.thread.message(question).getByRole('button', { name: '👍 1, by You' });
  await expect(reaction).toHaveAttribute('aria-pressed', 'true');
  await reaction.click();
  await expect(tablet.thread.message(question).getByRole('button', { name: /^👍 1/ })).toHaveCount(0);

  await tablet.thread.press(said, 'Edit');
  const editor = tablet.page.getByRole('textbox', { name: 'Edit message' });
  await editor.fill(better);
  await editor.press('Enter');
  await expect(desk.thread.message(better)).toContainText('edited');
  await desk.thread.press(better, 'Delete');
  const dialog = desk.page.getByRole('dialog', { name: 'Delete this message?' });
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(tablet.thread.message(better)).toHaveCount(0);
  await expect(tablet.thread.by('You')).toContainText('This message was deleted.');
});

test('a new conversation, what is unread in it and that it is muted are the same on both devices', async ({ cast }) => {
  const [doctor, desk] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const phone = await again(cast, desk, { phone: true });
  for (const device of [desk, phone]) {
    await device.open('/chat');
    await device.navigation.isConnected();
  }
  const room = await groupOf(doctor, unique('Just opened'), desk);
  for (const device of [desk, phone]) await expect(device.conversations.row(room)).toBeVisible();
  await doctor.openRoom(room);
  const words = unique('Welcome');
  await doctor.thread.say(words);
  for (const device of [desk, phone]) {
    await expect(device.conversations.row(room)).toContainText('1 unread');
    await device.navigation.showsUnread(1);
  }

  await desk.conversations.open(room);
  await expect(desk.thread.message(words)).toBeVisible();
  await expect(phone.conversations.row(room)).not.toContainText('unread');
  for (const device of [desk, phone]) await device.navigation.showsUnread(0);
  await desk.details.mute.click();
  await expect(phone.conversations.row(room)).toContainText('Muted');
  await phone.conversations.open(room);
  await phone.thread.details.tap();
  await expect(phone.details.mute).toHaveAttribute('aria-checked', 'true');
  await phone.details.mute.tap();
  await expect(desk.details.mute).toHaveAttribute('aria-checked', 'false');
});

test('where one has read to on one device is where the other begins', async ({ cast }) => {
  const [doctor, desk] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const tablet = await again(cast, desk);
  const room = await groupOf(doctor, unique('Half read'), desk);
  await tablet.open('/');
  await doctor.openRoom(room);
  const [first, second] = [unique('Read at the desk'), unique('Not yet read')];
  await doctor.thread.say(first);
  await desk.openRoom(room);
  await doctor.thread.tickIs(first, 'Read');
  await desk.open('/');
  await doctor.thread.say(second);
  await doctor.thread.tickIs(second, 'Delivered');
  await tablet.openRoom(room);
  const line = tablet.thread.log.getByRole('separator').filter({ hasText: 'New messages' });
  await expect(line.locator('xpath=following-sibling::article[1]')).toContainText(second);
  await expect(line.locator('xpath=preceding-sibling::article[1]')).toContainText(first);
});

test('a draft stays on the device on which it was begun', async ({ cast }) => {
  const [doctor, desk] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const tablet = await again(cast, desk);
  const room = await groupOf(doctor, unique('Drafts'), desk);
  for (const device of [desk, tablet]) await device.openRoom(room);
  const [here, there] = [unique('Begun at the desk'), unique('Begun on the tablet')];
  await desk.thread.composer.pressSequentially(here);
  await tablet.device.reload();
  await expect(tablet.thread.composer).toHaveValue('');
  await tablet.thread.composer.pressSequentially(there);
  await desk.thread.composer.press('Enter');
  await expect(tablet.thread.message(here)).toBeVisible();
  await expect(tablet.thread.composer, 'what is sent elsewhere takes nothing away').toHaveValue(there);
  await desk.device.reload();
  await expect(desk.thread.composer).toHaveValue('');
  await expect(desk.thread.message(there)).toHaveCount(0);
});
