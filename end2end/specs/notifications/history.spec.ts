import { fits, isAccessible, isNamed } from '../../support/sight';
import { unique } from '../../support/people';
import { expect, test } from '../../support/test';

test('the history is filtered by its address, and the way back works', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await doctor.read(room);
  await doctor.device.open('/notifications');
  await patient.openRoom(room);
  const words = unique('A question');
  const { page } = doctor;
  const shown = page.waitForResponse('**/fn/notifications-shown');
  await patient.thread.say(words);
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: words });
  await expect(row).toBeVisible();
  await expect(doctor.bell.toasts, 'it is in view').toHaveCount(0);

  await page.getByRole('link', { name: 'Unread', exact: true }).click();
  await expect(page).toHaveURL('/notifications?show=unread');
  await expect(row).toBeVisible();
  await page.getByRole('combobox', { name: 'About' }).selectOption('Reminders');
  await expect(page).toHaveURL('/notifications?show=unread&sort=reminders');
  await expect(row).toHaveCount(0);
  await page.goBack();
  await expect(row).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'About' })).toHaveValue('');

  await shown;
  await row.getByText('How it reached you').click();
  await expect(row).toContainText(/In the page\s*Shown/);
});

test('who is not signed in comes back to the history', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/notifications');
  await expect(visitor.page).toHaveURL('/sign-in?next=/notifications');
});

for (const phone of [false, true]) {
  for (const path of ['/notifications', '/settings/notifications']) {
    test(`${path} can be seen, heard and reached ${phone ? 'on a phone' : 'at a desk'}`, async ({ cast }) => {
      const doctor = await cast.doctor({ phone, still: true });
      await doctor.device.open(path);
      await isNamed(doctor.page);
      await fits(doctor.page);
      await isAccessible(doctor.page);
    });
  }
}
