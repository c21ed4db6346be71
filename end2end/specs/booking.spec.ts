import type { Locator } from '@playwright/test';
import { DOCTOR, OTHER_DOCTOR, unique } from '../support/people';
import type { Person } from '../support/person';
import { askForAppointment, receivesOnSunday } from '../support/stories';
import { expect, test } from '../support/test';

test('a chosen time is kept for whoever chose it', async ({ cast }) => {
  const [first, second] = [await cast.newcomer(), await cast.newcomer()];
  await first.open('/book');
  await first.booking.choosePractitioner(DOCTOR.name);
  await first.booking.chooseType();
  const time = await first.booking.chooseTime(5);
  await expect(first.page.getByText(/^Kept for you until \d\d:\d\d\.$/)).toBeVisible();

  await second.open('/book');
  await second.booking.choosePractitioner(DOCTOR.name);
  await second.booking.chooseType();
  await second.booking.dates.nth(5).click();
  await expect(second.booking.times.first()).toBeVisible();
  await expect(second.booking.times.filter({ hasText: time })).toHaveCount(0);
});

test('the days follow the doctor: one that only the other has is left', async ({ cast }) => {
  const [patient, other] = [await cast.newcomer(), await cast.join(OTHER_DOCTOR)];
  const putBack = await receivesOnSunday(other, 2);
  try {
    await patient.open('/book');
    const { booking } = patient;
    await booking.choosePractitioner(OTHER_DOCTOR.name);
    await booking.chooseType();
    const sunday = booking.dates.filter({ hasText: 'Sun' });
    await sunday.click();
    await expect(sunday).toHaveAttribute('aria-pressed', 'true');
    await booking.times.first().click();
    await booking.reason.fill('Kept');

    await booking.choosePractitioner(DOCTOR.name);
    await expect(sunday).toHaveCount(0);
    await expect(booking.dates.first(), 'the first day is chosen instead').toHaveAttribute('aria-pressed', 'true');
    await expect(booking.times.first()).toBeVisible();
    await expect(booking.reason).toHaveValue('Kept');
    await booking.chooseTime(3);
    await expect(booking.kept).toBeVisible();
  } finally {
    await putBack();
  }
});

test('the doctor proposes another time, and the patient takes it', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await askForAppointment(patient, unique('Sore throat'), 6);
  const id = new URL(patient.page.url()).pathname.split('/').at(-1);
  await doctor.open(`/appointments/${id}`);
  const time = await doctor.appointment.chooseOtherTime('Propose another time', 7);

  await patient.open('/');
  await expect(patient.page.getByRole('region', { name: 'Proposed times' })).toContainText('New time proposed');
  await patient.open('/appointments');
  const card = patient.appointments.with(DOCTOR.name, 'New time proposed');
  await expect(card).toContainText(time);
  await card.getByRole('link', { name: 'Answer' }).click();
  const proposed = patient.page.getByRole('group', { name: 'Proposed time' });
  await expect(proposed).toContainText(time);
  await proposed.getByRole('button', { name: 'Accept new time' }).click();
  await patient.appointment.is('Confirmed');
  await doctor.appointment.is('Confirmed');
  await expect(patient.appointment.main).toContainText(time);
  await expect(patient.appointment.history).toContainText('proposed another time');
});

test('a patient moves a confirmed appointment, and the doctor agrees anew', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await askForAppointment(patient, unique('Check-up'), 8);
  const id = new URL(patient.page.url()).pathname.split('/').at(-1);
  await doctor.open(`/appointments/${id}`);
  await doctor.appointment.confirm();
  await patient.appointment.is('Confirmed');
  await patient.appointment.deed('Reschedule').click();
  await expect(patient.appointment.mover).toContainText(`${DOCTOR.name} has to confirm the new time.`);
  await expect(patient.appointment.mover).toContainText('Times are yours: ');
  await patient.appointment.mover.getByRole('button', { name: 'Back' }).click();
  const time = await patient.appointment.chooseOtherTime('Reschedule', 9);
  await doctor.appointment.is('Requested');
  await expect(doctor.appointment.main).toContainText(time);
  await doctor.appointment.confirm();
  await patient.appointment.is('Confirmed');

  const why = unique('I am travelling');
  await patient.appointment.cancel(why);
  await doctor.appointment.is('Cancelled');
  await expect(doctor.appointment.history).toContainText(why);
});

