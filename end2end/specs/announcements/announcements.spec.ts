import { unique } from '../../support/people';
import { fits, isAccessible, isNamed } from '../../support/sight';
import { expect, test } from '../../support/test';
import type { Person } from '../../support/person';

/** The admin writes to all patients, asks for confirmation, and is at the announcement's page. */
async function send(admin: Person, title: string): Promise<void> {
  const { page } = admin;
  await admin.open('/announcements/new');
  await page.getByLabel('For', { exact: true }).selectOption({ label: 'All patients' });
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByRole('textbox', { name: 'Text' }).fill('The clinic is closed on Friday.\n\nPlease call the other one.');
  await page.getByRole('switch', { name: /Ask everybody to confirm/ }).click();
  const audience = page.getByRole('region', { name: 'Who will get it' });
  await expect(audience.getByRole('status').filter({ hasText: /\d+ people/ })).toBeVisible();
  await audience.getByRole('searchbox', { name: 'Search people' }).fill('rahimi');
  await expect(audience.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Send to \d+ people\?$/ });
  await dialog.getByRole('button', { name: 'Send it' }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

/** From the list, which is open. */
async function opens(person: Person, title: string): Promise<void> {
  await person.page.getByRole('list', { name: 'Announcements' }).getByRole('link', { name: title }).click();
  await expect(person.page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

test('a patient confirms what the admin has sent, and the admin sees it at once', async ({ cast }) => {
  const [admin, patient] = [await cast.admin(), await cast.patient()];
  await patient.open('/announcements');
  await patient.navigation.isConnected();
  const title = unique('Closed on Friday');
  await send(admin, title);

  await expect(admin.page.getByRole('region', { name: 'Progress' })).toContainText('Confirmed');
  const people = admin.page.getByRole('region', { name: 'People', exact: true });
  const row = people.getByRole('listitem').filter({ hasText: 'Noor Rahimi' });
  await expect(row).toBeVisible();

  await opens(patient, title);
  await expect(patient.page.getByText('Please call the other one.', { exact: true }).and(patient.page.locator('.lines'))).toBeVisible();
  await expect(row.getByText('Opened')).toBeVisible();
  await patient.page.getByRole('button', { name: 'Read and understood' }).click();
  await expect(patient.page.getByText(/You confirmed that you have read/)).toBeVisible();
  await expect(row.getByText('Confirmed')).toBeVisible();
  await people.getByLabel('Show').selectOption({ label: 'Not acknowledged' });
  await expect(row).toHaveCount(0);
});

test('an announcement is opened from a conversation', async ({ cast }) => {
  const [admin, patient] = [await cast.admin(), await cast.patient()];
  await patient.openRoom(await patient.room());
  const title = unique('New opening hours');
  await send(admin, title);
  await patient.bell.open();
  await patient.bell.item(title).getByRole('link').click();
  await expect(patient.page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await patient.page.getByRole('button', { name: 'Read and understood' }).click();
  await expect(patient.page.getByText(/You confirmed that you have read/)).toBeVisible();
});

test('a stopped announcement is marked as withdrawn for those who have it', async ({ cast }) => {
  const [admin, patient] = [await cast.admin(), await cast.patient()];
  const title = unique('Moved to the first floor');
  await patient.open('/announcements');
  await patient.navigation.isConnected();
  await send(admin, title);
  await opens(patient, title);
  await expect(patient.page.getByRole('button', { name: 'Read and understood' })).toBeVisible();
  await admin.page.getByRole('button', { name: 'Stop', exact: true }).click();
  await admin.page.getByRole('dialog').getByRole('button', { name: 'Stop it' }).click();
  await expect(admin.page.getByText('Greta Lindenhof stopped it.')).toBeVisible();
  await expect(patient.page.getByText(/This announcement was withdrawn/)).toBeVisible();
  await expect(patient.page.getByRole('button', { name: 'Read and understood' })).toHaveCount(0);
});

test('what is typed stays when it is refused', async ({ cast }) => {
  const admin = await cast.admin();
  const { page } = admin;
  await admin.open('/announcements/new');
  await page.getByRole('textbox', { name: 'Text' }).fill('Without a title');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('Please give it a title.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Text' })).toHaveValue('Without a title');
  await page.getByRole('textbox', { name: 'Title' }).fill('With');
  await expect(page.getByText('Please give it a title.'), 'it has one now').toHaveCount(0);
});

test('what was begun is there again after a look elsewhere and a reload, until it is sent', async ({ cast }) => {
  const admin = await cast.admin();
  const { page } = admin;
  const [title, text] = [page.getByRole('textbox', { name: 'Title' }), page.getByRole('textbox', { name: 'Text' })];
  const begun = unique('The entrance is moved');
  await admin.open('/announcements/new');
  await title.fill(begun);
  await text.fill('To the back of the house.');
  await page.getByLabel('For', { exact: true }).selectOption({ label: 'All doctors' });
  const isThere = async () => {
    await expect(title).toHaveValue(begun);
    await expect(text).toHaveValue('To the back of the house.');
    await expect(page.getByLabel('For', { exact: true })).toHaveValue('role:practitioner');
  };
  await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'People' }).click();
  await expect(page).toHaveURL('/admin/people');
  await page.goBack();
  await isThere();
  await admin.device.reload();
  await isThere();

  const send = page.getByRole('button', { name: 'Send', exact: true });
  const dialog = page.getByRole('dialog', { name: /^Send to \d+ (people|person)\?$/ });
  await send.click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(send, 'where one was before').toBeFocused();
  await send.click();
  await dialog.getByRole('button', { name: 'Send it' }).click();
  await expect(page.getByRole('heading', { name: begun, level: 1 })).toBeVisible();
  await admin.open('/announcements/new');
  await expect(page.getByRole('region', { name: 'Who will get it' }).getByRole('listitem')).not.toHaveCount(0);
  await expect(title, 'it is sent').toHaveValue('');
});

