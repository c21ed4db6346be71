import { Emergencies } from '../../pages/emergencies';
import { answered } from '../../support/answers';
import { DOCTOR, OTHER_DOCTOR, PET_PARENT, VETERINARIAN, unique } from '../../support/people';
import { fits, isAccessible } from '../../support/sight';
import { agreeAndOpenChat } from '../../support/stories';
import { expect, test } from '../../support/test';

for (const phone of [false, true]) {
  test(`an alert, from the press to Resolve, ${phone ? 'on a phone' : 'on a desktop'}`, async ({ cast }) => {
    test.slow();
    const patient = await cast.newcomer({ phone, still: true });
    const [doctor, other] = [await cast.doctor({ phone, still: true }), await cast.join(OTHER_DOCTOR)];
    const [own, desk, otherDesk] = [new Emergencies(patient.page), new Emergencies(doctor.page), new Emergencies(other.page)];
    patient.device.watch.allowStatus(422);
    for (const { device } of [doctor, other]) device.watch.allowStatus(409);
    await doctor.open('/');
    await other.open('/chat');
    await patient.open('/');
    await expect(doctor.navigation.connection).toHaveText('Online');
    await expect(other.navigation.connection).toHaveText('Online');

    await own.button.click();
    await expect(own.dialog).toContainText('112');
    await expect(own.text).toBeFocused();
    await isAccessible(patient.page);
    await fits(patient.page);
    await own.send.click();
    await expect(own.text).toHaveAccessibleDescription('Please say in a few words what is happening.');
    const text = unique('My chest hurts');
    await own.text.fill(text);
    await own.send.click();
    await expect(patient.page, 'to where it is talked about').toHaveURL(/\/patient\/chat\/[0-9a-f-]{36}$/);
    await expect(patient.page.getByRole('heading', { name: 'Emergency', exact: true }).first(), 'without their own name').toBeVisible();
    await expect(patient.thread.message(text)).toContainText('Urgent');
    await expect(own.own).toContainText(/Sent \d\d:\d\d to every doctor/);
    await expect(own.own).toContainText('Stay near your phone. If it gets worse, call 112.');
    await expect(own.own.getByRole('link', { name: 'Open chat' }), 'it is open').toHaveCount(0);

    const [waiting, otherWaiting] = [desk.of(patient.who.name, text), otherDesk.of(patient.who.name, text)];
    await expect(waiting, 'without reloading').toBeVisible();
    await expect(otherWaiting).toBeVisible();
    await expect(desk.banner).toContainText(patient.who.name);
    await isAccessible(doctor.page);
    await fits(doctor.page);
    await desk.seen.click();
    await expect(desk.seen).toHaveCount(0);
    await expect(own.own).toContainText('seen by 1 doctor');

    // Both press at once: one has it, and the other sees who.
    const takes = [waiting, otherWaiting].map((one) => one.getByRole('button', { name: 'Take', exact: true }));
    await Promise.all(takes.map((take) => take.click({ timeout: 5_000 }).catch(() => undefined)));
    await expect(own.own).toContainText('has taken it');
    const isDoctors = (await own.own.textContent())!.includes(DOCTOR.name);
    const [winner, loser] = isDoctors ? [waiting, otherWaiting] : [otherWaiting, waiting];
    const [winners, name] = isDoctors ? [desk, DOCTOR.name] : [otherDesk, OTHER_DOCTOR.name];
    await expect(loser).toContainText(`${name} has taken it`);
    await expect(loser.getByRole('button', { name: 'Take', exact: true })).toHaveCount(0);
    await expect(loser.getByRole('button', { name: 'Resolve' })).toHaveCount(0);

    await expect(winner.getByRole('link', { name: 'Open chat' })).toBeVisible();
    await winners.resolve(winner, 'The ambulance is there');
    await expect(winner).toHaveCount(0);
    await expect(own.own).toContainText('Resolved');
    await expect(own.own).toContainText('The ambulance is there');
    await isAccessible(patient.page);
    await answered(patient.page, 'dismiss-emergency', () => own.dismiss.click());
    await expect(own.own).toHaveCount(0);
    await patient.device.reload();
    await expect(own.own, 'dismissed for good').toHaveCount(0);

    await doctor.open('/emergencies');
    await isAccessible(doctor.page);
    await fits(doctor.page);
    await doctor.page.getByRole('link', { name: patient.who.name }).first().click();
    const happened = doctor.page.getByRole('region', { name: 'What happened' });
    await expect(happened.getByRole('listitem').last()).toHaveText(new RegExp(`${name} resolved it.*\\d\\d:\\d\\d:\\d\\d$`));
    await isAccessible(doctor.page);
    await fits(doctor.page);
  });
}

test('how it ended is dismissed on every device, and is back where the server could not be told', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  const [own, desk] = [new Emergencies(patient.page), new Emergencies(doctor.page)];
  await doctor.open('/');
  await patient.open('/');
  const text = unique('My arm is numb');
  await own.raise(text);
  await patient.open('/');
  await expect(own.own.getByRole('link', { name: 'Open chat' })).toBeVisible();
  const waiting = desk.of(patient.who.name, text);
  await desk.take(waiting);
  await desk.resolve(waiting, 'It was asleep');
  await expect(own.own).toContainText('It was asleep');

  await patient.device.goOffline();
  await own.dismiss.click();
  await expect(own.own.getByRole('alert')).toBeVisible();
  await expect(own.own).toContainText('It was asleep');
  await patient.device.goOnline();
  await answered(patient.page, 'dismiss-emergency', () => own.dismiss.click());
  await expect(own.own).toHaveCount(0);
  await patient.device.reload();
  await expect(own.own).toHaveCount(0);
});

