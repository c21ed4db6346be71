import { DOCTOR, unique } from '../support/people';
import { askForAppointment } from '../support/stories';
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

test('the doctor proposes another time, and the patient takes it', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await askForAppointment(patient, unique('Sore throat'), 6);
  const id = new URL(patient.page.url()).pathname.split('/').at(-1);
  await doctor.open(`/appointments/${id}`);
  const time = await doctor.appointment.chooseOtherTime('Propose another time', 7);

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
  const time = await patient.appointment.chooseOtherTime('Reschedule', 9);
  await doctor.appointment.is('Requested');
  await expect(doctor.appointment.main).toContainText(time);
  await doctor.appointment.confirm();
  await patient.appointment.is('Confirmed');

  const why = unique('I am travelling');
  await patient.appointment.note.fill(why);
  await patient.appointment.cancel();
  await doctor.appointment.is('Cancelled');
  await expect(doctor.appointment.history).toContainText(why);
});

test('a weekly series is booked at once', async ({ cast }) => {
  const patient = await cast.newcomer();
  await patient.open('/book');
  await patient.booking.choosePractitioner(DOCTOR.name);
  await patient.booking.chooseType();
  await patient.booking.dates.nth(2).click();
  // The last of the day: others take the first ones.
  const last = patient.booking.times.last();
  await last.click();
  await expect(last).toHaveAttribute('aria-pressed', 'true');
  await patient.page.getByRole('combobox', { name: 'Repeat' }).selectOption({ label: 'Every week, 2 weeks' });
  await patient.booking.reason.fill('Physiotherapy');
  expect(await patient.booking.ask()).toBe('requested');
  await patient.open('/appointments');
  await expect(patient.page.getByRole('main').getByText('Requested', { exact: true }).nth(1)).toBeVisible();
});
