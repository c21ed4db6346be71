import { Emergencies } from '../../pages/emergencies';
import { OTHER_DOCTOR, unique } from '../../support/people';
import { fits, isAccessible } from '../../support/sight';
import { agreeAndOpenChat } from '../../support/stories';
import { expect, test } from '../../support/test';
import type { Person } from '../../support/person';

async function cry(patient: Person, text: string): Promise<void> {
  await patient.page.getByRole('button', { name: 'Urgent', exact: true }).click();
  await patient.thread.say(text);
  await expect(patient.thread.message(text)).toContainText('Urgent');
}

test('what is urgent once more joins the emergency, and calls whoever is to come', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor({ still: true })];
  const other = await cast.join(OTHER_DOCTOR, { still: true });
  const [own, desk, otherDesk] = [new Emergencies(patient.page), new Emergencies(doctor.page), new Emergencies(other.page)];
  await agreeAndOpenChat(patient, doctor);
  await doctor.open('/');
  await other.open('/');
  const [first, second, third] = [unique('It bleeds'), unique('It bleeds more'), unique('It does not stop')];

  await cry(patient, first);
  await expect(desk.banner).toContainText(first);
  await desk.seen.click();
  await expect(desk.seen).toHaveCount(0);
  await expect(own.own).toContainText('seen by 1 doctor');
  await cry(patient, second);
  await expect(desk.banner).toContainText(second);
  await expect(desk.seen, 'it rings anew').toBeVisible();
  await expect(otherDesk.banner).toContainText(second);
  const one = otherDesk.of(patient.who.name, first);
  await expect(one).toContainText(second);
  await expect(otherDesk.queue.getByRole('article', { name: new RegExp(`^${patient.who.name}`) })).toHaveCount(1);
  await isAccessible(other.page);
  await fits(other.page);
  await expect(own.own).toContainText(/sent again \d\d:\d\d/);

  await otherDesk.take(one);
  await expect(desk.banner).toHaveCount(0);
  await expect(otherDesk.banner).toHaveCount(0);
  await cry(patient, third);
  await expect(otherDesk.banner, 'for whoever took it').toContainText(third);
  await expect(desk.of(patient.who.name, first)).toContainText(third);
  await expect(desk.banner, 'and nobody else').toHaveCount(0);
  await isAccessible(other.page);
  await otherDesk.show.click();
  await expect(other.thread.message(third)).toBeVisible();
  await otherDesk.seen.click();
  await expect(otherDesk.banner).toHaveCount(0);

  await other.open('/emergencies');
  await other.page.getByRole('link', { name: patient.who.name }).first().click();
  const happened = other.page.getByRole('region', { name: 'What happened' });
  await expect(happened).toContainText(`${patient.who.name} wrote again: “${third}”; 1 person was told`);
  await isAccessible(other.page);
  await fits(other.page);
  await otherDesk.resolve(other.page.getByRole('region', { name: 'The alert' }), 'Bandaged');
  await expect(own.own).toContainText('Resolved');
});