test('Seen is of the alert that is shown, and the next one is shown', async ({ cast }) => {
  const [patient, neighbour, doctor] = [await cast.newcomer(), await cast.newcomer(), await cast.doctor({ phone: true })];
  const [own, others] = [new Emergencies(patient.page), new Emergencies(neighbour.page)];
  const desk = new Emergencies(doctor.page);
  await doctor.open('/appointments');
  await doctor.navigation.isConnected();
  const [earlier, later] = [unique('It burns'), unique('It swells')];
  await patient.open('/');
  await own.raise(earlier);
  await expect(desk.banner).toContainText(earlier);
  await neighbour.open('/');
  await others.raise(later);
  await expect(desk.banner).toContainText(later);
  await fits(doctor.page);
  const [seen, show] = [await desk.seen.boundingBox(), await desk.show.boundingBox()];
  expect(seen?.y, 'in one row').toBe(show?.y);

  await desk.seen.click();
  await expect(desk.banner).toContainText(earlier);
  await expect(others.own).toContainText('seen by 1 doctor');
  await expect(own.own).not.toContainText('seen by');
  await desk.seen.click();
  await expect(own.own).toContainText('seen by 1 doctor');
  await expect(desk.seen).toHaveCount(0);
  await desk.show.click();
  await expect(doctor.page, 'to all, where there are several').toHaveURL('/doctor/emergencies');

  await doctor.open('/');
  for (const waiting of [desk.of(patient.who.name, earlier), desk.of(neighbour.who.name, later)]) {
    await desk.take(waiting);
    await desk.resolve(waiting, 'Cooled');
  }
});

test('what could not be sent is said at once, kept, and sent with the next press', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer({ phone: true }), await cast.doctor()];
  const [own, desk] = [new Emergencies(patient.page), new Emergencies(doctor.page)];
  await patient.open('/');
  await doctor.open('/');
  await patient.device.goOffline();
  await own.button.click();
  const text = unique('He does not wake up');
  await own.text.fill(text);
  await own.send.click();
  await expect(own.dialog.getByRole('alert')).toContainText('was not sent');
  await expect(own.dialog.getByRole('alert')).toContainText('112');
  await expect(own.text).toHaveValue(text);
  await patient.device.goOnline();
  await own.send.click();
  await expect(own.dialog).toBeHidden();
  const waiting = desk.of(patient.who.name, text);
  await expect(waiting).toHaveCount(1);
  await desk.take(waiting);
  await desk.resolve(waiting, 'He woke up');
  await expect(waiting).toHaveCount(0);
});

test('a message that is marked urgent calls every doctor', async ({ cast }) => {
  // In a room of their own: whoever takes it comes into the room.
  const [patient, doctor, other] = [await cast.newcomer(), await cast.doctor(), await cast.join(OTHER_DOCTOR)];
  const desk = new Emergencies(other.page);
  await agreeAndOpenChat(patient, doctor);
  await other.open('/');
  const text = unique('It bleeds again');
  await patient.page.getByRole('button', { name: 'Urgent', exact: true }).click();
  await expect(patient.page.getByText('every doctor of the practice is told at once')).toBeVisible();
  await patient.thread.say(text);
  await expect(patient.thread.message(text)).toContainText('Urgent');
  const waiting = desk.of(patient.who.name, text);
  await expect(waiting.getByRole('link', { name: 'Open chat' }), 'it is not his room yet').toHaveCount(0);
  await desk.take(waiting);
  await waiting.getByRole('link', { name: 'Open chat' }).click();
  await expect(other.thread.message(text)).toBeVisible();
  await desk.resolve(desk.of(patient.who.name, text), 'Bandaged');
});

test('whoever comes reads what they have to know of the client', async ({ cast }) => {
  const known = [
    { client: await cast.patient(), helper: await cast.doctor(), says: [/\d\d years/, 'Blood group: A+', 'Allergies: '] },
    { client: await cast.join(PET_PARENT), helper: await cast.join(VETERINARIAN, { phone: true }), says: ['Nelli', 'Pulla'] },
  ];
  for (const { client, helper, says } of known) {
    const [own, desk] = [new Emergencies(client.page), new Emergencies(helper.page)];
    await helper.open('/');
    await helper.navigation.isConnected();
    await client.open('/');
    const text = unique('Something was swallowed');
    await own.raise(text);
    const waiting = desk.of(client.who.name, text);
    for (const words of says) await expect(waiting).toContainText(words);
    await isAccessible(helper.page);
    await fits(helper.page);
    await desk.take(waiting);
    await desk.resolve(waiting, 'It came out again');
  }
});

test('where there are no emergencies there is no button', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.device.open('/settings/profile');
  await expect(new Emergencies(patient.page).button, 'on every page').toBeVisible();
  const doctor = await cast.doctor();
  await doctor.open('/');
  await expect(new Emergencies(doctor.page).button).toHaveCount(0);
});
