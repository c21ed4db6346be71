import { newcomer, PASSWORD, PATIENT, PET_PARENT } from '../support/people';
import { expect, test } from '../support/test';

test('a patient signs in, is led to their home, and signs out', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/sign-in');
  await visitor.signInPage.signIn(PATIENT.email, PASSWORD);
  await expect(visitor.page).toHaveURL('/patient');
  await expect(visitor.navigation.home).toBeVisible();

  // A page that is signed out while it still asks for something is refused it.
  visitor.device.watch.allowStatus(401);
  await visitor.device.open('/settings/profile');
  await visitor.profile.signOut();
  await expect(visitor.page).toHaveURL('/sign-in');
  await visitor.device.open('/patient');
  await expect(visitor.page).toHaveURL('/sign-in?next=/patient');
});

test('a wrong password is told, and the typed email stays', async ({ cast }) => {
  const visitor = await cast.visitor();
  visitor.device.watch.allowStatus(401);
  await visitor.device.open('/sign-in');
  await visitor.signInPage.signIn(PATIENT.email, 'not-the-password');
  await expect(visitor.signInPage.error).toContainText('do not match');
  await expect(visitor.signInPage.email).toHaveValue(PATIENT.email);
  await expect(visitor.page).toHaveURL('/sign-in');
});

test('somebody without an account gets the same answer', async ({ cast }) => {
  const visitor = await cast.visitor();
  visitor.device.watch.allowStatus(401);
  await visitor.device.open('/sign-in');
  await visitor.signInPage.signIn('nobody@clinic.demo', 'not-the-password');
  await expect(visitor.signInPage.error).toContainText('do not match');
});

test('signed out, a page leads to sign-in and from there back to it', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/patient/appointments');
  await expect(visitor.page).toHaveURL('/sign-in?next=/patient/appointments');
  await visitor.signInPage.signIn(PATIENT.email, PASSWORD);
  await expect(visitor.page).toHaveURL('/patient/appointments');
});

test('sign-in leads to no other site', async ({ cast }) => {
  for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example/']) {
    const visitor = await cast.visitor();
    await visitor.device.open(`/sign-in?next=${encodeURIComponent(next)}`);
    await visitor.signInPage.signIn(PATIENT.email, PASSWORD);
    await expect(visitor.page).toHaveURL('/patient');
  }
});

test('the front page is for visitors, and leads who is signed in home', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/');
  await expect(visitor.page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();

  const petParent = await cast.join(PET_PARENT);
  await petParent.device.open('/');
  await expect(petParent.page).toHaveURL('/pet-parent');
});

test('the page of another role leads to one’s own home', async ({ cast }) => {
  const patient = await cast.patient();
  for (const foreign of ['/doctor', '/doctor/appointments', '/admin', '/student', '/trainer/chat']) {
    await patient.device.open(foreign);
    await expect(patient.page, foreign).toHaveURL('/patient');
  }
  const doctor = await cast.doctor();
  for (const foreign of ['/patient', '/patient/book', '/tutor']) {
    await doctor.device.open(foreign);
    await expect(doctor.page, foreign).toHaveURL('/doctor');
  }
});

test('an address that is none keeps the navigation, and the way on', async ({ cast }) => {
  const patient = await cast.patient();
  patient.device.watch.allowStatus(404);
  const answer = await patient.device.open('/patient/nothing-here');
  expect(answer.status()).toBe(404);
  await expect(patient.page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await patient.navigation.home.click();
  await expect(patient.page).toHaveURL('/patient');
});

test('the buttons of the demo people sign in as them', async ({ cast }) => {
  for (const [name, home] of [['Noor Rahimi', '/patient'], ['Dr. Imani Mbeki', '/doctor']] as const) {
    const visitor = await cast.visitor();
    await visitor.device.open('/sign-in');
    await visitor.signInPage.as(name).click();
    await expect(visitor.page).toHaveURL(home);
  }
});

test('signing out everywhere ends the page on the other device', async ({ cast }) => {
  const here = await cast.newcomer();
  const there = await cast.visitor({}, here.who);
  await there.device.open('/sign-in');
  await there.signInPage.signIn(here.who.email, 'quiet-harbour-lantern');
  await expect(there.page).toHaveURL('/patient');
  await there.device.isAlive();
  there.device.watch.allowStatus(401);
  there.device.watch.allowOutages();

  await here.device.open('/settings/profile');
  // What the page still asks as it ends.
  here.device.watch.allowStatus(401);
  await here.profile.signOutEverywhere();
  await expect(here.page).toHaveURL('/sign-in');
  await expect(there.page).toHaveURL(/\/sign-in/);
});

test('a new name is kept, and shown to others', async ({ cast }) => {
  const person = await cast.newcomer();
  await person.device.open('/settings/profile');
  await expect(person.profile.name).toHaveValue(person.who.name);
  const { name } = newcomer();
  await person.profile.rename(name);
  await expect(person.profile.saved).toBeVisible();
  await person.device.reload();
  await expect(person.profile.name).toHaveValue(name);
});

test('a time zone is kept, and times are told in it', async ({ cast }) => {
  const person = await cast.newcomer();
  await person.device.open('/settings/profile');
  await person.profile.moveTo('Pacific/Auckland');
  await expect(person.profile.saved).toBeVisible();
  await person.open('/book');
  await expect(person.page.getByRole('main')).toContainText('Pacific/Auckland');
});

test('an empty name is refused at its field', async ({ cast }) => {
  const person = await cast.newcomer();
  person.device.watch.allowStatus(422);
  await person.device.open('/settings/profile');
  await person.profile.rename('   ');
  await expect(person.profile.name).toHaveAccessibleDescription(/enter a name/);
  await person.device.reload();
  await expect(person.profile.name).toHaveValue(person.who.name);
});
