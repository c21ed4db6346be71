import { unique } from '../../support/people';
import { isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';
import type { Cast } from '../../support/cast';
import type { Person } from '../../support/person';

/** A patient and a doctor, both in their room. */
async function talking(cast: Cast): Promise<[Person, Person]> {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  return [patient, doctor];
}

test('a reply shows the original and leads to it', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  const [question, answer] = [unique('Twice a day?'), unique('Three times')];
  await patient.thread.say(question);
  await doctor.thread.press(question, 'Reply');
  await expect(doctor.page.getByText(`Reply to ${patient.who.name}`)).toBeVisible();
  await doctor.thread.say(answer);
  const reply = patient.thread.message(answer);
  await expect(reply.locator('.quote')).toContainText(question);
  await expect(patient.thread.message(question).getByRole('button', { name: '1 reply' })).toBeVisible();
  await reply.locator('.quote').click();
  await expect(patient.page.locator('.message--found')).toContainText(question);
});

test('reactions are counted with who gave them, and taken back', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  const text = unique('The rash is gone');
  await patient.thread.say(text);
  await doctor.thread.press(text, 'React');
  await doctor.thread.message(text).getByRole('button', { name: '👍', exact: true }).click();
  const reaction = patient.thread.message(text).getByRole('button', { name: `👍 1, by ${doctor.who.name}` });
  await expect(reaction).toBeVisible();
  await reaction.click();
  await expect(doctor.thread.message(text).getByRole('button', { name: /^👍 2, by/ })).toBeVisible();
  await doctor.thread.message(text).getByRole('button', { name: /^👍 2, by/ }).click();
  await expect(patient.thread.message(text).getByRole('button', { name: '👍 1, by You' })).toBeVisible();
});

test('an edited message is marked on both sides, and Escape leaves it as it was', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  const [before, after] = [unique('Bring the lost'), unique('Bring the list')];
  await doctor.thread.say(before);
  await doctor.thread.tickIs(before, 'Read');
  await doctor.thread.press(before, 'Edit');
  const editor = doctor.page.getByRole('textbox', { name: 'Edit message' });
  await expect(editor).toHaveValue(before);
  await editor.press('Escape');
  await expect(editor).toHaveCount(0);
  await doctor.thread.press(before, 'Edit');
  await editor.fill(after);
  await editor.press('Enter');
  await expect(patient.thread.message(after)).toContainText('edited');
  await expect(patient.thread.message(before)).toHaveCount(0);
  await expect(doctor.thread.message(after)).toContainText('edited');

  await expect(patient.thread.message(after).getByRole('button', { name: 'edited' })).toHaveCount(0);
  await doctor.thread.message(after).getByRole('button', { name: 'edited' }).click();
  const earlier = doctor.page.getByRole('dialog', { name: 'Earlier versions' });
  await expect(earlier.getByRole('list', { name: 'Earlier versions' })).toContainText(before);
  await earlier.getByRole('button', { name: 'Close' }).click();
  await expect(earlier).toHaveCount(0);
});

