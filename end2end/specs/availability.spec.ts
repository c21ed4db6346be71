import { AvailabilityPage } from '../pages/availability';
import { ADMIN, DOCTOR, OTHER_DOCTOR, TUTOR, unique, VETERINARIAN } from '../support/people';
import { fits, isAccessible, isNamed } from '../support/sight';
import { expect, test } from '../support/test';

const WEEK = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

test('a tutor changes the hours, and those are what can be booked', async ({ cast }) => {
  const tutor = await cast.join(TUTOR);
  await tutor.open('/appointments');
  await tutor.page.getByRole('link', { name: 'Availability' }).click();
  const hours = new AvailabilityPage(tutor.page);
  await expect(tutor.page.getByRole('main')).toContainText('Europe/Berlin');
  for (const day of WEEK) await hours.open(day, day === 'Monday');
  await hours.day('Monday').getByLabel('Remove Monday 2').click();
  await hours.from('Monday').fill('06:00');
  await hours.to('Monday').fill('07:00');
  await hours.day('Monday').getByRole('button', { name: 'Copy to all weekdays' }).click();
  await expect(hours.from('Friday')).toHaveValue('06:00');
  await hours.isSaved();
  await expect(hours.next).toContainText('06:00');

  const student = await cast.join({ email: 'student@tutoring.demo', name: 'Ada Lindqvist', slug: 'student' });
  await student.open('/book');
  await student.booking.choosePractitioner(TUTOR.name);
  await student.booking.dates.nth(1).click();
  await expect(student.booking.times.first()).toHaveText('06:00');
  await tutor.device.reload();
  await expect(hours.from('Friday')).toHaveValue('06:00');
});

test('what does not hold is said where it stands, and nothing typed is lost', async ({ cast }) => {
  const doctor = await cast.join(OTHER_DOCTOR);
  await doctor.open('/availability');
  const hours = new AvailabilityPage(doctor.page);
  await hours.from('Tuesday').fill('18:00');
  await hours.ahead.fill('0');
  await hours.save.click();
  await expect(hours.day('Tuesday').getByText('Hours end after they begin.')).toBeVisible();
  await expect(doctor.page.getByText('Please give 1 to 365 days.')).toBeVisible();
  await expect(hours.from('Tuesday')).toHaveValue('18:00');
  await hours.from('Tuesday').fill('08:00');
  await expect(hours.day('Tuesday').getByText('Hours end after they begin.')).toHaveCount(0);
  await hours.ahead.fill('21');
  await hours.notice.selectOption('1 hour');
  await hours.isSaved();
  await doctor.device.reload();
  await expect(hours.notice).toHaveValue('60');
  await expect(hours.ahead).toHaveValue('21');
});

test('changes that are not saved are there again on return, and closing the tab asks', async ({ cast }) => {
  const doctor = await cast.join(OTHER_DOCTOR);
  await doctor.open('/availability');
  const hours = new AvailabilityPage(doctor.page);
  const before = await hours.ahead.inputValue();
  let asked = 0;
  doctor.page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.accept();
  });
  await doctor.device.reload();
  expect(asked, 'nothing was changed').toBe(0);

  await hours.ahead.fill('45');
  await doctor.navigation.home.click();
  await expect(doctor.page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await doctor.device.reload();
  expect(asked, 'on other pages nothing would be lost').toBe(0);
  await doctor.open('/availability');
  await expect(hours.ahead).toHaveValue('45');
  await expect(hours.fromBefore).toContainText('You have unsaved changes from before');
  await hours.fromBefore.getByRole('button', { name: 'Discard' }).click();
  await expect(hours.ahead).toHaveValue(before);
  await expect(hours.fromBefore).toHaveCount(0);

  await hours.ahead.fill('46');
  await expect(doctor.page.getByText('There are changes that are not saved.')).toBeVisible();
  await doctor.device.reload();
  expect(asked, 'a closed tab would lose them').toBe(1);
  await expect(hours.ahead).toHaveValue('46');
  await hours.fromBefore.getByRole('button', { name: 'Save' }).click();
  await expect(doctor.page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(hours.fromBefore).toHaveCount(0);
  await hours.ahead.fill(before);
  await hours.isSaved();
});

