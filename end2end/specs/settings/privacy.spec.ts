import { expect, test } from '../../support/test';

test('a client closes themselves to the people of their groups, and opens again', async ({ cast }) => {
  const person = await cast.newcomer();
  await person.device.open('/settings/profile');
  const mayWrite = person.page.getByRole('switch', { name: 'People of my groups may write to me' });
  await expect(mayWrite).toBeChecked();
  await mayWrite.click();
  await expect(mayWrite).not.toBeChecked();
  await person.device.open('/settings/profile');
  await expect(mayWrite).not.toBeChecked();
  await mayWrite.click();
  await expect(mayWrite).toBeChecked();
});

test('staff are reached anyway, and have no such switch', async ({ cast }) => {
  const doctor = await cast.doctor();
  await doctor.device.open('/settings/profile');
  await expect(doctor.profile.lastSeenHidden).toBeVisible();
  await expect(doctor.page.getByRole('switch', { name: 'People of my groups may write to me' })).toHaveCount(0);
});
