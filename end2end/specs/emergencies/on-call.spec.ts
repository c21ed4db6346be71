import { DOCTOR, OTHER_DOCTOR } from '../../support/people';
import { isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

test('who is on call is the same on every page that shows it', async ({ cast }) => {
  const [doctor, admin] = [await cast.doctor({ still: true }), await cast.admin()];
  const other = await cast.join(OTHER_DOCTOR, { phone: true });
  await doctor.open('/emergencies');
  await other.open('/emergencies');
  await admin.open('/practice');
  for (const { navigation } of [doctor, other, admin]) await navigation.isConnected();
  const own = doctor.page.getByRole('switch', { name: 'I am on call' });
  const admins = admin.page.getByRole('switch', { name: DOCTOR.name });
  await expect(other.page.getByText(`${DOCTOR.name} is not on call`)).toBeVisible();

  await own.click();
  for (const turn of [own, admins]) await expect(turn).toHaveAttribute('aria-checked', 'true');
  await expect(own, 'the keyboard stays where it was').toBeFocused();
  await expect(other.page.getByText(`${DOCTOR.name} is on call`)).toBeVisible();
  await isAccessible(doctor.page);

  await admins.click();
  for (const turn of [own, admins]) await expect(turn).toHaveAttribute('aria-checked', 'false');
  await expect(other.page.getByText(`${DOCTOR.name} is not on call`)).toBeVisible();
});
