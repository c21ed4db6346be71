import { OTHER_DOCTOR, unique } from '../../support/people';
import { isAccessible } from '../../support/sight';
import { groupOf } from '../../support/rooms';
import { expect, test } from '../../support/test';

test('by keys alone a member is mentioned, who is shown it and told of it', async ({ cast }) => {
  const [doctor, one, other] = [await cast.join(OTHER_DOCTOR), await cast.newcomer(), await cast.newcomer()];
  const title = unique('Team');
  const room = await groupOf(doctor, title, one, other);
  await one.openRoom(room);
  await other.open('/');
  await other.navigation.isConnected();
  await doctor.openRoom(room);
  const { composer } = doctor.thread;
  const list = doctor.page.getByRole('listbox', { name: 'Mention' });
  const chosen = list.getByRole('option', { selected: true });
  const isRead = async () => {
    await expect(composer).toHaveAttribute('aria-controls', (await list.getAttribute('id'))!);
    await expect(composer).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id'))!);
  };

  const mark = unique('Please');
  await composer.pressSequentially(`${mark}, @winn`);
  await expect(list.getByRole('option')).toHaveCount(2);
  await isAccessible(doctor.page);
  const names = await list.getByRole('option').allInnerTexts();
  expect([...names].sort()).toEqual([one.who.name, other.who.name].sort());
  await expect(chosen).toHaveText(names[0]!);
  await isRead();
  await composer.press('ArrowDown');
  await expect(chosen).toHaveText(names[1]!);
  await isRead();
  await composer.press('ArrowDown');
  await expect(chosen, 'after the last comes the first').toHaveText(names[0]!);
  if (names[0] !== other.who.name) await composer.press('ArrowUp');
  await expect(chosen).toHaveText(other.who.name);
  await composer.press('Enter');
  await expect(list).toHaveCount(0);
  await expect(composer).not.toHaveAttribute('aria-activedescendant');
  await expect(composer).toHaveValue(`${mark}, @${other.who.name} `);
  await composer.pressSequentially('have a look');
  await composer.press('Enter');

  const words = `${mark}, @${other.who.name} have a look`;
  await expect.poll(() => one.thread.texts(mark)).toEqual([words]);
  await expect(one.thread.message(mark).locator('.mention')).toHaveText(`@${other.who.name}`);
  await expect(one.thread.message(mark).locator('.mention--own')).toHaveCount(0);
  const item = other.bell.item(`${doctor.who.name} mentioned you in ${title}`);
  await other.bell.shows(1);
  await other.bell.open();
  await expect(item).toContainText(mark);
  await item.getByRole('link').click();
  await expect(other.thread.message(mark)).toBeInViewport();
  await expect(other.thread.message(mark).locator('.mention--own')).toHaveText(`@${other.who.name}`);
});

test('names are offered for what is typed, go with Escape, and can be pressed', async ({ cast }) => {
  const [doctor, one, other] = [await cast.join(OTHER_DOCTOR), await cast.newcomer(), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Names'), one, other);
  await one.openRoom(room);
  const { composer } = one.thread;
  const list = one.page.getByRole('listbox', { name: 'Mention' });
  await composer.pressSequentially('mail@');
  await composer.press('Space');
  await composer.pressSequentially('@nobody');
  await expect(list).toHaveCount(0);
  await composer.clear();
  await composer.pressSequentially('@');
  await expect(list.getByRole('option', { name: one.who.name }), 'nobody mentions themselves').toHaveCount(0);
  await expect(list.getByRole('option')).toHaveCount(2);
  await composer.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(composer).toHaveValue('@');
  await composer.pressSequentially('jonas');
  await list.getByRole('option', { name: doctor.who.name }).click();
  await expect(composer).toHaveValue(`@${doctor.who.name} `);
  await expect(composer).toBeFocused();
});

test('in a conversation of two nobody is singled out', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Two'), client);
  await client.openRoom(room);
  await client.thread.composer.pressSequentially('@jonas');
  await expect(client.thread.composer).toHaveValue('@jonas');
  await expect(client.page.getByRole('listbox', { name: 'Mention' })).toHaveCount(0);
});