test('a home shows what is still to be read, and leads to all announcements, as the notifications do', async ({ cast }) => {
  const [admin, patient, doctor] = [await cast.admin(), await cast.patient(), await cast.doctor()];
  const title = unique('The lift is out of order');
  await patient.open('/');
  await patient.navigation.isConnected();
  await send(admin, title);
  const card = patient.home.announcements;
  await expect(card.getByRole('listitem').filter({ hasText: title })).toContainText('Please confirm');
  await card.getByRole('link', { name: title }).click();
  await patient.page.getByRole('button', { name: 'Read and understood' }).click();
  await expect(patient.page.getByText(/read and understood this: Today, \d\d:\d\d\.$/)).toBeVisible();
  await patient.navigation.home.click();
  await expect(card.getByRole('link', { name: 'All announcements' })).toBeVisible();
  await expect(card.getByRole('link', { name: title })).toHaveCount(0);
  for (const person of [patient, doctor, admin]) {
    await person.open('/');
    await person.home.announcements.getByRole('link', { name: 'All announcements' }).click();
    await expect(person.page).toHaveURL(`/${person.who.slug}/announcements`);
    await person.device.open('/notifications');
    await person.page.getByRole('main').getByRole('link', { name: 'Announcements', exact: true }).click();
    await expect(person.page).toHaveURL(`/${person.who.slug}/announcements`);
  }
});

for (const phone of [false, true]) {
  test(`announcements can be used by everybody${phone ? ' on a phone' : ''}`, async ({ cast }) => {
    const admin = await cast.admin({ phone, still: true });
    const patient = await cast.patient({ phone, still: true });
    await patient.open('/announcements');
    await patient.navigation.isConnected();
    const title = unique('New opening hours');
    await send(admin, title);
    await expect(admin.page.getByRole('region', { name: 'People', exact: true }).getByRole('listitem')).not.toHaveCount(0);
    await opens(patient, title);
    await expect(patient.page.getByRole('button', { name: 'Read and understood' })).toBeVisible();
    for (const { page } of [admin, patient]) {
      await isNamed(page);
      await fits(page);
      await isAccessible(page);
    }
    for (const path of ['/announcements', '/announcements/new']) {
      await admin.open(path);
      await expect(admin.page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
      await fits(admin.page);
      await isAccessible(admin.page);
    }
  });
}
