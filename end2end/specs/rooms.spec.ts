import { DOCTOR, OTHER_DOCTOR, OTHER_PATIENT, PATIENT, unique } from '../support/people';
import type { Person } from '../support/person';
import { fits, isAccessible } from '../support/sight';
import { expect, test } from '../support/test';

test('a conversation with one person is opened by choosing them, once', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  await doctor.open('/chat');
  await patient.open('/chat');
  const { newConversation } = patient;
  await newConversation.open();
  await expect(newConversation.person(OTHER_PATIENT.name)).toHaveCount(0);
  await newConversation.search.fill('imani');
  await newConversation.person(DOCTOR.name).click();
  await expect(patient.thread.composer).toBeVisible();
  const words = unique('A question');
  await patient.thread.say(words);
  await expect(doctor.conversations.rows.first()).toContainText(words);
  const here = patient.page.url();

  await patient.open('/chat');
  await newConversation.open();
  await newConversation.person(DOCTOR.name).click();
  await expect(patient.page).toHaveURL(here);
});

test('a group is opened, and everybody in it sees what becomes of it', async ({ cast }) => {
  const [doctor, patient] = [await cast.doctor(), await cast.patient()];
  const [title, later] = [unique('Knees'), unique('Both knees')];
  await patient.open('/chat');
  await doctor.open('/chat');
  await doctor.newConversation.openGroup(title, [PATIENT.name]);
  const row = patient.conversations.rows.filter({ hasText: title });
  await expect(row).toBeVisible();
  await row.getByRole('link').click();
  await expect(patient.details.members).toHaveCount(2);

  await doctor.details.add(OTHER_DOCTOR.name);
  await expect(patient.details.member(OTHER_DOCTOR.name)).toBeVisible();
  await expect(patient.thread.log).toContainText(`${DOCTOR.name} added ${OTHER_DOCTOR.name}.`);
  await expect(patient.details.addPeople).toHaveCount(0);

  await doctor.details.renameTo(later);
  await expect(patient.conversations.rows.filter({ hasText: later })).toBeVisible();
  await expect(patient.page.getByRole('heading', { name: later }).first()).toBeVisible();

  await doctor.details.letAllAdd.click();
  await expect(patient.details.addPeople).toBeVisible();
  await doctor.details.remove(OTHER_DOCTOR.name);
  await expect(patient.details.members).toHaveCount(2);

  await doctor.details.end.click();
  await doctor.details.confirm('End this conversation?', 'End');
  await expect(patient.thread.ended).toBeVisible();
  await expect(patient.conversations.rows.filter({ hasText: later })).toContainText('Ended');
});

