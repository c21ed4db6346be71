import { STUDENT, TUTOR, unique } from '../support/people';
import { isAccessible } from '../support/sight';
import { expect, test } from '../support/test';

test('words are found in the open conversation, newest first, with the hits marked', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  await patient.openRoom(room);
  await doctor.openRoom(room);
  const mark = unique('Xylo').replaceAll(' ', '');
  const [older, newer] = [`An old word: ${mark}phone`, `And ${mark.toUpperCase()}PHONE again`];
  await patient.thread.say(older);
  await patient.thread.tickIs(older, 'Read');
  await doctor.thread.say(newer);
  await expect(patient.thread.message(newer)).toBeVisible();

  const { search } = patient;
  await search.open();
  await expect(search.box).toBeFocused();
  await search.box.fill(`${mark.toLowerCase()}pho`);
  await expect(search.results).toHaveCount(2);
  await expect(search.results.nth(0)).toContainText(doctor.who.name);
  await expect(search.results.nth(0).locator('mark')).toHaveText(`${mark.toUpperCase()}PHO`);
  await expect(search.results.nth(1)).toContainText('You');
  await expect(search.results.nth(1).locator('mark')).toHaveText(`${mark}pho`);

  await search.results.nth(1).getByRole('link').click();
  await expect(patient.page).toHaveURL(new RegExp(`/chat/${room.id}\\?message=\\d+$`));
});

test('it says when there is nothing, and what is too short is not looked for', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  const { search } = patient;
  await search.open();
  await search.box.fill('q');
  await expect(search.pane).toContainText('Type a word');
  await search.box.fill('zugzwang');
  await expect(search.pane).toContainText('No messages found');
  await search.box.press('Escape');
  await expect(search.box).toHaveCount(0);
  await expect(search.button).toBeFocused();
});

test('many hits come in pages', async ({ cast }) => {
  const tutor = await cast.join(TUTOR);
  const [room] = await tutor.rooms('active');
  const mark = unique('Often').replaceAll(' ', '');
  await tutor.openRoom(room!);
  for (let number = 1; number <= 25; number += 1) await tutor.thread.say(`${mark} ${number}`);
  await tutor.thread.tickIs(`${mark} 25`, 'Sent');
  await tutor.search.open();
  await tutor.search.box.fill(mark);
  await expect(tutor.search.results).toHaveCount(20);
  await tutor.search.more.click();
  await expect(tutor.search.results).toHaveCount(25);
  await expect(tutor.search.more).toHaveCount(0);
});

test('the list of conversations also finds messages, in all rooms', async ({ cast }) => {
  const tutor = await cast.join(TUTOR);
  const room = (await tutor.rooms('active')).find((one) => one.lastNumber > 0)!;
  await tutor.openRoom(room);
  const words = unique('A fraction of a fraction');
  await tutor.thread.say(words);
  await tutor.thread.tickIs(words, 'Sent');
  await tutor.open('/chat');
  const { conversations } = tutor;
  await conversations.search.fill(words.split(' ').at(-1)!);
  await expect(conversations.found).toHaveCount(1);
  await expect(conversations.found).toContainText('You');
  await expect(conversations.found.locator('mark')).toHaveCount(1);
  await conversations.found.getByRole('link').click();
  await expect(tutor.page).toHaveURL(new RegExp(`/chat/${room.id}\\?message=\\d+$`));
  await expect(tutor.thread.log).toBeVisible();
  await conversations.search.clear();
  await expect(conversations.found).toHaveCount(0);
});

test('what a card says and how a file is called are found, and where it stands is shown', async ({ cast }) => {
  const [patient, doctor] = [await cast.patient(), await cast.doctor()];
  const room = await patient.room();
  const mark = unique('Talus').replaceAll(' ', '');
  const payload = { title: 'Sprained ankle', findings: `Swollen.\nThe ${mark} is tender.` };
  const written = { clientId: crypto.randomUUID(), kind: 'assessment', payload };
  expect((await doctor.post(`chat/messages/${room.id}`, written)).status()).toBe(201);
  await patient.openRoom(room);
  const name = `x-ray_${mark}.txt`;
  await patient.thread.attach({ name, mimeType: 'text/plain', buffer: Buffer.from('Side view') });
  const words = unique('From the hospital');
  await patient.thread.say(words);
  await expect(patient.thread.message(words).getByText(name)).toBeVisible();
  await expect(patient.thread.message(words).getByRole('img', { name: /^(Sent|Delivered|Read)$/ })).toBeVisible();

  const { search } = patient;
  await search.open();
  await search.box.fill(mark.toLowerCase());
  await expect(search.results).toHaveCount(2);
  const [file, card] = [search.results.nth(0), search.results.nth(1)];
  await expect(file).toContainText('File');
  await expect(file).toContainText(name);
  await expect(file).not.toContainText(words);
  await expect(file.locator('mark')).toHaveText(mark);
  await expect(card).toContainText('Sprained ankle');
  await expect(card).toContainText(`The ${mark} is tender.`);
  await expect(card.locator('mark')).toHaveText(mark);
  await isAccessible(patient.page);

  await card.getByRole('link').click();
  await expect(patient.page).toHaveURL(new RegExp(`/chat/${room.id}\\?message=\\d+$`));
});

test('an answer that comes late does not replace what was asked since', async ({ cast }) => {
  const student = await cast.join(STUDENT);
  await student.openRoom(await student.room());
  const mark = unique('Twice').replaceAll(' ', '');
  await student.thread.say(`${mark} one`);
  await student.thread.tickIs(`${mark} one`, 'Sent');
  const waiting: (() => void)[] = [];
  await student.page.route('**/fn/search-messages', async (route) => {
    if (route.request().postData()?.includes('zugzwang')) await new Promise<void>((go) => waiting.push(go));
    await route.continue();
  });
  await student.search.open();
  await student.search.box.fill('zugzwang');
  await expect.poll(() => waiting.length).toBe(1);
  await student.search.box.fill(mark);
  await expect(student.search.results).toHaveCount(1);
  const late = student.page.waitForResponse('**/fn/search-messages');
  waiting[0]!();
  await late;
  await expect(student.search.results).toHaveCount(1);
});

test('after an error one can try again', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  const { search } = patient;
  patient.device.watch.allowOutages();
  await patient.page.route('**/fn/search-messages', (route) => route.abort(), { times: 1 });
  await search.open();
  await search.box.fill('zugzwang');
  await search.pane.getByRole('button', { name: 'Try again' }).click();
  await expect(search.pane).toContainText('No messages found');
});

test('on a phone the search takes the place of the thread, and a hit leads back to it', async ({ cast }) => {
  const patient = await cast.patient({ phone: true });
  await patient.openRoom(await patient.room());
  const words = unique('From a phone');
  await patient.thread.say(words);
  await patient.thread.tickIs(words, 'Sent');
  await patient.search.open();
  await expect(patient.thread.log).not.toBeVisible();
  await patient.search.box.fill(words);
  await patient.search.results.first().getByRole('link').click();
  await expect(patient.thread.log).toBeVisible();
  await expect(patient.search.box).toHaveCount(0);
});

test('the search is usable without a mouse, and axe has nothing serious to say', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.openRoom(await patient.room());
  await patient.search.button.focus();
  await patient.page.keyboard.press('Enter');
  await expect(patient.search.box).toBeFocused();
  await patient.page.keyboard.type('the');
  await expect(patient.search.results.first()).toBeVisible();
  await patient.page.keyboard.press('Tab');
  await patient.page.keyboard.press('Tab');
  await expect(patient.search.results.first().getByRole('link')).toBeFocused();
  await isAccessible(patient.page);
});
