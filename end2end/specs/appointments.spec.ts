import { DOCTOR, unique } from '../support/people';
import { isAccessible } from '../support/sight';
import { agreeAndOpenChat, askForAppointment } from '../support/stories';
import { expect, test } from '../support/test';

test('a patient asks, the doctor confirms, and the two talk', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await doctor.open('/');
  await expect(doctor.home.requests.region).toBeVisible();

  await patient.open('/');
  await patient.home.book.click();
  await patient.booking.choosePractitioner(DOCTOR.name);
  await patient.booking.chooseType();
  const time = await patient.booking.chooseTime(1);
  await patient.booking.reason.fill('A rash that itches');
  expect(await patient.booking.ask()).toBe('requested');
  await patient.appointment.is('Requested');
  await expect(patient.appointment.main).toContainText(time.slice(0, 5));

  const request = doctor.home.requests.by(patient.who.name);
  await expect(request).toContainText('A rash that itches');
  await doctor.home.requests.confirm(patient.who.name);
  await expect(request).toHaveCount(0);
  await patient.appointment.is('Confirmed');

  await patient.appointment.openChat.click();
  await expect(patient.page).toHaveURL(/\/patient\/chat\//);
  const [question, answer] = [unique('May I use the cream?'), unique('Yes, twice a day.')];
  await patient.thread.say(question);
  await doctor.openRoom(await patient.room());
  await expect(doctor.thread.message(question)).toBeVisible();
  await doctor.thread.say(answer);
  await expect(patient.thread.message(answer)).toBeVisible();
});

test('the doctor declines, and the time is free again', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await doctor.open('/appointments');
  await patient.open('/book');
  await patient.booking.choosePractitioner(DOCTOR.name);
  await patient.booking.chooseType();
  const time = await patient.booking.chooseTime(2);
  await patient.booking.reason.fill('Travel advice');
  expect(await patient.booking.ask()).toBe('requested');

  const why = unique('We have no vaccine until May');
  await doctor.appointments.requests.decline(patient.who.name, why);
  await expect(doctor.appointments.requests.by(patient.who.name)).toHaveCount(0);
  await patient.appointment.is('Declined');
  await expect(patient.appointment.main).toContainText(why);
  await expect(patient.appointment.openChat).toHaveCount(0);

  await patient.open('/book');
  await patient.booking.choosePractitioner(DOCTOR.name);
  await patient.booking.chooseType();
  expect(await patient.booking.chooseTime(2, time)).toBe(time);
});

test('the doctor confirms on the page of the appointment', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await askForAppointment(patient, 'Blood pressure', 3);
  const id = new URL(patient.page.url()).pathname.split('/').at(-1);
  await doctor.open(`/appointments/${id}`);
  await doctor.appointment.is('Requested');
  await doctor.appointment.confirm();
  await doctor.appointment.is('Confirmed');
  await expect(doctor.appointment.openChat).toBeVisible();
  await expect(doctor.appointment.deed('Complete'), 'before it has begun').toHaveCount(0);
  await patient.appointment.is('Confirmed');
});

