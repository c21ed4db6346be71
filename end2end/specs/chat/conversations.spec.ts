import { OTHER_DOCTOR, STUDENT, TUTOR, unique } from '../../support/people';
import { askForAppointment } from '../../support/stories';
import { expect, test } from '../../support/test';

test('the list leads to a conversation and marks it', async ({ cast }) => {
  const patient = await cast.patient();
  const room = await patient.room();
  await patient.open('/');
  await patient.navigation.chat.click();
  await patient.conversations.open(room);
  await expect(patient.thread.log).toBeVisible();
  await expect(patient.conversations.row(room).getByRole('link')).toHaveAttribute('aria-current', /page|true/);
});

test('a page that is opened again and again comes alive each time', async ({ cast }) => {
  test.slow();
  const patient = await cast.patient();
  const room = await patient.room();
  for (let times = 0; times < 8; times += 1) {
    await patient.openRoom(room);
    await patient.open('/book');
  }
});

test('searching shows the conversations that fit', async ({ cast }) => {
  const tutor = await cast.join(TUTOR);
  await tutor.open('/chat');
  const rows = tutor.conversations.rows;
  const [all, hers] = [await rows.count(), await rows.filter({ hasText: STUDENT.name }).count()];
  expect(all).toBeGreaterThan(hers);
  await tutor.conversations.search.fill('ada');
  await expect(rows).toHaveCount(hers);
  for (const row of await rows.all()) await expect(row).toContainText(STUDENT.name);
  await tutor.conversations.search.fill('nobody is called this');
  await expect(rows).toHaveCount(0);
  await expect(tutor.page.getByRole('main')).toContainText('No conversation is called that.');
  await tutor.conversations.search.clear();
  await expect(rows).toHaveCount(all);
});

test('who has no conversations is told so at the top of the list', async ({ cast }) => {
  const person = await cast.newcomer();
  await person.open('/chat');
  const none = person.page.getByText('No conversations yet');
  await expect(none).toBeVisible();
  const [said, filters] = [await none.boundingBox(), await person.page.getByRole('group', { name: 'Show' }).boundingBox()];
  expect(said!.y - filters!.y).toBeLessThan(240);
});

test('filters show the unread, the active or the ended', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const [active, ended] = [await patient.room('active'), await patient.room('ended')];
  await patient.read(active);
  await patient.open('/chat');
  const { conversations } = patient;
  await conversations.filter('Active');
  await expect(conversations.row(active)).toBeVisible();
  await expect(conversations.row(ended)).toHaveCount(0);
  await conversations.filter('Ended');
  await expect(conversations.row(active)).toHaveCount(0);
  await expect(conversations.row(ended)).toContainText('Ended');
  await conversations.filter('Unread');
  await expect(conversations.row(active)).toHaveCount(0);

  await doctor.openRoom(active);
  await doctor.thread.say(unique('A word for you'));
  await expect(conversations.row(active)).toBeVisible();
  await conversations.filter('All');
  await expect(conversations.row(ended)).toBeVisible();
});

test('a new message moves its conversation to the top, with its words', async ({ cast }) => {
  const [doctor, patient] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  await doctor.open('/');
  await askForAppointment(patient, 'Sore knee', 7, OTHER_DOCTOR.name);
  await doctor.home.requests.confirm(patient.who.name);
  await patient.appointment.is('Confirmed');
  const [newest, older] = [await patient.room(), (await doctor.rooms('active')).find((room) => room.lastNumber > 9)!];

  await doctor.openRoom(older);
  const words = unique('Which knee?');
  await doctor.conversations.open(newest);
  await doctor.thread.say(words);
  await expect(doctor.conversations.rows.first()).toContainText(words);
  await doctor.conversations.open(older);
  const others = unique('And you?');
  await doctor.thread.say(others);
  await expect(doctor.conversations.rows.first()).toContainText(others);
});

test('an ended conversation can be read, not written', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room('ended'));
  await expect(patient.thread.messages.first()).toBeVisible();
  await expect(patient.thread.ended).toBeVisible();
  await expect(patient.thread.composer).toHaveCount(0);
});

test('each room keeps its own draft, over switching and reloading', async ({ cast }) => {
  const tutor = await cast.join(TUTOR);
  const [one, other] = await tutor.rooms('active');
  const [here, there] = [unique('Half a thought'), unique('Another half')];
  await tutor.openRoom(one!);
  await tutor.thread.composer.pressSequentially(here);
  await tutor.conversations.open(other!);
  await expect(tutor.thread.composer).toHaveValue('');
  await tutor.thread.composer.pressSequentially(there);
  await tutor.conversations.open(one!);
  await expect(tutor.thread.composer).toHaveValue(here);
  await tutor.device.reload();
  await expect(tutor.thread.composer).toHaveValue(here);
  await tutor.conversations.open(other!);
  await expect(tutor.thread.composer).toHaveValue(there);

  await tutor.thread.composer.press('Enter');
  await expect(tutor.thread.message(there)).toBeVisible();
  await tutor.device.reload();
  await expect(tutor.thread.composer).toHaveValue('');
  await tutor.conversations.open(one!);
  await tutor.thread.composer.clear();
});
