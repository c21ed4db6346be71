import type { Cast } from '../../support/cast';
import type { DeviceOptions } from '../../support/device';
import { DOCTOR, MEMBER, PET_PARENT, STUDENT, TRAINER, TUTOR, VETERINARIAN } from '../../support/people';
import type { Person } from '../../support/person';
import { fits, isAccessible, isNamed } from '../../support/sight';
import { expect, test } from '../../support/test';

type Arrival = (cast: Cast, device: DeviceOptions) => Promise<Person>;

const as = (join: Arrival, open: (person: Person) => Promise<unknown>): Arrival => async (cast, device) => {
  const person = await join(cast, device);
  await open(person);
  return person;
};
const visitor: Arrival = (cast, device) => cast.visitor(device);
const patient: Arrival = (cast, device) => cast.patient(device);
const doctor: Arrival = (cast, device) => cast.doctor(device);

const PAGES: Record<string, Arrival> = {
  'the front page': as(visitor, (person) => person.device.open('/')),
  'sign-in': as(visitor, (person) => person.device.open('/sign-in')),
  'a refused sign-in': as(visitor, async (person) => {
    person.device.watch.allowStatus(401);
    await person.device.open('/sign-in');
    await person.signInPage.signIn('nobody@clinic.demo', 'nothing at all');
    await expect(person.signInPage.error).toBeVisible();
  }),
  'sign-up': as(visitor, (person) => person.device.open('/sign-up')),
  'a patient’s home': as(patient, (person) => person.open('/')),
  'a patient’s chat': as(patient, (person) => person.open('/chat')),
  'a patient’s room': as(patient, async (person) => person.openRoom(await person.room())),
  'an ended room': as(patient, async (person) => person.openRoom(await person.room('ended'))),
  'a patient’s appointments': as(patient, (person) => person.open('/appointments')),
  'a patient’s appointment': as(patient, async (person) => {
    await person.open('/appointments');
    await person.appointments.openFirst('Confirmed');
    await person.appointment.is('Confirmed');
  }),
  'booking': as(patient, async (person) => {
    await person.open('/book');
    await person.booking.choosePractitioner(DOCTOR.name);
    await person.booking.chooseType();
    await person.booking.chooseTime(1);
  }),
  'the profile': as(patient, (person) => person.device.open('/settings/profile')),
  'tokens': as((cast, device) => cast.newcomer(device), async (person) => {
    await person.device.open('/settings/tokens');
    await person.tokens.add('Calendar', 'Read');
    await person.tokens.row('Calendar').locator('summary').click();
  }),
  'a page that is not there': as(patient, async (person) => {
    person.device.watch.allowStatus(404);
    await person.open('/nothing/here');
  }),
  'a newcomer’s home': as((cast, device) => cast.newcomer(device), (person) => person.open('/')),
  'a newcomer’s chat': as((cast, device) => cast.newcomer(device), (person) => person.open('/chat')),
  'a newcomer’s appointments': as((cast, device) => cast.newcomer(device), (person) => person.open('/appointments')),
  'a doctor’s home': as(doctor, (person) => person.open('/')),
  'a doctor’s room': as(doctor, async (person) => person.openRoom(await person.room())),
  'a doctor’s appointments': as(doctor, (person) => person.open('/appointments')),
  'a doctor’s week': as(doctor, (person) => person.open('/appointments?view=week')),
  'a doctor’s list': as(doctor, (person) => person.open('/appointments?view=list')),
  'a day sheet': as(doctor, (person) => person.open('/day-sheet')),
  'a practice’s calendar': as((cast, device) => cast.admin(device), (person) => person.open('/calendar')),
  'a calendar feed': as((cast, device) => cast.newcomer(device), async (person) => {
    await person.device.open('/settings/calendar');
    await person.page.getByRole('button', { name: 'Make a feed' }).click();
    await expect(person.page.getByLabel('Address of your calendar')).toBeVisible();
  }),
  'an admin’s home': as((cast, device) => cast.admin(device), (person) => person.open('/')),
};

for (const who of [PET_PARENT, VETERINARIAN, STUDENT, TUTOR, MEMBER, TRAINER]) {
  PAGES[`the home of a ${who.slug}`] = as((cast, device) => cast.join(who, device), (person) => person.open('/'));
}

for (const [width, phone] of [['1280 px', false], ['390 px', true]] as const) {
  test.describe(`at ${width}, in light and dark`, () => {
    for (const [name, arrive] of Object.entries(PAGES)) {
      test(`${name} can be seen, heard and reached`, async ({ cast }) => {
        const { page } = await arrive(cast, { phone, still: true });
        await isNamed(page);
        await fits(page);
        await isAccessible(page);
      });
    }
  });
}
