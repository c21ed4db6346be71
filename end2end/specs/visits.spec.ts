import { OTHER_DOCTOR, unique } from '../support/people';
import type { Person } from '../support/person';
import { isAccessible } from '../support/sight';
import { expect, test } from '../support/test';
import { agree, MINUTE, moves, verySoon } from '../support/visits';

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