test('a practitioner ends what an appointment opened, and reads that the appointment stays', async ({ cast }) => {
  const [doctor, patient] = [await cast.doctor(), await cast.patient()];
  const room = await doctor.room();
  await patient.openRoom(room);
  await expect(patient.details.mute).toBeVisible();
  await expect(patient.details.end).toHaveCount(0);

  await doctor.openRoom(room);
  await expect(doctor.thread.about).toContainText('Appointment');
  await doctor.details.end.click();
  const dialog = doctor.page.getByRole('dialog', { name: 'End this conversation?' });
  await expect(dialog).toContainText('The appointment stays as it is.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(doctor.thread.ended).toHaveCount(0);
});

test('whoever is removed is taken to the list, on every device', async ({ cast }) => {
  const [doctor, patient, phone] = [await cast.doctor(), await cast.patient(), await cast.patient({ phone: true })];
  const title = unique('Not for all');
  await patient.open('/chat');
  await phone.open('/chat');
  await doctor.open('/chat');
  await doctor.newConversation.openGroup(title, [PATIENT.name, OTHER_DOCTOR.name]);
  for (const device of [patient, phone]) {
    await device.conversations.rows.filter({ hasText: title }).getByRole('link').click();
    await expect(device.thread.composer).toBeVisible();
  }
  // What a page still asks of the room by then is refused.
  for (const { device } of [patient, phone]) device.watch.allowStatus(404);
  await doctor.details.remove(PATIENT.name);
  const told = ({ page }: Person) => page.getByRole('status').filter({ hasText: `You were removed from ${title}.` });
  await Promise.all([patient, phone].map((device) => expect(told(device), 'and is told why').toBeVisible()));
  for (const device of [patient, phone]) {
    await expect(device.page).toHaveURL('/patient/chat');
    await expect(device.conversations.list).toBeVisible();
    await expect(device.conversations.rows.filter({ hasText: title })).toHaveCount(0);
  }
});

test('whoever was removed while away is taken to the list when they are back', async ({ cast }) => {
  const [doctor, patient] = [await cast.doctor(), await cast.patient()];
  const title = unique('Gone meanwhile');
  await patient.open('/chat');
  await doctor.open('/chat');
  await doctor.newConversation.openGroup(title, [PATIENT.name]);
  await patient.conversations.rows.filter({ hasText: title }).getByRole('link').click();
  await expect(patient.thread.composer).toBeVisible();
  await patient.device.goOffline();
  await doctor.details.remove(PATIENT.name);
  await expect(doctor.details.members).toHaveCount(1);
  await patient.device.goOnline();
  await expect(patient.page).toHaveURL('/patient/chat');
  await expect(patient.conversations.rows.filter({ hasText: title })).toHaveCount(0);
});

test('leaving a group takes one to the list, and passes the group on', async ({ cast }) => {
  const [doctor, patient] = [await cast.doctor(), await cast.patient()];
  const title = unique('To be left');
  await patient.open('/chat');
  await doctor.open('/chat');
  await doctor.newConversation.openGroup(title, [PATIENT.name]);
  await patient.conversations.rows.filter({ hasText: title }).getByRole('link').click();
  await doctor.details.leave.click();
  await doctor.details.confirm('Leave this group?', 'Leave');
  await expect(doctor.page).toHaveURL('/doctor/chat');
  await expect(doctor.conversations.rows.filter({ hasText: title })).toHaveCount(0);
  await expect(patient.thread.log).toContainText(`${DOCTOR.name} left.`);
  await expect(patient.details.rename).toBeVisible();
});

test('a muted conversation does not count, on any device of that person', async ({ cast }) => {
  const [doctor, patient, phone] = [await cast.doctor(), await cast.patient(), await cast.patient({ phone: true })];
  const title = unique('Too loud');
  await patient.open('/chat');
  await phone.open('/chat');
  await doctor.open('/chat');
  await doctor.newConversation.openGroup(title, [PATIENT.name]);
  const row = (device: typeof phone) => device.conversations.rows.filter({ hasText: title });
  await row(patient).getByRole('link').click();
  await patient.details.mute.click();
  await expect(patient.details.mute).toHaveAttribute('aria-checked', 'true');
  await expect(row(phone)).toContainText('Muted');
  await expect(row(patient)).toContainText('Muted');

  await patient.open('/');
  const name = await phone.navigation.chat.getAttribute('aria-label');
  const words = unique('Hello hello');
  await doctor.thread.say(words);
  await expect(row(phone)).toContainText(words);
  await expect(row(phone)).toContainText('1 unread');
  await expect(phone.navigation.chat).toHaveAttribute('aria-label', name!);
  await row(phone).getByRole('link').click();
  await phone.thread.details.click();
  await phone.details.mute.click();
  await expect(phone.details.mute).toHaveAttribute('aria-checked', 'false');
  await phone.details.mute.click();
});

test('what one types into the dialogs can be wrong, and says so there', async ({ cast }) => {
  const doctor = await cast.doctor();
  doctor.device.watch.allowStatus(422);
  await doctor.open('/chat');
  const { newConversation } = doctor;
  await newConversation.open();
  await newConversation.group.click();
  await newConversation.create.click();
  await expect(newConversation.dialog).toContainText('Please give it a title.');
  await newConversation.title.fill('Nobody in it');
  await newConversation.create.click();
  await expect(newConversation.dialog).toContainText('Choose at least one other person.');
});

test('on a phone a group is opened and managed with one thumb', async ({ cast }) => {
  const doctor = await cast.doctor({ phone: true, still: true });
  const title = unique('By thumb');
  await doctor.open('/chat');
  const { newConversation, details, thread } = doctor;
  await newConversation.open();
  await fits(doctor.page);
  await isAccessible(doctor.page);
  await doctor.page.keyboard.press('Escape');
  await expect(newConversation.dialog).toBeHidden();
  await newConversation.openGroup(title, [PATIENT.name]);
  await thread.details.tap();
  await expect(details.members).toHaveCount(2);
  await fits(doctor.page);
  await isAccessible(doctor.page);
  await details.add(OTHER_DOCTOR.name);
  await expect(details.members).toHaveCount(3);
});

test('by keyboard alone a group is opened, and the focus comes back from the dialog', async ({ cast }) => {
  const doctor = await cast.doctor();
  const { keyboard } = doctor.page;
  const title = unique('By keys');
  const { newConversation } = doctor;
  await doctor.open('/chat');
  await newConversation.button.focus();
  await keyboard.press('Enter');
  await expect(newConversation.dialog).toBeVisible();
  await keyboard.press('Escape');
  await expect(newConversation.dialog).toBeHidden();
  await expect(newConversation.button).toBeFocused();

  await keyboard.press('Enter');
  await expect(newConversation.search).toBeFocused();
  await keyboard.press('Shift+Tab');
  await expect(newConversation.group).toBeFocused();
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await expect(newConversation.title).toBeFocused();
  await keyboard.type(title);
  await newConversation.search.focus();
  await keyboard.type('noor');
  const found = newConversation.dialog.getByRole('list', { name: 'People' }).getByRole('button');
  await expect(found).toHaveCount(1);
  await expect(newConversation.person(PATIENT.name)).toBeVisible();
  await keyboard.press('Tab');
  await expect(newConversation.person(PATIENT.name)).toBeFocused();
  await keyboard.press('Space');
  await expect(newConversation.person(PATIENT.name)).toHaveAttribute('aria-pressed', 'true');
  await newConversation.title.focus();
  await keyboard.press('Enter');
  await expect(newConversation.dialog).toBeHidden();
  await expect(doctor.page).toHaveTitle(new RegExp(title));
  await isAccessible(doctor.page);
});

test('a conversation that is not in the list yet is found by its name', async ({ cast }) => {
  const doctor = await cast.doctor();
  const title = unique('Zoë');
  await doctor.open('/chat');
  await doctor.newConversation.openGroup(title, [PATIENT.name]);
  await doctor.conversations.search.fill(title.replace('ë', 'e'));
  await expect(doctor.conversations.rows).toHaveCount(1);
  await expect(doctor.conversations.rows).toContainText(title);
});
