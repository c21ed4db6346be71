import { Emergencies } from '../../pages/emergencies';
import { FITNESS_ADMIN, unique } from '../../support/people';
import { fits, isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';
import type { Person } from '../../support/person';

interface Alert {
  id: string;
}

async function raise(patient: Person, text: string): Promise<Alert> {
  const answer = await patient.post('emergencies', { text });
  expect(answer.status(), 'raising').toBe(201);
  return (await answer.json()) as Alert;
}

async function resolve(doctor: Person, { id }: Alert, outcome: string): Promise<void> {
  expect((await doctor.post(`emergencies/${id}/take`, {})).ok(), 'taking').toBe(true);
  expect((await doctor.post(`emergencies/${id}/resolve`, { outcome })).ok(), 'resolving').toBe(true);
}

test('a long alert leaves Take within reach on a phone, on the home and above the conversations', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor({ phone: true, still: true })];
  const desk = new Emergencies(doctor.page);
  const begins = unique('It began at noon');
  const alert = await raise(patient, `${begins}\n${'It hurts more and more.\n'.repeat(60)}`);
  const waiting = desk.of(patient.who.name, begins);
  for (const path of ['/', '/chat']) {
    await doctor.open(path);
    await expect(waiting.getByRole('button', { name: 'Take', exact: true }), path).toBeInViewport({ ratio: 1 });
    await fits(doctor.page);
    await isAccessible(doctor.page);
  }
  const height = async () => (await waiting.locator('.emergency__text').boundingBox())?.height ?? 0;
  const cut = await height();
  await waiting.getByRole('button', { name: 'More', exact: true }).click();
  await expect(waiting.getByRole('button', { name: 'Less', exact: true })).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(height).toBeGreaterThan(cut);
  await waiting.getByRole('button', { name: 'Less', exact: true }).click();
  await expect.poll(height).toBe(cut);
  await resolve(doctor, alert, 'It went away');
});

test('what waits is first, with what to do meanwhile, and what is over is a line', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer({ phone: true, still: true }), await cast.doctor()];
  const { own } = new Emergencies(patient.page);
  const [first, second, waiting] = [unique('My arm is numb'), unique('My leg is numb'), unique('My chest hurts')];
  await resolve(doctor, await raise(patient, first), 'The arm was asleep');
  await resolve(doctor, await raise(patient, second), 'The leg was asleep');
  await patient.open('/');
  await expect(own, 'the newest that is over').toContainText('The leg was asleep');
  await expect(own).not.toContainText('The arm was asleep');

  const alert = await raise(patient, waiting);
  await expect(own).toContainText(new RegExp(`^${waiting}.*Stay near your phone.*Resolved: ${second}.*Resolved: ${first}`));
  await expect(own.getByText('Stay near your phone.')).toBeInViewport({ ratio: 1 });
  await expect(own).not.toContainText('The leg was asleep');
  await expect(own.getByRole('button', { name: 'Dismiss' })).toHaveCount(2);
  await fits(patient.page);
  await isAccessible(patient.page);
  await own.getByRole('button', { name: 'More', exact: true }).first().click();
  await expect(own).toContainText('The leg was asleep');
  await resolve(doctor, alert, 'It was the stairs');
  await expect(own).toContainText('It was the stairs');
});

test('an admin comes to all emergencies from the home and from Admin, where there are any', async ({ cast }) => {
  const [admin, other] = [await cast.admin(), await cast.join(FITNESS_ADMIN)];
  const sections = (person: Person) => person.page.getByRole('navigation', { name: 'Admin' });
  await admin.open('/');
  await new Emergencies(admin.page).queue.getByRole('link', { name: 'All emergencies' }).click();
  await expect(admin.page).toHaveURL('/admin/emergencies');
  await sections(admin).getByRole('link', { name: 'People' }).click();
  await sections(admin).getByRole('link', { name: 'Emergencies' }).click();
  await expect(admin.page.getByRole('heading', { name: 'Emergencies', level: 1 })).toBeVisible();
  await expect(sections(admin).getByRole('link', { name: 'Emergencies' })).toHaveAttribute('aria-current', 'page');
  await fits(admin.page);
  await isAccessible(admin.page);

  await other.open('/people');
  await expect(sections(other).getByRole('link', { name: 'People' })).toBeVisible();
  await expect(sections(other).getByRole('link', { name: 'Emergencies' })).toHaveCount(0);
});
