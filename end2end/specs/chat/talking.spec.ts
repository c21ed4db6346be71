import { DOCTOR, OTHER_DOCTOR, PATIENT, unique } from '../../support/people';
import { groupOf } from '../../support/rooms';
import { expect, test } from '../../support/test';

/** Last seen is told of those who have been here at all. */
const AWAY = /last seen|offline/i;

test.describe('in their room, a patient and a doctor', () => {
  test('talk, each seeing at once what the other says', async ({ cast }) => {
    const [patient, doctor] = [await cast.patient(), await cast.doctor()];
    const room = await patient.room();
    await patient.openRoom(room);
    await doctor.openRoom(room);

    const [question, answer] = [unique('Is it better with food?'), unique('Yes, with a little.')];
    await patient.thread.say(question);
    await expect(doctor.thread.message(question)).toBeVisible();
    await doctor.thread.say(answer);
    await expect(patient.thread.message(answer)).toBeVisible();

    await expect(patient.thread.by('You').filter({ hasText: question })).toHaveCount(1);
    await expect(patient.thread.by(DOCTOR.name).filter({ hasText: answer })).toHaveCount(1);
    await expect(doctor.thread.by('You').filter({ hasText: answer })).toHaveCount(1);
    await expect(doctor.thread.by(PATIENT.name).filter({ hasText: question })).toHaveCount(1);
  });

  test('find what they said when they come back', async ({ cast }) => {
    const patient = await cast.patient();
    const room = await patient.room();
    await patient.openRoom(room);
    const words = unique('Kept for later');
    await patient.thread.say(words);
    await patient.thread.tickIs(words, 'Sent');
    await patient.device.reload();
    await expect(patient.thread.message(words)).toHaveCount(1);
    await expect(patient.thread.message(words)).toBeInViewport();
  });

  test('see the other typing, until they send or stop', async ({ cast }) => {
    const [patient, doctor] = [await cast.patient(), await cast.doctor()];
    const room = await patient.room();
    await patient.openRoom(room);
    await doctor.openRoom(room);
    // Typing is told only to those who have the room open by then.
    const first = unique('Are you there?');
    await patient.thread.say(first);
    await patient.thread.tickIs(first, 'Read');

    const words = unique('It itches');
    await patient.thread.composer.pressSequentially(words);
    await expect(doctor.thread.typing).toHaveAccessibleName(`${PATIENT.name} is typing`);
    await patient.thread.composer.press('Enter');
    await expect(doctor.thread.message(words)).toBeVisible();
    await expect(doctor.thread.typing).toHaveCount(0);

    await patient.thread.composer.pressSequentially('On second thought');
    await expect(doctor.thread.typing).toBeVisible();
    await expect(doctor.thread.typing).toHaveCount(0);
    await patient.thread.composer.clear();
  });

  test('see when the other comes and goes', async ({ cast }) => {
    const patient = await cast.patient();
    await patient.openRoom(await patient.room());
    await expect(patient.thread.about).toContainText(AWAY);
    const doctor = await cast.doctor();
    await doctor.open('/');
    await expect(patient.thread.about).toContainText('Online');
    await cast.leave(doctor);
    await expect(patient.thread.about).toContainText(/last seen/i);
  });

  test('stay online while one of two devices is', async ({ cast }) => {
    const [patient, desk, phone] = [await cast.patient(), await cast.doctor(), await cast.doctor({ phone: true })];
    await desk.open('/');
    await phone.open('/');
    await patient.openRoom(await patient.room());
    await expect(patient.thread.about).toContainText('Online');
    await cast.leave(desk);
    const words = unique('Still there?');
    await patient.thread.say(words);
    await patient.thread.tickIs(words, 'Delivered');
    await expect(patient.thread.about).toContainText('Online');
  });
});