test('two devices show the same hours, and neither overwrites what is being typed', async ({ cast }) => {
  const [desk, phone] = [await cast.join(VETERINARIAN), await cast.join(VETERINARIAN, { phone: true })];
  const [one, other] = [new AvailabilityPage(desk.page), new AvailabilityPage(phone.page)];
  await desk.open('/availability');
  await phone.open('/availability');
  await one.from('Monday').fill('07:00');
  await one.isSaved();
  await expect(other.from('Monday')).toHaveValue('07:00');
  await other.ahead.fill('14');
  await one.from('Monday').fill('07:30');
  await one.isSaved();
  await expect(phone.page.getByText('These hours were changed on another device meanwhile.')).toBeVisible();
  await expect(other.ahead).toHaveValue('14');
  await phone.page.getByRole('button', { name: 'Show them' }).click();
  await expect(other.from('Monday')).toHaveValue('07:30');
});

test('a doctor’s own type with its price can be booked with them', async ({ cast }) => {
  const [doctor, patient] = [await cast.doctor(), await cast.newcomer()];
  await doctor.open('/availability');
  const hours = new AvailabilityPage(doctor.page);
  const name = unique('Travel vaccination');
  await patient.open('/book');
  await patient.booking.choosePractitioner(DOCTOR.name);
  await patient.booking.reason.fill('Before my journey');
  const time = await patient.booking.chooseTime(3);
  await hours.addType('Own types of appointments', { name, minutes: '10', price: '35 €' });
  await expect(patient.booking.type.locator('option', { hasText: name })).toContainText('10 min · In person · 35 €');
  await hours.archiveType('Own types of appointments', name);
  await expect(patient.booking.type.locator('option', { hasText: name })).toHaveCount(0);
  await expect(patient.booking.reason, 'what was typed stays').toHaveValue('Before my journey');
  const chosen = patient.booking.times.filter({ hasText: time });
  await expect(chosen.first(), 'and what was chosen').toHaveAttribute('aria-pressed', 'true');
});

test('an admin arranges types, holidays, deadlines and a doctor’s hours', async ({ cast }) => {
  const admin = await cast.admin();
  const pages = new AvailabilityPage(admin.page);
  await admin.open('/types');
  const name = unique('Second opinion');
  await pages.addType('Types of the practice', { name, price: '120 €' });
  await pages.archiveType('Types of the practice', name);

  await admin.page.getByRole('link', { name: 'Holidays', exact: true }).click();
  const day = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
  const holiday = unique('Founders’ day');
  await pages.addHoliday(day, holiday);
  await pages.holiday(holiday).getByRole('button', { name: 'Remove' }).click();
  await expect(pages.holiday(holiday)).toHaveCount(0);
  const deadline = admin.page.getByLabel('Cancellation deadline (hours)');
  await deadline.fill('721');
  await admin.page.getByRole('button', { name: 'Save deadlines' }).click();
  await expect(admin.page.getByText('The deadline is at most 720 hours')).toBeVisible();
  await deadline.fill('0');
  await admin.page.getByRole('button', { name: 'Save deadlines' }).click();
  await expect(admin.page.getByText('Saved', { exact: true })).toBeVisible();

  await admin.page.getByRole('link', { name: 'Hours', exact: true }).click();
  await admin.page.getByRole('link', { name: DOCTOR.name }).click();
  await expect(admin.page.getByRole('main')).toContainText(DOCTOR.name);
  await expect(pages.from('Monday')).toBeVisible();
});

test('others have no such pages', async ({ cast }) => {
  const patient = await cast.patient();
  patient.device.watch.allowStatus(404);
  for (const path of ['/availability', '/types', '/holidays']) {
    expect((await patient.open(path)).status(), path).toBe(404);
  }
});

for (const [width, phone] of [['1280 px', false], ['390 px', true]] as const) {
  test(`the pages can be seen, heard and reached at ${width}`, async ({ cast }) => {
    const [doctor, admin] = [await cast.doctor({ phone, still: true }), await cast.join(ADMIN, { phone, still: true })];
    await doctor.open('/availability');
    await doctor.page.getByRole('button', { name: 'Add a date' }).click();
    for (const [person, path] of [[admin, '/types'], [admin, '/holidays'], [admin, '/availability']] as const) {
      await person.open(path);
      await isNamed(person.page);
      await fits(person.page);
      await isAccessible(person.page);
    }
    await isNamed(doctor.page);
    await fits(doctor.page);
    await isAccessible(doctor.page);
  });
}
