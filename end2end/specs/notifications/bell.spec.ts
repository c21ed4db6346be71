import { unique } from '../../support/people';
import type { Person } from '../../support/person';
import { fits, isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

/** A doctor who has read all, at any page but the room, and a patient who is about to write. */
async function quietBefore(patient: Person, doctor: Person) {
  const room = await patient.room();
  await doctor.read(room);
  await doctor.open('/appointments');
  await doctor.navigation.isConnected();
  await doctor.bell.clear();
  await patient.openRoom(room);
  return room;
}

test('the bell counts the same on two devices, in the tab too, and leads to the very message', async ({ cast }) => {
  const [patient, desk, phone] = [await cast.patient(), await cast.doctor(), await cast.doctor({ phone: true })];
  const room = await quietBefore(patient, desk);
  await phone.open('/');
  await phone.bell.shows(0);
  const words = unique('It has come back');
  await patient.thread.say(words);
  await desk.bell.shows(1);
  await phone.bell.shows(1);
  await phone.device.reload();
  await phone.bell.shows(1);

  await desk.bell.open();
  await desk.bell.item(words).getByRole('link').click();
  await expect(desk.page).toHaveURL(new RegExp(`/chat/${room.id}`));
  await expect(desk.thread.message(words)).toBeInViewport();
  await expect(desk.bell.panel).toBeHidden();
  await desk.bell.shows(0);
  await phone.bell.shows(0);
});

test('what is marked read or removed on one device is so on the other', async ({ cast }) => {
  const [patient, desk, phone] = [await cast.patient(), await cast.doctor(), await cast.doctor({ phone: true })];
  await quietBefore(patient, desk);
  await phone.device.open('/notifications');
  const words = unique('Can I call you?');
  await patient.thread.say(words);
  const row = phone.page.getByRole('main').getByRole('listitem').filter({ hasText: words });
  await expect(row).toContainText('Unread');
  await desk.bell.open();
  await desk.bell.markAll.click();
  await desk.bell.shows(0);
  await phone.bell.shows(0);
  await expect(row).not.toContainText('Unread');

  await desk.bell.item(words).getByRole('button', { name: /^Remove: / }).click();
  await expect(desk.bell.item(words)).toHaveCount(0);
  await expect(row).toHaveCount(0);
});

test('one alone is marked read, on every device', async ({ cast }) => {
  const [patient, desk, phone] = [await cast.patient(), await cast.doctor(), await cast.doctor({ phone: true })];
  await quietBefore(patient, desk);
  await phone.device.open('/notifications');
  const words = unique('When do you open?');
  await patient.thread.say(words);
  const row = phone.page.getByRole('main').getByRole('listitem').filter({ hasText: words });
  await expect(row).toContainText('Unread');
  await desk.bell.open();
  const mark = desk.bell.item(words).getByRole('button', { name: /^Mark read: / });
  await mark.click();
  await expect(mark).toHaveCount(0);
  await expect(desk.bell.list, 'the keyboard stays here').toBeFocused();
  for (const { bell } of [desk, phone]) await bell.shows(0);
  await expect(row).not.toContainText('Unread');
});

test('the bell opens by key, closes with Escape or beside it, and gives the focus back', async ({ cast }) => {
  const doctor = await cast.doctor();
  await doctor.open('/appointments');
  const { bell, page } = doctor;
  await bell.button.focus();
  await page.keyboard.press('Enter');
  await expect(bell.panel).toBeVisible();
  await expect(bell.panel.getByRole('heading', { name: 'Notifications' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(bell.panel.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bell.panel).toBeHidden();
  await expect(bell.button).toBeFocused();
  await bell.open();
  await page.mouse.click(1100, 60);
  await expect(bell.panel).toBeHidden();
  await bell.open();
  await bell.seeAll.click();
  await expect(page).toHaveURL('/notifications');
  await expect(bell.panel).toBeHidden();
});

test('a toast says what came elsewhere, and is quiet about the room that is open', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await quietBefore(patient, doctor);
  const words = unique('Are you there?');
  await patient.thread.say(words);
  const toast = doctor.bell.toast(words);
  await expect(toast).toBeVisible();
  await toast.getByRole('link').click();
  await expect(doctor.page).toHaveURL(new RegExp(`/chat/${room.id}`));
  await expect(toast).toHaveCount(0);
  const more = unique('Good to see you');
  await patient.thread.say(more);
  await expect(doctor.thread.message(more)).toBeVisible();
  await patient.thread.tickIs(more, 'Read');
  await expect(doctor.bell.toasts).toHaveCount(0);

  await doctor.open('/appointments');
  await doctor.navigation.isConnected();
  const last = unique('One thing more');
  await patient.thread.say(last);
  await doctor.bell.toast(last).getByRole('button', { name: 'Dismiss' }).click();
  await expect(doctor.bell.toasts).toHaveCount(0);
  await doctor.bell.shows(1);
});

test('a toast goes when its thing is opened by another way, on any device', async ({ cast }) => {
  const [patient, desk, phone] = [await cast.patient(), await cast.doctor(), await cast.doctor({ phone: true })];
  const room = await quietBefore(patient, desk);
  await phone.open('/appointments');
  await phone.navigation.isConnected();
  const words = unique('Where are you?');
  await patient.thread.say(words);
  // A toast that somebody is at does not go by itself.
  for (const { bell } of [desk, phone]) await bell.toast(words).getByRole('link').focus();
  await desk.bell.open();
  await desk.bell.item(words).getByRole('link').click();
  await expect(desk.thread.message(words)).toBeVisible();
  await expect(desk.bell.toasts).toHaveCount(0, { timeout: 5_000 });
  await expect(phone.bell.toasts).toHaveCount(0);

  await desk.open('/chat');
  await desk.navigation.isConnected();
  const more = unique('I am here');
  await patient.thread.say(more);
  await desk.bell.toast(more).getByRole('link').focus();
  await desk.conversations.open(room);
  await expect(desk.thread.message(more)).toBeVisible();
  await expect(desk.bell.toasts).toHaveCount(0, { timeout: 5_000 });
});

test('a page that nobody is at has shown nothing to anybody', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  await quietBefore(patient, doctor);
  const shown: { id: string }[] = [];
  doctor.page.on('request', (request) => {
    if (!request.url().endsWith('/fn/notifications-shown')) return;
    shown.push(...(request.postDataJSON() as { shown: { id: string }[] }).shown);
  });
  // Three minutes go by.
  await doctor.page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 3 * 60_000;
  });
  const words = unique('Is anybody there?');
  await patient.thread.say(words);
  await doctor.bell.shows(1);
  const bell = await doctor.get<{ items: { id: string; body: string }[] }>('notifications');
  const id = bell.items.find(({ body }) => body === words)?.id;
  expect(id, 'it is in the bell').toBeDefined();

  // Somebody is back: what comes now they see. It has the id of the one that it takes the place of.
  await doctor.page.mouse.move(300, 300);
  const more = unique('Hello?');
  await patient.thread.say(more);
  await expect(doctor.bell.toast(more)).toBeVisible();
  await expect.poll(() => shown.filter((one) => one.id === id).length).toBeGreaterThan(0);
  expect(shown.filter((one) => one.id === id), 'and not the one before').toHaveLength(1);
});

for (const phone of [false, true]) {
  test(`the bell can be seen, heard and reached ${phone ? 'on a phone' : 'at a desk'}`, async ({ cast }) => {
    const [patient, doctor] = [await cast.patient(), await cast.doctor({ phone, still: true })];
    await quietBefore(patient, doctor);
    const words = unique('How are you?');
    await patient.thread.say(words);
    await expect(doctor.bell.toast(words)).toContainText(patient.who.name);
    await isAccessible(doctor.page);
    await doctor.bell.open();
    await expect(doctor.bell.item(words)).toContainText('Unread');
    await isAccessible(doctor.page);
    await fits(doctor.page);
    await doctor.page.keyboard.press('Escape');
    await expect(doctor.bell.panel).toBeHidden();
  });
}
