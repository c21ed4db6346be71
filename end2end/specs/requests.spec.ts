import type { Cast } from '../support/cast';
import type { Person } from '../support/person';
import { askForAppointment } from '../support/stories';
import { expect, test } from '../support/test';

/** A patient has asked for an appointment, and the doctor looks at what is asked of them. */
async function askedAt(path: string, cast: Cast): Promise<{ patient: Person; doctor: Person }> {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await askForAppointment(patient, 'Sore throat', 3);
  await doctor.open(path);
  return { patient, doctor };
}

/** Somebody else asks, and the doctor's list is read anew. */
async function anotherAsks(cast: Cast, doctor: Person): Promise<void> {
  const before = await doctor.home.requests.region.innerText();
  await askForAppointment(await cast.newcomer(), 'Earache', 5);
  await expect.poll(() => doctor.home.requests.region.innerText(), 'it was heard of').not.toBe(before);
}

for (const path of ['/', '/appointments']) {
  test(`another time that is being chosen at ${path} stays while somebody else asks`, async ({ cast }) => {
    const { patient, doctor } = await askedAt(path, cast);
    await doctor.home.requests.proposeAnotherTime(patient.who.name);
    const { mover } = doctor.appointment;
    const note = mover.getByRole('textbox', { name: 'Note to the other (optional)' });
    await expect(mover).toContainText('Times are yours: ');
    await note.fill('I am at the hospital that morning');
    await mover.getByRole('group', { name: 'Date' }).getByRole('button').nth(6).click();
    const time = mover.getByRole('group', { name: 'Available times' }).getByRole('button').last();
    await time.click();
    const name = (await time.innerText()).trim();

    await anotherAsks(cast, doctor);
    await expect(note).toHaveValue('I am at the hospital that morning');
    await expect(time).toHaveAttribute('aria-pressed', 'true');
    await mover.getByRole('button', { name: 'Propose', exact: true }).click();
    await expect(mover).toHaveCount(0);
    const proposed = patient.page.getByRole('group', { name: 'Proposed time' });
    await expect(proposed).toContainText(name);
    const request = doctor.home.requests.by(patient.who.name);
    await expect(request, 'the list says so').toContainText(new RegExp(`You proposed .*, ${name}\\.`));
    await expect(patient.appointment.history).toContainText('I am at the hospital that morning');
  });
}

test('why a request is declined is typed to its end while somebody else asks', async ({ cast }) => {
  const { patient, doctor } = await askedAt('/', cast);
  const { requests } = doctor.home;
  await requests.thinkOfDeclining(patient.who.name);
  await requests.decision.reason.fill('I am away until May');
  await anotherAsks(cast, doctor);
  await expect(requests.decision.reason).toHaveValue('I am away until May');
  await requests.decision.make('Decline');
  await patient.appointment.is('Declined');
  await expect(patient.appointment.main).toContainText('I am away until May');
});
