import { expect } from '@playwright/test';
import { DOCTOR } from './people';
import type { Person } from './person';

/** A client asks for the first time of the nth day from now, and is at the appointment's page. */
export async function askForAppointment(client: Person, reason: string, day = 1, doctor = DOCTOR.name): Promise<void> {
  await client.open('/book');
  await client.booking.choosePractitioner(doctor);
  await client.booking.chooseType();
  await client.booking.chooseTime(day);
  await client.booking.reason.fill(reason);
  expect(await client.booking.ask()).toBe('requested');
  await client.appointment.is('Requested');
}

interface Hours {
  special: { day: string; note?: string; hours: { opens: string; closes: string }[] }[];
  noticeMinutes: number;
}

/** For a while the practitioner receives the whole day today, as soon as an appointment can be asked for and answered
 *  before it begins; answers what puts their hours back. */
export async function receivesToday(practitioner: Person): Promise<() => Promise<void>> {
  return receivesOn(practitioner, new Date(), { noticeMinutes: 5 });
}

/** For a while the practitioner receives on a Sunday in so many weeks; answers what puts their hours back. */
export async function receivesOnSunday(practitioner: Person, weeks: number): Promise<() => Promise<void>> {
  const noon = new Date();
  noon.setUTCHours(12, 0, 0, 0);
  noon.setUTCDate(noon.getUTCDate() - noon.getUTCDay() + 7 * weeks);
  return receivesOn(practitioner, noon);
}

async function receivesOn(practitioner: Person, at: Date, rules: Partial<Hours> = {}): Promise<() => Promise<void>> {
  const me = await practitioner.get<{ id: string; practice: { timeZone: string } }>('me');
  const path = `availability/${me.id}`;
  const usual = await practitioner.get<Hours>(path);
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: me.practice.timeZone }).format(at);
  const special = usual.special.filter((date) => date.day !== day);
  special.push({ day, note: '', hours: [{ opens: '00:00', closes: '24:00' }] });
  await practitioner.put(path, { ...usual, special, ...rules });
  return () => practitioner.put(path, usual);
}

/** They agree on an appointment, and each has opened its chat. */
export async function agreeAndOpenChat(client: Person, doctor: Person): Promise<void> {
  await doctor.open('/');
  await askForAppointment(client, 'A rash that itches');
  await doctor.home.requests.confirm(client.who.name);
  await client.appointment.is('Confirmed');
  await client.appointment.openChat.click();
  await expect(client.thread.composer).toBeVisible();
  await doctor.openRoom(await client.room());
}
