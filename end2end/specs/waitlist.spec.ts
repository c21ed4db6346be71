import { Waitlist } from '../pages/waitlist';
import type { Person } from '../support/person';
import { DOCTOR } from '../support/people';
import { fits, isAccessible } from '../support/sight';
import { askForAppointment, receivesToday } from '../support/stories';
import { moves } from '../support/visits';
import { expect, test } from '../support/test';

/** Joins the waitlist for the doctor's first type, and waits at home. */
async function waits(person: Person, reason: string): Promise<Waitlist> {
  const waitlist = new Waitlist(person.page);
  await person.open('/book');
  await person.booking.choosePractitioner(DOCTOR.name);
  await person.booking.chooseType();
  await waitlist.join(reason);
  await person.open('/');
  await expect(waitlist.places).toHaveCount(1);
  return waitlist;
}

test('a cancelled time is offered to who waits, and taken with one press', async ({ cast }) => {
  const [patient, other, doctor] = [await cast.newcomer(), await cast.newcomer(), await cast.doctor()];
  await askForAppointment(patient, 'Migraine', 7);
  const waitlist = await waits(other, 'Sleeps badly');
  await doctor.open('/appointments');
  const waiting = doctor.page.getByRole('region', { name: 'Waiting' });
  await expect(waiting.getByRole('article', { name: new RegExp(`^${other.who.name}`) })).toContainText('Sleeps badly');

  await patient.appointment.cancel();
  await patient.appointment.is('Cancelled');
  await expect(waitlist.offer, 'it comes by itself').toContainText(DOCTOR.name);
  await expect(waitlist.offer).toContainText('Yours to take until');
  await isAccessible(other.page);
  await fits(other.page);

  await waitlist.take.click();
  await expect(other.page).toHaveURL(/\/patient\/appointments\/[0-9a-f-]{36}$/);
  await other.appointment.is('Requested');
  await expect(other.appointment.main).toContainText('Sleeps badly');
  await expect(waiting.getByRole('article', { name: new RegExp(`^${other.who.name}`) })).toHaveCount(0);
});

test('who says no keeps their place, and who leaves is off the list', async ({ cast }) => {
  const [patient, other] = [await cast.newcomer(), await cast.newcomer({ phone: true })];
  await askForAppointment(patient, 'Migraine', 8);
  const waitlist = await waits(other, 'Sleeps badly');
  await patient.appointment.cancel();
  await patient.appointment.is('Cancelled');
  await waitlist.pass.click();
  await expect(waitlist.offer).toHaveCount(0);
  await expect(waitlist.places).toHaveCount(1);
  await other.open('/appointments');
  await isAccessible(other.page);
  await fits(other.page);
  await waitlist.places.getByRole('button', { name: 'Leave' }).click();
  await expect(waitlist.places).toHaveCount(0);
});

test('the doctor runs late, and the patient’s home shows when to expect them', async ({ cast }) => {
  const [patient, doctor, admin] = [await cast.newcomer(), await cast.doctor(), await cast.admin()];
  const movesBack = await moves(admin, doctor, admin);
  const putBack = await receivesToday(doctor);
  await doctor.open('/');
  await askForAppointment(patient, 'A rash that itches', 0);
  await putBack();
  await doctor.home.requests.confirm(patient.who.name);
  await patient.appointment.is('Confirmed');
  await doctor.open('/');
  await expect(doctor.page.getByRole('heading', { name: 'Today' })).toBeVisible();
  const late = doctor.page.getByRole('group', { name: 'Running late' });

  await patient.open('/');
  const next = patient.page.getByRole('region', { name: 'Next appointment' });
  await expect(next).not.toContainText('expected');
  await late.getByRole('button', { name: /^\+15/ }).click();
  await expect(next, 'without reloading').toContainText(/expected \d\d:\d\d/);
  await expect(late.getByRole('button', { name: /^\+15/ })).toHaveAttribute('aria-pressed', 'true');
  await isAccessible(doctor.page);
  await fits(doctor.page);
  await late.getByRole('button', { name: 'On time' }).click();
  await expect(next).not.toContainText('expected');

  await admin.open('/calendar');
  const theirs = admin.page.getByRole('group', { name: `Running late: ${DOCTOR.name}` });
  await theirs.getByRole('button', { name: /^\+30/ }).click();
  await expect(next, 'said for them').toContainText(/expected \d\d:\d\d/);
  await isAccessible(admin.page);
  await fits(admin.page);
  await theirs.getByRole('button', { name: 'On time' }).click();
  await expect(next).not.toContainText('expected');
  await movesBack();
});
