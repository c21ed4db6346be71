import { fits, isAccessible } from '../support/sight';
import { expect, test } from '../support/test';

test('an admin sees that e-mail is not set up, and what to do', async ({ cast }) => {
  const admin = await cast.admin();
  await admin.open('/practice');
  await admin.page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'E-mail' }).click();
  await expect(admin.page.getByRole('heading', { name: 'E-mail', level: 1 })).toBeVisible();
  await expect(admin.page.getByRole('main')).toContainText('E-mail is not set up');
  await expect(admin.page.getByRole('main')).toContainText('ATTEND_SMTP_HOST');
  await isAccessible(admin.page);
  await fits(admin.page);
});
