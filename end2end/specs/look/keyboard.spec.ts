import type { Locator } from '@playwright/test';
import { PASSWORD, PATIENT, unique } from '../../support/people';
import type { Person } from '../../support/person';
import { askForAppointment } from '../../support/stories';
import { expect, test } from '../../support/test';

/** Presses Tab until the focus is there. */
async function tabTo(person: Person, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await person.page.keyboard.press('Tab');
  }
  await expect(target, 'reached with Tab').toBeFocused();
}

test('by keyboard alone one signs in, opens a conversation and writes', async ({ cast }) => {
  const visitor = await cast.visitor();
  const { keyboard } = visitor.page;
  await visitor.device.open('/sign-in');
  await tabTo(visitor, visitor.signInPage.email);
  await keyboard.type(PATIENT.email);
  await tabTo(visitor, visitor.signInPage.password);
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await expect(visitor.page).toHaveURL('/patient');
  await visitor.device.isAlive();

  await tabTo(visitor, visitor.navigation.chat);
  await keyboard.press('Enter');
  await expect(visitor.page).toHaveURL('/patient/chat');
  const room = await visitor.room();
  await tabTo(visitor, visitor.conversations.row(room).getByRole('link'));
  await keyboard.press('Enter');
  await expect(visitor.thread.composer).toBeVisible();
  await tabTo(visitor, visitor.thread.composer);
  const words = unique('Without a mouse');
  await keyboard.type(words);
  await keyboard.press('Enter');
  await visitor.thread.tickIs(words, 'Sent');
});

test('by keyboard alone one scrolls through a conversation', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  await expect(patient.thread.messages.last()).toBeInViewport();
  await patient.thread.log.focus();
  await expect(patient.thread.log).toBeFocused();
  await patient.page.keyboard.press('PageUp');
  await expect(patient.thread.messages.last()).not.toBeInViewport();
});

test('the first stop leads past the navigation', async ({ cast }) => {
  const patient = await cast.patient();
  for (const path of ['/', '/appointments', '/chat']) {
    await patient.open(path);
    await patient.page.keyboard.press('Tab');
    await expect(patient.page.getByRole('link', { name: 'To the page' })).toBeFocused();
    await patient.page.keyboard.press('Enter');
    await patient.page.keyboard.press('Tab');
    const isInside = () => document.getElementById('main')?.contains(document.activeElement);
    await expect.poll(() => patient.page.evaluate(isInside), path).toBe(true);
  }
});

test('where what has the focus goes, the focus goes to what is around it', async ({ cast }) => {
  const [patient, doctor] = [await cast.newcomer(), await cast.doctor()];
  await askForAppointment(patient, 'Stiff neck', 4);
  await doctor.open('/');
  const { requests } = doctor.home;
  await requests.by(patient.who.name).getByRole('button', { name: 'Confirm', exact: true }).press('Enter');
  await expect(requests.by(patient.who.name)).toHaveCount(0);
  const isInside = () => document.activeElement!.closest('main') !== null;
  await expect.poll(() => doctor.page.evaluate(isInside)).toBe(true);
});