test('a deleted message is gone for everybody and on every device', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  const tablet = await cast.patient();
  await tablet.openRoom(await patient.room());
  const text = unique('Sent to the wrong one');
  await patient.thread.say(text);
  await expect(doctor.thread.message(text)).toBeVisible();
  await patient.thread.press(text, 'Delete');
  const dialog = patient.page.getByRole('dialog', { name: 'Delete this message?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(doctor.thread.message(text)).toBeVisible();
  await patient.thread.press(text, 'Delete');
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  for (const person of [patient, doctor, tablet]) {
    await expect(person.thread.message(text)).toHaveCount(0);
    await expect(person.thread.message('This message was deleted.').last()).toBeVisible();
  }
  await doctor.thread.press('This message was deleted.', 'Earlier versions');
  await expect(doctor.page.getByRole('list', { name: 'Earlier versions' })).toContainText(text);
  await doctor.page.keyboard.press('Escape');
  await expect(doctor.thread.by(patient.who.name).last().getByRole('button', { name: 'Edit' })).toHaveCount(0);
});

test('a link opens the conversation at its message', async ({ cast }) => {
  const [patient] = await talking(cast);
  const room = await patient.room();
  await patient.open(`/chat/${room.id}?message=7`);
  const found = patient.page.locator('.message--found');
  await expect(found).toHaveAttribute('data-number', '7');
  await expect(found).toBeInViewport();
  await patient.page.getByRole('button', { name: 'To the newest message' }).click();
  await expect(patient.thread.messages.last()).toBeInViewport();
});

test('a day can be gone to', async ({ cast }) => {
  const [patient] = await talking(cast);
  await patient.page.getByTitle('Go to a day').last().click();
  await patient.page.getByLabel('Go to a day').fill('2020-01-01');
  await expect(patient.page.locator('.message--found')).toHaveAttribute('data-number', '1');
});

test('a doctor writes a prescription and an assessment, which are shown as cards', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  await expect(patient.page.getByRole('button', { name: 'Message type' })).toHaveCount(0);
  const [medicine, title] = [unique('Ibuprofen'), unique('Sprained ankle')];
  await doctor.page.getByRole('button', { name: 'Message type' }).click();
  await doctor.page.getByRole('button', { name: 'Prescription' }).click();
  const prescription = doctor.page.getByRole('dialog', { name: 'Prescription' });
  await prescription.getByRole('button', { name: 'Send prescription' }).click();
  await expect(prescription.getByRole('alert')).toContainText('The name of the medicine is missing.');
  await prescription.getByLabel('Medicine', { exact: true }).fill(medicine);
  await prescription.getByLabel('Dose').fill('400 mg');
  await prescription.getByRole('button', { name: 'Send prescription' }).click();
  await expect(patient.thread.message(medicine)).toContainText('400 mg');

  await doctor.page.getByRole('button', { name: 'Message type' }).click();
  await doctor.page.getByRole('button', { name: 'Assessment' }).click();
  const assessment = doctor.page.getByRole('dialog', { name: 'Assessment' });
  await assessment.getByLabel('Title').fill(title);
  await assessment.getByLabel('Advice').fill('Rest it.');
  await assessment.getByRole('button', { name: 'Send assessment' }).click();
  await expect(patient.thread.message(title)).toContainText('Rest it.');
});

test('who has read a message is told', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  const text = unique('Have you seen it?');
  await patient.thread.say(text);
  await patient.thread.tickIs(text, 'Read');
  await patient.thread.press(text, 'Read by');
  await expect(patient.page.getByRole('dialog', { name: 'Read by' })).toContainText(doctor.who.name);
});

test('the whole history can be scrolled through, and only a part of it is in the page', async ({ cast }) => {
  const [patient] = await talking(cast);
  const numbers = async () => patient.thread.messages.evaluateAll((all) =>
    all.map((message) => Number((message as HTMLElement).dataset['number'])));
  await expect.poll(async () => {
    await patient.thread.scrollTo(0);
    return Math.min(...await numbers());
  }, { timeout: 60_000 }).toBe(1);
  const shown = await numbers();
  expect(shown.length).toBeLessThanOrEqual(220);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
});

test('with the keyboard alone a message is found, answered and reacted to', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  const text = unique('By keys');
  await doctor.thread.say(text);
  await expect(patient.thread.message(text)).toBeVisible();
  await patient.thread.log.focus();
  await patient.page.keyboard.press('ArrowUp');
  await expect(patient.thread.message(text)).toBeFocused();
  await patient.page.keyboard.press('Tab');
  await expect(patient.page.getByRole('button', { name: 'React', exact: true })).toBeFocused();
  await patient.page.keyboard.press('Enter');
  await patient.thread.message(text).getByRole('button', { name: '❤️', exact: true }).press('Enter');
  await expect(doctor.thread.message(text).getByRole('button', { name: /^❤️ 1/ })).toBeVisible();
});

test('messages and their tools stand up to axe', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  const text = unique('Look closely');
  await doctor.thread.say(text);
  await patient.thread.press(text, 'React');
  await expect(patient.page.getByRole('group', { name: 'Choose a reaction' })).toBeVisible();
  await isAccessible(patient.page);
});

test('a message with the id of another’s stands in its own place, and so does what follows', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  const room = await patient.room();
  const clientId = crypto.randomUUID();
  const [first, second, third] = [unique('Mine'), unique('Not yours'), unique('And on')];
  expect((await patient.post(`chat/messages/${room.id}`, { clientId, kind: 'text', body: first })).status()).toBe(201);
  expect((await doctor.post(`chat/messages/${room.id}`, { clientId, kind: 'text', body: second })).status()).toBe(201);
  await expect(patient.thread.message(second)).toBeVisible();
  await doctor.thread.say(third);
  for (const person of [patient, doctor]) {
    await expect(person.thread.message(third)).toBeVisible();
    for (const text of [first, second, third]) await expect(person.thread.message(text)).toHaveCount(1);
  }
});

test('words of a script that is written from the right begin there', async ({ cast }) => {
  const [patient, doctor] = await talking(cast);
  const text = unique('שלום דוקטור');
  await patient.thread.say(text);
  await expect(doctor.thread.message(text).locator('.message__body')).toHaveCSS('direction', 'rtl');
});
