import { expect } from '@playwright/test';
import type { Person } from './person';

/** Visits that begin in a moment, so that one can say how they went. */
export const MINUTE = 60_000;

interface Hours {
  special: { day: string; note?: string; hours: { opens: string; closes: string }[] }[];
}

interface Offers {
  items: { practitioner: { id: string }; types: { id: string }[] }[];
}

/** The next beginning of a minute that is not too near to be booked: hours have no seconds. */
export function verySoon(): Date {
  return new Date(Math.ceil((Date.now() + 25_000) / MINUTE) * MINUTE);
}

/** What is still to come today has to fit in: they and the practice are for a while where the day is not over soon. */
export async function moves(admin: Person, ...people: Person[]): Promise<() => Promise<void>> {
  const { timeZone: home } = await admin.get<{ timeZone: string }>('practice');
  const hour = Number(new Intl.DateTimeFormat('sv-SE', { timeZone: home, hour: '2-digit' }).format(new Date()));
  if (hour < 18) return async () => {};
  const moveTo = async (timeZone: string) => {
    await admin.patch('practice', { timeZone });
    for (const { device, profile } of people) {
      await device.open('/settings/profile');
      await profile.moveTo(timeZone);
      await expect(profile.saved).toBeVisible();
    }
  };
  await moveTo('America/New_York');
  return () => moveTo(home);
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
export async function agree(doctor: Person, patient: Person, at: Date): Promise<string> {
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
