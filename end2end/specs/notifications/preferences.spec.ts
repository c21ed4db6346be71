import { answered } from '../../support/answers';
import { expect, test } from '../../support/test';

const CHANGE = 'change-notification-preferences';

test('what one chooses is kept, and other devices follow', async ({ cast }) => {
  const desk = await cast.newcomer();
  await desk.device.open('/settings/profile');
  await desk.page.getByRole('region', { name: 'Notifications' }).getByRole('link', { name: 'Notifications' }).click();
  await expect(desk.page).toHaveURL('/settings/notifications');
  const push = desk.page.getByRole('switch', { name: 'Reactions: Push' });
  const mail = desk.page.getByRole('combobox', { name: 'Direct messages: Mail' });
  await expect(push).not.toBeChecked();
  await expect(mail).toHaveValue('digest');
  await answered(desk.page, CHANGE, () => push.click());
  await expect(push).toBeChecked();
  await answered(desk.page, CHANGE, () => mail.selectOption('Off'));
  await expect(desk.page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await desk.device.reload();
  await expect(push).toBeChecked();
  await expect(mail).toHaveValue('off');

  await desk.page.getByRole('button', { name: 'Back to the usual' }).click();
  await expect(push).not.toBeChecked();
  await expect(mail).toHaveValue('digest');
});

test('emergencies cannot be switched off, and it says why', async ({ cast }) => {
  const person = await cast.newcomer();
  await person.device.open('/settings/notifications');
  const row = person.page.getByRole('group', { name: 'Emergencies' });
  await expect(row).toContainText('always reach you');
  await expect(row.getByRole('switch')).toHaveCount(0);
  await expect(row.getByText('Always', { exact: true })).toHaveCount(3);
});

test('quiet hours are kept, by one’s own clock, and refused where they do not hold', async ({ cast }) => {
  const person = await cast.newcomer();
  await person.device.open('/settings/notifications');
  const { page } = person;
  const card = page.getByRole('region', { name: 'Quiet hours' });
  const on = card.getByRole('switch');
  const [from, until] = [card.getByLabel('From'), card.getByLabel('Until')];
  await expect(card).toContainText(/clock of \w+/);
  await answered(page, CHANGE, () => on.click());
  await expect(from).toHaveValue('22:00');
  await answered(page, CHANGE, () => from.fill('21:30'));
  await expect(card.getByText('Saved')).toBeVisible();
  await page.reload();
  await person.device.isAlive();
  await expect(from).toHaveValue('21:30');

  person.device.watch.allowStatus(422);
  await until.fill('21:30');
  await expect(card.getByText('end at another time')).toBeVisible();
  await expect(until).toHaveValue('21:30');
  await on.click();
  await expect(from).toHaveCount(0);

  const sound = page.getByRole('switch', { name: 'Sound', exact: true });
  await answered(page, CHANGE, () => sound.click());
  await expect(sound).not.toBeChecked();
  await page.reload();
  await person.device.isAlive();
  await expect(sound).not.toBeChecked();
});
