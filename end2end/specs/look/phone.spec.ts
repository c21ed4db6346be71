import { DOCTOR, unique } from '../../support/people';
import { fits, isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

test('on a phone one goes from the list to the thread and back, and to its details', async ({ cast }) => {
  const patient = await cast.patient({ phone: true, still: true });
  const room = await patient.room();
  const { conversations, thread } = patient;
  await patient.open('/chat');
  await expect(conversations.list).toBeVisible();
  await expect(thread.composer).not.toBeVisible();

  await conversations.open(room);
  await expect(conversations.list).not.toBeVisible();
  await expect(thread.messages.last()).toBeInViewport();
  const words = unique('With one thumb');
  await thread.composer.fill(words);
  await thread.send.tap();
  await expect(thread.message(words)).toBeInViewport();

  await thread.details.tap();
  await expect(thread.context).toBeVisible();
  await expect(thread.context).toContainText(DOCTOR.name);
  await expect(thread.log).not.toBeVisible();
  await fits(patient.page);
  await isAccessible(patient.page);
  await thread.closeContext.tap();
  await expect(thread.message(words)).toBeInViewport();

  await thread.back.tap();
  await expect(conversations.list).toBeVisible();
  await expect(patient.page).toHaveURL('/patient/chat');
});

test('on a phone the browser’s own way back works, too', async ({ cast }) => {
  const patient = await cast.patient({ phone: true });
  await patient.open('/');
  await patient.navigation.chat.tap();
  await patient.conversations.open(await patient.room());
  await expect(patient.thread.composer).toBeVisible();
  await patient.page.goBack();
  await expect(patient.conversations.list).toBeVisible();
  await patient.page.goBack();
  await expect(patient.page).toHaveURL('/patient');
});

test('what can be tapped is at least 44 px high', async ({ cast }) => {
  const patient = await cast.patient({ phone: true });
  for (const path of ['/', '/chat', `/chat/${(await patient.room()).id}`, '/appointments', '/book']) {
    await patient.open(path);
    const low = await patient.page.locator('button:visible, nav a:visible, a.button:visible, select:visible').evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120)),
    );
    expect.soft(low, path).toEqual([]);
  }
});

test('on a phone a message is answered and reacted to with a thumb', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient({ phone: true, still: true }), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  const [question, answer] = [unique('Can you bend it?'), unique('Half way')];
  await doctor.thread.say(question);
  const message = patient.thread.message(question);
  await message.tap();
  await message.getByRole('button', { name: 'React', exact: true }).tap();
  await message.getByRole('button', { name: '👍', exact: true }).tap();
  await expect(doctor.thread.message(question).getByRole('button', { name: /^👍 1/ })).toBeVisible();
  await message.tap();
  await message.getByRole('button', { name: 'Reply', exact: true }).tap();
  await patient.thread.composer.fill(answer);
  await patient.thread.send.tap();
  await expect(doctor.thread.message(answer).locator('.quote')).toContainText(question);
  await fits(patient.page);
});