test.describe('the composer', () => {
  test('sends with Enter and breaks the line with Shift+Enter', async ({ cast }) => {
    const [patient, doctor] = [await cast.patient(), await cast.doctor()];
    const room = await patient.room();
    await patient.openRoom(room);
    await doctor.openRoom(room);
    const first = unique('Two things');
    await patient.thread.composer.fill(first);
    await patient.thread.composer.press('Shift+Enter');
    await patient.thread.composer.pressSequentially('and the second');
    await expect(patient.thread.composer).toHaveValue(`${first}\nand the second`);
    await expect(patient.thread.message(first)).toHaveCount(0);
    await patient.thread.composer.press('Enter');
    await expect.poll(() => doctor.thread.texts(first)).toEqual([`${first}\nand the second`]);
  });

  test('sends with its button', async ({ cast }) => {
    const patient = await cast.patient();
    await patient.openRoom(await patient.room());
    const words = unique('By the button');
    await patient.thread.composer.fill(words);
    await patient.thread.send.click();
    await expect(patient.thread.message(words)).toBeVisible();
    await expect(patient.thread.composer).toHaveValue('');
  });

  test('sends nothing when nothing is written', async ({ cast }) => {
    const patient = await cast.patient();
    const room = await patient.room();
    await patient.openRoom(room);
    await patient.thread.composer.fill('  \n ');
    await patient.thread.composer.press('Enter');
    const words = unique('After nothing');
    await patient.thread.say(words);
    await patient.thread.tickIs(words, 'Sent');
    expect((await patient.room()).lastNumber).toBe(room.lastNumber + 1);
  });

  test('may be left with the browser’s way back while one writes', async ({ cast }) => {
    const patient = await cast.patient();
    const room = await patient.room();
    await patient.open('/chat');
    await patient.conversations.open(room);
    await patient.thread.composer.pressSequentially('Half a thought');
    await patient.page.goBack();
    await expect(patient.thread.composer).toHaveCount(0);
    await patient.conversations.open(room);
    await expect(patient.thread.composer).toHaveValue('Half a thought');
    await patient.thread.composer.clear();
  });

  test('refuses more than 8,000 characters and keeps them', async ({ cast }) => {
    // In a room of their own: what is longer than a screen is not read by opening the room.
    const [doctor, patient] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
    const room = await groupOf(doctor, unique('A novel'), patient);
    await patient.openRoom(room);
    const novel = unique('x'.repeat(8_000));
    await patient.thread.composer.fill(novel);
    await patient.thread.composer.press('Enter');
    await expect(patient.thread.error).toContainText('8,000');
    await expect(patient.thread.composer).toHaveValue(novel);
    expect(await patient.history(room)).toEqual([]);

    await patient.thread.composer.fill(novel.slice(-8_000));
    await patient.thread.composer.press('Enter');
    await expect(patient.thread.composer).toHaveValue('');
    await expect.poll(() => patient.history(room)).toEqual([novel.slice(-8_000)]);
  });
});

test('markup in a message is text', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await doctor.openRoom(room);
  await patient.openRoom(room);
  const words = unique('<b>bold</b> <img src="/x" onerror="alert(1)"> &amp; <script>alert(2)</script>');
  await patient.thread.say(words);
  for (const person of [patient, doctor]) {
    await expect.poll(() => person.thread.texts(words)).toEqual([words]);
    await expect(person.thread.message(words).locator('b, script, img[src="/x"]')).toHaveCount(0);
    await person.device.reload();
    await expect.poll(() => person.thread.texts(words)).toEqual([words]);
  }
});

test('an address in a message is a link that tells the other site nothing', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  const mark = unique('see');
  await patient.thread.say(`${mark} https://example.org/a?b=1&c=2. And javascript:alert(1) or http:// alone`);
  const links = patient.thread.message(mark).getByRole('link');
  await expect(links).toHaveCount(1);
  await expect(links).toHaveText('https://example.org/a?b=1&c=2');
  await expect(links).toHaveAttribute('href', 'https://example.org/a?b=1&c=2');
  await expect(links).toHaveAttribute('rel', /noopener/);
});