/** The part of an appointment's page about its weekly series. */
function series(person: Person): Locator {
  return person.page.getByRole('region', { name: /^Every week: / });
}

async function decideAll(person: Person, verb: 'Confirm all' | 'Cancel all', why = ''): Promise<void> {
  await series(person).getByRole('button', { name: verb }).click();
  const dialog = person.page.getByRole('dialog');
  if (why) await dialog.getByRole('textbox', { name: /^Reason/ }).fill(why);
  await dialog.getByRole('button', { name: verb }).click();
  await expect(dialog).toHaveCount(0);
}

test('a weekly series is booked, confirmed and cancelled at once', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await patient.open('/book');
  await patient.booking.choosePractitioner(DOCTOR.name);
  await patient.booking.chooseType();
  await patient.booking.dates.nth(2).click();
  // The last of the day: others take the first ones.
  const last = patient.booking.times.last();
  await last.click();
  await expect(last).toHaveAttribute('aria-pressed', 'true');
  const choices = patient.booking.repeat.locator('option');
  await expect(choices.last(), 'more weeks are out of reach').toHaveText('Every week, 4 weeks');
  await patient.booking.repeat.selectOption({ label: 'Every week, 2 weeks' });
  await patient.booking.reason.fill('Physiotherapy');
  expect(await patient.booking.ask()).toBe('requested');
  await expect(series(patient)).toContainText('Every week: 1 of 2');
  await expect(series(patient).getByText('Requested', { exact: true })).toHaveCount(2);

  await doctor.open('/');
  const asked = doctor.home.requests.by(patient.who.name);
  await expect(asked).toHaveCount(2);
  await asked.first().getByRole('link', { name: 'Every week, 2 times' }).click();
  await expect(series(doctor)).toContainText('Every week: 1 of 2');
  await decideAll(doctor, 'Confirm all');
  await expect(series(doctor).getByText('Confirmed', { exact: true })).toHaveCount(2);
  await expect(series(patient).getByText('Confirmed', { exact: true })).toHaveCount(2);
  await series(patient).getByRole('link').nth(1).click();
  await expect(series(patient)).toContainText('Every week: 2 of 2');
  await patient.appointment.is('Confirmed');

  const why = unique('I am travelling');
  await decideAll(patient, 'Cancel all', why);
  await expect(series(doctor).getByText('Cancelled', { exact: true })).toHaveCount(2);
  await doctor.appointment.is('Cancelled');
  await expect(doctor.appointment.history).toContainText(why);
  await expect(series(doctor).getByRole('button')).toHaveCount(0);
  await patient.navigation.appointments.click();
  await expect(patient.appointments.with(DOCTOR.name, 'Every week, 2 times')).toHaveCount(2);
});

test('who has an appointment then is told so when they choose the time', async ({ cast }) => {
  const patient = await cast.newcomer();
  const { booking } = patient;
  patient.device.watch.allowStatus(422);
  await patient.open('/book');
  await booking.choosePractitioner(DOCTOR.name);
  await booking.chooseType();
  const day = await booking.dates.nth(10).getAttribute('aria-label');
  const time = await booking.chooseTime(10);
  await booking.reason.fill('Vertigo');
  expect(await booking.ask()).toBe('requested');

  await patient.open('/book');
  await booking.choosePractitioner(OTHER_DOCTOR.name);
  await booking.chooseType();
  await booking.dates.and(patient.page.getByRole('button', { name: day ?? '', exact: true })).click();
  await booking.times.filter({ hasText: time }).click();
  await expect(booking.error).toContainText('You already have an appointment then.');
});

test('a reason that is not sent yet is still there after a reload and on return, until it is', async ({ cast }) => {
  const patient = await cast.newcomer();
  await patient.open('/book');
  await patient.booking.reason.fill('A cough that does not go');
  await patient.device.reload();
  await expect(patient.booking.reason).toHaveValue('A cough that does not go');
  await patient.navigation.home.click();
  await expect(patient.page).toHaveURL('/patient');
  await patient.open('/book');
  await expect(patient.booking.reason).toHaveValue('A cough that does not go');

  await patient.booking.chooseTime(4);
  expect(await patient.booking.ask()).toBe('requested');
  await patient.open('/book');
  await expect(patient.booking.dates.first()).toBeVisible();
  await expect(patient.booking.reason).toHaveValue('');
});