test('an admin reads who meets whom, and is led to the patient and to no chat', async ({ cast }) => {
  const [patient, doctor, admin] = [await cast.newcomer(), await cast.doctor(), await cast.admin()];
  await askForAppointment(patient, 'Blood pressure', 3);
  const id = new URL(patient.page.url()).pathname.split('/').at(-1);
  await doctor.open(`/appointments/${id}`);
  await doctor.appointment.confirm();
  await expect(doctor.appointment.openChat).toBeVisible();
  await expect(doctor.appointment.names).toHaveText(patient.who.name);

  await admin.open(`/appointments/${id}`);
  await admin.appointment.is('Confirmed');
  await expect(admin.appointment.names).toHaveText(`${patient.who.name} with ${DOCTOR.name}`);
  await expect(admin.appointment.openChat).toHaveCount(0);
  await expect(admin.appointment.conversation).toHaveCount(0);
  await isAccessible(admin.page);
  await admin.appointment.names.getByRole('link', { name: patient.who.name }).click();
  await expect(admin.page).toHaveURL(/\/admin\/clients\//);
});

test('what the doctor is choosing and typing stays while the patient changes the appointment', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await askForAppointment(patient, 'Blood pressure', 3);
  const id = new URL(patient.page.url()).pathname.split('/').at(-1);
  await doctor.open(`/appointments/${id}`);
  await doctor.appointment.note.fill('Please bring your list of medicines');
  await doctor.appointment.deed('Propose another time').click();
  const { mover } = doctor.appointment;
  const note = mover.getByRole('textbox', { name: 'Note to the other (optional)' });
  await note.fill('I am at the hospital that morning');

  const when = doctor.page.locator('main .page__head p');
  const before = await when.innerText();
  await patient.appointment.chooseOtherTime('Reschedule', 4);
  await expect(when, 'it was heard of').not.toHaveText(before);
  await expect(note).toHaveValue('I am at the hospital that morning');
  await mover.getByRole('button', { name: 'Back' }).click();
  await expect(mover).toHaveCount(0);
  await expect(doctor.appointment.note).toHaveValue('Please bring your list of medicines');
  await doctor.appointment.confirm();
  await doctor.appointment.is('Confirmed');
  await expect(doctor.appointment.note, 'it was said').toHaveCount(0);
  await expect(doctor.appointment.history).toContainText('Please bring your list of medicines');
});

test('who thinks twice has not cancelled', async ({ cast }) => {
  const patient = await cast.newcomer();
  await askForAppointment(patient, 'Migraine', 4);
  const { decision } = patient.appointment;
  await patient.appointment.deed('Cancel appointment').click();
  await isAccessible(patient.page);
  await decision.reason.fill('I feel better');
  await decision.back.click();
  await expect(decision.dialog).toHaveCount(0);
  await patient.device.reload();
  await patient.appointment.is('Requested');
});

test('a file given with the request is seen by both, also beside the conversation', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await patient.open('/book');
  await patient.booking.choosePractitioner(DOCTOR.name);
  await patient.booking.chooseType();
  await patient.booking.chooseTime(4);
  await patient.booking.reason.fill('A letter from the hospital');
  const chooser = patient.page.waitForEvent('filechooser');
  await patient.page.getByRole('button', { name: 'Add a photo or document' }).click();
  await (await chooser).setFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('three times a day') });
  const tray = patient.page.getByRole('list', { name: 'Attachments' });
  await expect(tray.getByRole('listitem')).toHaveCount(1);
  await expect(tray.getByRole('progressbar')).toHaveCount(0);
  expect(await patient.booking.ask()).toBe('requested');
  await expect(patient.appointment.files).toContainText('letter.txt');

  await doctor.open(`/appointments/${new URL(patient.page.url()).pathname.split('/').at(-1)}`);
  const path = await doctor.appointment.files.getByRole('link', { name: /letter/ }).getAttribute('href');
  expect(await (await doctor.page.request.get(path ?? '')).text()).toBe('three times a day');
  await doctor.appointment.confirm();
  await doctor.appointment.openChat.click();
  const beside = doctor.thread.context.getByRole('region', { name: 'Files of the appointment' });
  await expect(beside).toContainText('letter.txt');
});

test('a patient reads until when they may cancel, and whom to call once it is too late', async ({ cast }) => {
  const [patient, doctor, admin] = [await cast.newcomer(), await cast.doctor(), await cast.admin()];
  await askForAppointment(patient, 'Blood test', 3);
  await doctor.open(`/appointments/${new URL(patient.page.url()).pathname.split('/').at(-1)}`);
  await doctor.appointment.confirm();
  await patient.appointment.is('Confirmed');
  await expect(patient.appointment.main).toContainText('You may cancel or move this until');
  await expect(patient.appointment.note, 'nothing to say it with').toHaveCount(0);

  const rules = await admin.get<object>('appointment-rules');
  await admin.put('appointment-rules', { ...rules, cancellationHours: 720 });
  try {
    await patient.device.reload();
    await expect(patient.appointment.main).toContainText('It is too late to cancel or move this here.');
    await expect(patient.appointment.deed('Cancel appointment')).toHaveCount(0);
    await isAccessible(patient.page);
  } finally {
    await admin.put('appointment-rules', rules);
  }
});

