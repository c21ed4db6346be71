import { Emergencies } from '../../pages/emergencies';
import { DOCTOR, OTHER_DOCTOR, unique } from '../../support/people';
import { fits, isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

test('whoever cannot go on gives it back, and another takes it', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor({ phone: true, still: true })];
  const other = await cast.join(OTHER_DOCTOR);
  const [own, desk, otherDesk] = [new Emergencies(patient.page), new Emergencies(doctor.page), new Emergencies(other.page)];
  await doctor.open('/');
  await other.open('/');
  for (const { navigation } of [doctor, other]) await navigation.isConnected();
  await patient.open('/');
  const text = unique('My chest hurts');
  await own.raise(text);
  const [taken, waiting] = [desk.of(patient.who.name, text), otherDesk.of(patient.who.name, text)];
  await desk.take(taken);
  await expect(own.own).toContainText(`${DOCTOR.name} has taken it`);
  await expect(waiting.getByRole('button', { name: 'Give back' }), 'it is not his').toHaveCount(0);

  await taken.getByRole('button', { name: 'Give back' }).click();
  const dialog = doctor.page.getByRole('dialog', { name: 'Give this emergency back?' });
  await expect(dialog).toContainText(patient.who.name);
  await isAccessible(doctor.page);
  await fits(doctor.page);
  await dialog.getByRole('button', { name: 'Give back' }).click();
  await expect(dialog).toBeHidden();
  await expect(own.own).toContainText(/told again \d\d:\d\d: every other doctor/);
  await expect(taken.getByRole('button', { name: 'Give back' })).toHaveCount(0);
  await expect(otherDesk.banner, 'it calls anew').toContainText(text);

  await otherDesk.take(waiting);
  await expect(own.own).toContainText(`${OTHER_DOCTOR.name} has taken it`);
  await otherDesk.resolve(waiting, 'It was heartburn');
});
