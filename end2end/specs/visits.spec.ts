import { OTHER_DOCTOR, unique } from '../support/people';
import type { Person } from '../support/person';
import { isAccessible } from '../support/sight';
import { expect, test } from '../support/test';

const MINUTE = 60_000;

interface Hours {
  special: { day: string; note?: string; hours: { opens: string; closes: string }[] }[];
}

interface Offers {
  items: { practitioner: { id: string }; types: { id: string }[] }[];
}

/** The next beginning of a minute that is not too near to be booked: hours have no seconds. */
function verySoon(): Date {
  return new Date(Math.ceil((Date.now() + 10_000) / MINUTE) * MINUTE);
}

/** A visit ends on the day it begins: the practice is for a while where that day is not over soon. */
async function moves(admin: Person): Promise<() => Promise<void>> {
  const { timeZone: home } = await admin.get<{ timeZone: string }>('practice');
  const hour = Number(new Intl.DateTimeFormat('sv-SE', { timeZone: home, hour: '2-digit' }).format(new Date()));
  await admin.patch('practice', { timeZone: hour < 18 ? home : 'America/New_York' });
  return () => admin.patch('practice', { timeZone: home });
}

/** For a while the practitioner receives from that very minute on; answers what puts their hours back. */
async function receivesFrom(doctor: Person, at: Date): Promise<() => Promise<void>> {
  const me = await doctor.get<{ id: string; practice: { timeZone: string } }>('me');
  const path = `availability/${me.id}`;
  const usual = await doctor.get<Hours>(path);
  const { timeZone } = me.practice;
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  const [day = '', opens = ''] = wall.split(' ');
  const special = usual.special.filter((date) => date.day !== day);
  special.push({ day, note: '', hours: [{ opens, closes: '24:00' }] });
  await doctor.put(path, { ...usual, special });
  return () => doctor.put(path, usual);
}

/** The doctor books the patient for that moment; answers the appointment's path. */
async function agree(doctor: Person, patient: Person, at: Date): Promise<string> {
  const { id: practitioner } = await doctor.get<{ id: string }>('me');
  const { id: client } = await patient.get<{ id: string }>('me');
  const { items } = await doctor.get<Offers>('practitioners');
  const typeId = items.find((offer) => offer.practitioner.id === practitioner)?.types[0]?.id;
  const putBack = await receivesFrom(doctor, at);
  const booked = await doctor.post('appointments', { practitioner, client, typeId, startsAt: at, reason: 'Check-up' });
  await putBack();
  expect(booked.status(), await booked.text()).toBe(201);
  return `/appointments/${((await booked.json()) as { id: string }).id}`;
}

/** Thinks twice about it, then says it with a few words, which the patient sees at once. */
async function says(doctor: Person, deed: 'Complete' | 'No-show', patient: Person, state: string): Promise<void> {
  const { decision } = doctor.appointment;
  await doctor.appointment.deed(deed).click();
  await isAccessible(doctor.page);
  await decision.reason.fill('Not yet');
  await decision.back.click();
  await expect(decision.dialog).toHaveCount(0);
  await patient.device.reload();
  await patient.appointment.is('Confirmed');
  await expect(patient.appointment.history).not.toContainText('Not yet');

  const note = unique('Please call us in the spring');
  await doctor.appointment.deed(deed).click();
  await expect(decision.reason, 'it begins anew').toHaveValue('');
  await decision.make(deed, note);
  await patient.appointment.is(state);
  await expect(patient.appointment.history, 'without reloading').toContainText(note);
  await expect(doctor.appointment.deed(deed)).toHaveCount(0);
  await expect(doctor.appointment.history).toContainText(note);
}

test('once a visit has begun its doctor says how it went, after a second thought', async ({ cast }) => {
  // It begins with the next minute, and the pages look at the clock three times a minute.
  test.setTimeout(4 * MINUTE);
  const [doctor, other] = [await cast.doctor(), await cast.join(OTHER_DOCTOR)];
  const [patient, absent] = [await cast.newcomer(), await cast.newcomer()];
  const movesBack = await moves(await cast.admin());
  const at = verySoon();
  const [held, missed] = [await agree(doctor, patient, at), await agree(other, absent, at)];
  await movesBack();
  for (const person of [doctor, patient]) await person.open(held);
  for (const person of [other, absent]) await person.open(missed);
  await expect(doctor.appointment.deed('Complete')).toBeVisible({ timeout: 2 * MINUTE });
  await expect(other.appointment.deed('No-show')).toBeVisible({ timeout: MINUTE });
  await says(doctor, 'Complete', patient, 'Completed');
  await says(other, 'No-show', absent, 'No-show');
});