test('the list shows each appointment with its state, and leads to it', async ({ cast }) => {
  const patient = await cast.newcomer();
  await askForAppointment(patient, 'Follow-up', 4);
  await patient.navigation.appointments.click();
  const card = patient.appointments.with(DOCTOR.name, 'Requested');
  await expect(card).toHaveCount(1);
  await card.getByRole('link').first().click();
  await expect(patient.page).toHaveURL(/\/patient\/appointments\/[0-9a-f-]{36}$/);
  await patient.appointment.is('Requested');
  await expect(patient.appointment.main).toContainText('Follow-up');
});

test('the demo’s confirmed appointment shows its conversation', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.open('/appointments');
  await patient.appointments.with(DOCTOR.name, 'Confirmed').first().getByRole('link').first().click();
  await patient.appointment.is('Confirmed');
  await expect(patient.appointment.conversation).toBeVisible();
  await patient.appointment.openChat.click();
  await expect(patient.thread.composer).toBeVisible();
});

test('cancelling ends the conversation for both: it can be read, not written', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await agreeAndOpenChat(patient, doctor);
  const words = unique('I may have to cancel');
  await patient.thread.say(words);
  await expect(doctor.thread.message(words)).toBeVisible();

  await patient.open('/appointments');
  await patient.appointments.with(DOCTOR.name, 'Confirmed').getByRole('link').first().click();
  await patient.appointment.cancel();
  await patient.appointment.is('Cancelled');

  await expect(doctor.thread.composer).toHaveCount(0);
  await expect(doctor.thread.ended).toBeVisible();
  await expect(doctor.thread.message(words)).toBeVisible();
  await patient.openRoom(await patient.room('ended'));
  await expect(patient.thread.composer).toHaveCount(0);
  await expect(patient.thread.message(words)).toBeVisible();
});

test('of two who want the same time one gets it, the other keeps what they typed', async ({ cast }) => {
  const both = [await cast.newcomer(), await cast.newcomer()] as const;
  for (const person of both) {
    person.device.watch.allowStatus(409, 422);
    await person.open('/book');
    await person.booking.choosePractitioner(DOCTOR.name);
    await person.booking.chooseType();
    await person.booking.dates.nth(5).click();
    await person.booking.reason.fill(`I am ${person.who.name}`);
  }
  const time = (await both[0].booking.times.first().innerText()).trim();
  await Promise.all(both.map((person) => person.booking.times.filter({ hasText: time }).click()));
  const answers = await Promise.all(
    both.map(({ booking }) =>
      Promise.any([booking.kept.waitFor().then(() => 'kept'), booking.error.waitFor().then(() => 'refused')]),
    ),
  );
  expect([...answers].sort()).toEqual(['kept', 'refused']);
  const [winner, loser] = [both[answers.indexOf('kept')]!, both[answers.indexOf('refused')]!];
  expect(await winner.booking.ask()).toBe('requested');
  await expect(loser.booking.reason).toHaveValue(`I am ${loser.who.name}`);
  await expect(loser.booking.times.filter({ hasText: time })).toHaveCount(0);

  const other = await loser.booking.chooseTime(5);
  expect(other).not.toBe(time);
  await loser.booking.request.click();
  await expect(loser.page).toHaveURL(/\/appointments\//);
  await loser.appointment.is('Requested');
});

test('an appointment of somebody else does not exist', async ({ cast }) => {
  const [patient, other] = [await cast.newcomer(), await cast.newcomer()];
  await askForAppointment(patient, 'Private matter', 6);
  const path = new URL(patient.page.url()).pathname;
  expect(path).toMatch(/\/appointments\/[0-9a-f-]{36}$/);
  other.device.watch.allowStatus(404);
  const answer = await other.device.open(path);
  expect(answer.status()).toBe(404);
  expect(await answer.text()).not.toContain('Private matter');
});
