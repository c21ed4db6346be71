import { resolve } from 'node:path';
import type { Cast } from '../support/cast';
import * as people from '../support/people';
import type { DemoPerson } from '../support/people';
import type { Person } from '../support/person';
import { expect, test } from '../support/test';
import { agree, MINUTE, verySoon } from '../support/visits';

/** Takes the pictures of the README's walkthrough. Run by `make pictures`, not by the tests. */
const FOLDER = resolve(__dirname, '../../docs/walkthrough');

interface Visit {
  kind: string;
  client: DemoPerson;
  practitioner: DemoPerson;
  reason: string;
  asks: string;
  answers: string;
}

const VISITS: Visit[] = [
  {
    kind: 'clinic',
    client: people.PATIENT,
    practitioner: people.DOCTOR,
    reason: 'A rash on my left arm that has been itching since Monday',
    asks: 'Shall I bring the cream I am using?',
    answers: 'Yes please, and a list of everything else you take.',
  },
  {
    kind: 'veterinary',
    client: people.PET_PARENT,
    practitioner: people.VETERINARIAN,
    reason: 'She has been limping since our walk yesterday',
    asks: 'Should she fast before the visit?',
    answers: 'No need. Keep her calm, and carry her up the stairs.',
  },
  {
    kind: 'tutoring',
    client: people.STUDENT,
    practitioner: people.TUTOR,
    reason: 'I get lost when fractions have unknowns in them',
    asks: 'Can we go through exercise 14 together?',
    answers: 'Gladly. Try the first two steps before we meet.',
  },
  {
    kind: 'fitness',
    client: people.MEMBER,
    practitioner: people.TRAINER,
    reason: 'I would like to check my form on deadlifts',
    asks: 'Shall I bring my belt?',
    answers: 'Leave it at home for this one, we start light.',
  },
];

async function take(person: Person, name: string): Promise<void> {
  await expect(person.page.locator('.skeleton')).toHaveCount(0);
  await person.page.screenshot({ path: `${FOLDER}/${name}.jpg`, type: 'jpeg', quality: 82, animations: 'disabled' });
}

for (const visit of VISITS) {
  test(`a visit: ${visit.kind}`, async ({ cast }) => {
    test.setTimeout(4 * MINUTE);
    const client = await cast.join(visit.client, { still: true });
    const practitioner = await cast.join(visit.practitioner, { still: true });
    await book(client, visit);
    await take(client, `${visit.kind}-1-booking`);
    expect(await client.booking.ask()).toBe('requested');
    const { pathname: appointment } = new URL(client.page.url());

    await practitioner.open('/');
    await expect(practitioner.home.requests.by(visit.client.name).first()).toBeVisible();
    await take(practitioner, `${visit.kind}-2-requests`);
    await practitioner.home.requests.by(visit.client.name).first().getByRole('button', { name: 'Confirm' }).click();
    await client.appointment.is('Confirmed');

    await talk(cast, client, practitioner, visit);
    await move(client, appointment, visit);
    await complete(practitioner, client, visit);
  });
}

async function book(client: Person, visit: Visit): Promise<void> {
  await client.open('/book');
  await client.booking.choosePractitioner(visit.practitioner.name);
  await client.booking.chooseType();
  await client.booking.chooseTime(2);
  await client.booking.reason.fill(visit.reason);
}

async function talk(cast: Cast, client: Person, practitioner: Person, visit: Visit): Promise<void> {
  await client.appointment.openChat.click();
  await expect(client.thread.composer).toBeVisible();
  const room = new URL(client.page.url()).pathname.split('/').at(-1) ?? '';
  await client.thread.composer.fill(visit.asks);
  await client.thread.composer.press('Enter');
  await practitioner.openRoom({ id: room });
  await expect(practitioner.thread.log).toContainText(visit.asks);
  await practitioner.thread.composer.fill(visit.answers);
  await practitioner.thread.composer.press('Enter');
  await expect(client.thread.log).toContainText(visit.answers);
  await take(practitioner, `${visit.kind}-3-conversation`);

  const phone = await cast.join(visit.client, { phone: true, still: true });
  await phone.openRoom({ id: room });
  await expect(phone.thread.log).toContainText(visit.answers);
  await take(phone, `${visit.kind}-4-phone`);
}

async function move(client: Person, appointment: string, visit: Visit): Promise<void> {
  await client.device.open(appointment);
  await client.appointment.is('Confirmed');
  await client.appointment.chooseOtherTime('Reschedule', 3);
  await client.appointment.is('Requested');
  await take(client, `${visit.kind}-5-moved`);
}

/** Another one, since it takes until a visit has begun. */
async function complete(practitioner: Person, client: Person, visit: Visit): Promise<void> {
  await practitioner.open(await agree(practitioner, client, verySoon()));
  await expect(practitioner.appointment.deed('Complete')).toBeVisible({ timeout: 2 * MINUTE });
  await practitioner.appointment.deed('Complete').click();
  await practitioner.appointment.decision.make('Complete', 'Thank you for coming, and get in touch any time.');
  await practitioner.appointment.is('Completed');
  await take(practitioner, `${visit.kind}-6-completed`);
}

test('a course, a week, a card and the people of a practice', async ({ cast }) => {
  const tutor = await cast.join(people.TUTOR, { still: true });
  await tutor.open('/courses');
  await tutor.page.getByRole('main').getByRole('link').first().click();
  await expect(tutor.page).toHaveURL(/\/courses\/./);
  await take(tutor, 'tutoring-7-course');

  const trainer = await cast.join(people.TRAINER, { still: true });
  await trainer.open('/appointments?view=week');
  await take(trainer, 'fitness-7-week');

  const veterinarian = await cast.join(people.VETERINARIAN, { still: true });
  await veterinarian.open('/clients');
  await veterinarian.page.getByRole('link', { name: new RegExp(people.PET_PARENT.name) }).first().click();
  await expect(veterinarian.page).toHaveURL(/\/clients\/./);
  await take(veterinarian, 'veterinary-7-card');

  const admin = await cast.admin({ still: true });
  await admin.open('/people');
  await take(admin, 'clinic-7-people');
});
