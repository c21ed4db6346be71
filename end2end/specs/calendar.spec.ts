import { DOCTOR, OTHER_DOCTOR } from '../support/people';
import type { Person } from '../support/person';
import { askForAppointment } from '../support/stories';
import { expect, test } from '../support/test';

/** When one's newest appointment begins, as the page of it says: the day and the clock. */
async function when(person: Person): Promise<{ day: string; clock: string; path: string }> {
  const at = await person.page.getByRole('main').locator('dl time').first().getAttribute('datetime');
  const zone = await person.page.getByRole('main').locator('dl dd', { hasText: /^[A-Z]\w+\/\w+|^UTC$/ }).first().innerText();
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const [day, clock] = parts.format(new Date(at ?? '')).split(' ');
  return { day: day ?? '', clock: clock ?? '', path: new URL(person.page.url()).pathname };
}

test('a request appears in the doctor’s week by itself, and leads to its page', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await askForAppointment(patient, 'A question', 2);
  const { day, clock } = await when(patient);
  const block = doctor.page.getByRole('link', { name: new RegExp(`^${clock}, ${patient.who.name}, .*, Requested$`) });

  await doctor.open(`/appointments?view=week&day=${day}`);
  await expect(block).toBeVisible();
  await doctor.appointments.requests.confirm(patient.who.name);
  const confirmed = doctor.page.getByRole('link', { name: new RegExp(`^${clock}, ${patient.who.name}, .*, Confirmed$`) });
  await expect(confirmed).toBeVisible();
  await confirmed.press('Enter');
  await doctor.appointment.is('Confirmed');

  await doctor.open(`/day-sheet?day=${day}`);
  const row = doctor.page.getByRole('row').filter({ hasText: patient.who.name });
  await expect(row).toContainText('A question');
  await expect(doctor.page.getByRole('button', { name: 'Print' })).toBeVisible();
  await doctor.page.emulateMedia({ media: 'print' });
  await expect(doctor.page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(row).toBeVisible();
});

test('one goes from week to week and from view to view, by keyboard as well', async ({ cast }) => {
  const doctor = await cast.doctor();
  const { page } = doctor;
  const title = page.getByRole('heading', { level: 2 }).filter({ hasText: /\d{4}/ });
  await doctor.open('/appointments?view=week&day=2026-11-20');
  await expect(title).toHaveText('16 – 22 November 2026');
  const next = page.getByRole('link', { name: 'Next week' });
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(title).toHaveText('23 – 29 November 2026');
  await expect(next, 'the keyboard keeps its place').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(title).toHaveText('30 November – 6 December 2026');
  await page.getByRole('link', { name: 'Day', exact: true }).click();
  await expect(title).toHaveText('Friday, 4 December 2026');
  await page.getByRole('link', { name: 'List', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Past and closed' })).toBeVisible();
  await expect(doctor.appointments.requests.region).toHaveCount(1);
});

test('on a phone the day comes first, and a week is a list', async ({ cast }) => {
  const doctor = await cast.doctor({ phone: true });
  const days = doctor.page.getByRole('region', { name: 'Calendar', exact: true }).getByRole('region');
  await doctor.open('/appointments');
  await expect(doctor.page.getByRole('link', { name: 'Day', exact: true })).toHaveAttribute('aria-current', 'true');
  await expect(days.filter({ visible: true })).toHaveCount(1);
  await doctor.page.getByRole('link', { name: 'Week', exact: true }).tap();
  await expect(days.filter({ visible: true })).toHaveCount(7);
});

test('the calendar works without JavaScript', async ({ cast }) => {
  const doctor = await cast.visitor({ javaScript: false }, DOCTOR);
  const { page } = doctor;
  await page.goto('/sign-in?next=/doctor/appointments%3Fview%3Dweek%26day%3D2026-11-20');
  await doctor.signInPage.signIn(DOCTOR.email, 'attend-demo');
  await page.getByRole('link', { name: 'Next week' }).click();
  await expect(page).toHaveURL('/doctor/appointments?view=week&day=2026-11-27');
  await expect(page.getByRole('heading', { name: '23 – 29 November 2026' })).toBeVisible();
});

test('an admin sees all practitioners side by side, and the week of one', async ({ cast }) => {
  const admin = await cast.admin();
  const { page } = admin;
  await admin.open('/calendar');
  for (const { name } of [DOCTOR, OTHER_DOCTOR]) await expect(page.getByRole('region', { name })).toBeVisible();
  await page.getByLabel('Doctor', { exact: true }).selectOption(DOCTOR.name);
  await expect(page.getByRole('region', { name: OTHER_DOCTOR.name })).toHaveCount(0);
  await page.getByRole('link', { name: 'Week', exact: true }).filter({ visible: true }).click();
  await expect(page.getByRole('region', { name: /^Monday, / })).toBeVisible();
});

test('a feed is made, read without signing in, and ends when it is revoked', async ({ cast, request }) => {
  const patient = await cast.newcomer();
  await askForAppointment(patient, 'Secret matter', 3);
  const { path } = await when(patient);
  const file = await patient.page.request.get(
    (await patient.page.getByRole('link', { name: 'Add to calendar' }).getAttribute('href')) ?? '',
  );
  const uid = `UID:${path.split('/').at(-1)}@attend`;
  expect((await file.text()).replaceAll('\r\n ', '')).toContain(uid);

  await patient.open('/appointments');
  await patient.page.getByRole('link', { name: 'Subscribe' }).click();
  await patient.page.getByRole('button', { name: 'Make a feed' }).click();
  const address = await patient.page.getByLabel('Address of your calendar').inputValue();
  const answer = await request.get(address);
  expect(answer.status()).toBe(200);
  const text = (await answer.text()).replaceAll('\r\n ', '');
  expect(text).toContain(uid);
  expect(text).not.toContain('Secret matter');

  await patient.page.getByText('Revoke', { exact: true }).click();
  await patient.page.getByRole('button', { name: 'Revoke feed' }).click();
  await expect(patient.page.getByRole('button', { name: 'Make a feed' })).toBeVisible();
  expect((await request.get(address)).status()).toBe(404);
});
