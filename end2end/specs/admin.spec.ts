import { AdminPages, LinkPage } from '../pages/admin';
import { newcomer, unique, PASSWORD_OF_NEWCOMERS } from '../support/people';
import { fits, isAccessible, isNamed } from '../support/sight';
import { expect, test } from '../support/test';

const pathOf = (link: string) => new URL(link).pathname;

test('an admin invites a doctor, who joins in a browser of their own', async ({ cast }) => {
  const admin = await cast.admin();
  const pages = new AdminPages(admin.page);
  await admin.open('/invitations');
  const who = newcomer();
  const link = await pages.invite('Doctor', who.email);
  await expect(pages.invitationOf(who.email)).toBeVisible();

  const guest = await cast.visitor({}, who);
  await guest.device.open(pathOf(link));
  await expect(guest.page.getByRole('heading', { name: 'Join Lindenhof Clinic' })).toBeVisible();
  await expect(guest.page.getByRole('main')).toContainText('as doctor');
  await new LinkPage(guest.page).join(who.name, who.email, PASSWORD_OF_NEWCOMERS);
  await expect(guest.page).toHaveURL('/doctor');

  await expect(pages.invitationOf(who.email), 'it is used up').toHaveCount(0);
  const late = await cast.visitor();
  late.device.watch.allowStatus(404);
  await late.device.open(pathOf(link));
  await expect(new LinkPage(late.page).over).toBeVisible();
});

test('an invitation works without JavaScript', async ({ cast }) => {
  const admin = await cast.admin();
  await admin.open('/invitations');
  const link = await new AdminPages(admin.page).invite('Patient');
  const who = newcomer();
  const guest = await cast.visitor({ javaScript: false }, who);
  await guest.page.goto(pathOf(link));
  await new LinkPage(guest.page).join(who.name, who.email, PASSWORD_OF_NEWCOMERS);
  await expect(guest.page).toHaveURL('/patient');
});

test('a revoked invitation lets nobody in', async ({ cast }) => {
  const admin = await cast.admin();
  const pages = new AdminPages(admin.page);
  await admin.open('/invitations');
  const { email } = newcomer();
  const link = await pages.invite('Patient', email);
  await pages.invitationOf(email).getByRole('button', { name: 'Revoke', exact: true }).click();
  await admin.page.getByRole('button', { name: 'Revoke invitation' }).click();
  await expect(pages.invitationOf(email)).toHaveCount(0);
  const guest = await cast.visitor();
  guest.device.watch.allowStatus(404);
  await guest.device.open(pathOf(link));
  await expect(new LinkPage(guest.page).over).toBeVisible();
});

test('whoever is suspended is signed out at once, and is told why with the right password', async ({ cast }) => {
  const admin = await cast.admin();
  const person = await cast.newcomer();
  person.device.watch.allowStatus(401);
  await person.open('/chat');
  await person.navigation.isConnected();
  const pages = new AdminPages(admin.page);
  await admin.open('/people');
  await pages.openPerson(person.who.name);
  await pages.suspend();
  await expect(person.page).toHaveURL(/\/sign-in/);
  await person.device.isAlive();
  await person.signInPage.signIn(person.who.email, PASSWORD_OF_NEWCOMERS);
  await expect(person.signInPage.error).toContainText('suspended');

  await admin.page.getByRole('button', { name: 'Unsuspend' }).click();
  await expect(admin.page.getByRole('button', { name: 'Suspend', exact: true })).toBeVisible();
  await person.signInPage.signIn(person.who.email, PASSWORD_OF_NEWCOMERS);
  await expect(person.page).toHaveURL(/\/patient/);
});

test('a new password is set with a link that the admin has made', async ({ cast }) => {
  const admin = await cast.admin();
  const person = await cast.newcomer();
  const pages = new AdminPages(admin.page);
  await admin.open('/people');
  await pages.openPerson(person.who.name);
  await admin.page.getByRole('button', { name: 'Reset password' }).click();
  await expect(pages.resetLink).toHaveValue(/\/reset\/[\w-]{43}$/);
  const link = await pages.resetLink.inputValue();
  const other = await cast.visitor({}, person.who);
  await other.device.open(pathOf(link));
  await new LinkPage(other.page).setPassword('another quiet harbour');
  await expect(other.page).toHaveURL('/sign-in');
  await other.device.isAlive();
  await other.signInPage.signIn(person.who.email, 'another quiet harbour');
  await expect(other.page).toHaveURL('/patient');
});

test('how long messages may be edited shows on the messages of everybody', async ({ cast }) => {
  const admin = await cast.admin();
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  const text = unique('May this be edited?');
  await patient.thread.say(text);
  const edit = await patient.thread.pointAt(text, 'Edit');
  const pages = new AdminPages(admin.page);
  await admin.open('/practice');
  await pages.limitEditingTo(0);
  // The page's clock moves on every twenty seconds.
  await expect(edit).toHaveCount(0, { timeout: 60_000 });
  await pages.limitEditing('No limit');
  await patient.thread.pointAt(text, 'Edit');
});

test('the audit says who did what', async ({ cast }) => {
  const admin = await cast.admin();
  await admin.open('/invitations');
  const pages = new AdminPages(admin.page);
  await pages.invite('Doctor');
  await admin.open('/audit');
  await expect(pages.deeds.first()).toContainText('Greta Lindenhof made an invitation for the role of doctor');
  await expect(admin.page.getByText('every row is as it was written')).toBeVisible();
});

for (const phone of [false, true]) {
  test(`the admin’s pages can be used by everybody${phone ? ' on a phone' : ''}`, async ({ cast }) => {
    test.slow();
    const admin = await cast.admin({ phone, still: true });
    for (const path of ['/', '/people', '/invitations', '/practice', '/audit']) {
      await admin.open(path);
      await expect(admin.page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
      await isNamed(admin.page);
      await fits(admin.page);
      await isAccessible(admin.page);
    }
  });
}
