import type { Cast } from '../../support/cast';
import { OTHER_DOCTOR, unique } from '../../support/people';
import type { Person } from '../../support/person';
import { groupOf, write } from '../../support/rooms';
import { isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

type Form = 'Assessment' | 'Prescription';

async function inTheirRoom(cast: Cast): Promise<{ client: Person; doctor: Person }> {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Cards'), client);
  await doctor.openRoom(room);
  await client.openRoom(room);
  return { client, doctor };
}

async function openForm(doctor: Person, form: Form) {
  await doctor.page.getByRole('button', { name: 'Message type' }).click();
  await doctor.page.getByRole('group', { name: 'Message type' }).getByRole('button', { name: form }).click();
  const dialog = doctor.page.getByRole('dialog', { name: form });
  await expect(dialog).toBeVisible();
  return dialog;
}

test('an assessment without a title is refused in its form, where all that was written stays', async ({ cast }) => {
  const { client, doctor } = await inTheirRoom(cast);
  const dialog = await openForm(doctor, 'Assessment');
  const findings = unique('Swollen and warm');
  await dialog.getByLabel('Findings').fill(findings);
  await dialog.getByLabel('Follow-up').fill('In a week, see https://ankle.example.');
  await dialog.getByRole('button', { name: 'Send assessment' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'The title is missing.' })).toBeVisible();
  await isAccessible(doctor.page);
  await dialog.getByLabel('Title').fill('x'.repeat(201));
  await dialog.getByRole('button', { name: 'Send assessment' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'The title has at most 200 characters.' })).toBeVisible();
  await expect(dialog.getByLabel('Findings')).toHaveValue(findings);
  await expect(client.thread.message(findings)).toHaveCount(0);

  await dialog.getByLabel('Title').fill('Sprained ankle');
  await dialog.getByRole('button', { name: 'Send assessment' }).click();
  await expect(dialog).toBeHidden();
  const card = client.thread.message(findings);
  await expect(card.getByRole('heading', { name: 'Sprained ankle' })).toBeVisible();
  for (const words of ['Assessment', 'Findings', findings, 'Follow-up', 'In a week']) {
    await expect(card).toContainText(words);
  }
  const link = card.getByRole('link', { name: 'https://ankle.example', exact: true });
  await expect(link).toHaveAttribute('href', 'https://ankle.example');
  await expect(card, 'what was left empty is not there').not.toContainText('Advice');
  await expect(doctor.thread.message(findings)).toHaveCount(1);
});

test('a prescription has several medicines, and each needs its name', async ({ cast }) => {
  const { client, doctor } = await inTheirRoom(cast);
  const dialog = await openForm(doctor, 'Prescription');
  const medicine = dialog.getByRole('group', { name: 'Medicine' });
  const name = unique('Ibuprofen');
  await medicine.first().getByLabel('Medicine', { exact: true }).fill(name);
  await medicine.first().getByLabel('Dose').fill('400 mg');
  await medicine.first().getByLabel('Frequency').fill('3 × a day');
  await expect(medicine.first().getByRole('button', { name: 'Remove' }), 'one has to stay').toHaveCount(0);
  for (const count of [2, 3]) {
    await dialog.getByRole('button', { name: 'Add a medicine' }).click();
    await expect(medicine).toHaveCount(count);
  }
  await medicine.nth(1).getByLabel('Medicine', { exact: true }).fill('Pantoprazole');
  await medicine.nth(2).getByLabel('Dose').fill('1 spoon');
  await dialog.getByRole('button', { name: 'Send prescription' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'The name of the medicine is missing.' })).toBeVisible();
  await expect(medicine.first().getByLabel('Medicine', { exact: true })).toHaveValue(name);
  await medicine.nth(2).getByRole('button', { name: 'Remove' }).click();
  await expect(medicine).toHaveCount(2);
  await dialog.getByLabel('Notes').fill('With food.');
  await dialog.getByRole('button', { name: 'Send prescription' }).click();
  await expect(dialog).toBeHidden();

  const card = client.thread.message(name);
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await expect(card.getByRole('listitem').first()).toContainText('400 mg · 3 × a day');
  await expect(card.getByRole('listitem').last()).toContainText('Pantoprazole');
  await expect(card).toContainText('With food.');
  await client.device.reload();
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await isAccessible(client.page);
});

test('a card is printed without what stands around it', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Printed'), client);
  const [before, medicine] = [unique('Not on paper'), unique('Amoxicillin')];
  await write(doctor, room, before);
  const payload = { medicines: [{ name: medicine, dose: '500 mg' }], notes: 'Until the box is empty.' };
  await write(doctor, room, { kind: 'prescription', body: '', payload });
  // The browser's own dialog would stop the test: this stands for it, and keeps the words that would be on paper.
  await client.page.addInitScript(() => {
    const printed: string[][] = [];
    Object.assign(window, { printed });
    window.print = () => {
      const isSeen = (part: Element) => part.checkVisibility({ visibilityProperty: true });
      const own = (part: Element) => {
        const texts = [...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        return texts.map((node) => node.textContent).join('').trim();
      };
      printed.push([...document.body.querySelectorAll('*')].filter(isSeen).map(own).filter(Boolean));
    };
  });
  const pages = () => client.page.evaluate(() => (window as unknown as { printed: string[][] }).printed);
  await client.openRoom(room);
  await expect(client.thread.message(before)).toBeVisible();
  await client.page.emulateMedia({ media: 'print' });
  await client.thread.press(medicine, 'Print');
  const [words = [], ...others] = await pages();
  expect(others, 'printed once').toEqual([]);
  const [practice, whom, when, ...card] = words;
  expect(practice).toBe('Lindenhof Clinic');
  expect(whom).toBe(`${OTHER_DOCTOR.name} for ${client.who.name}`);
  const year = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', year: 'numeric' });
  expect(when).toContain(year.format(new Date()));
  expect(card).toEqual(['Prescription', medicine, '500 mg', 'Notes', 'Until the box is empty.']);

  // And afterwards all is there again.
  await client.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(client.thread.message(before)).toBeVisible();
  await client.page.emulateMedia({ media: null });
  // The pointer is still on the card, whose actions lie over the message above it.
  await client.page.mouse.move(0, 0);
  await client.thread.message(before).hover();
  await expect(client.thread.message(before).getByRole('button', { name: 'Reply' })).toBeVisible();
  await expect(client.thread.message(before).getByRole('button', { name: 'Print' })).toHaveCount(0);
});

test('a card that is longer than a page goes on on the next', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Long'), client);
  const title = unique('A long story');
  const findings = Array.from({ length: 150 }, (_, line) => `Line ${line}.`).join('\n');
  await write(doctor, room, { kind: 'assessment', body: '', payload: { title, findings, advice: 'The last word.' } });
  await client.page.addInitScript(() => { window.print = () => undefined; });
  await client.openRoom(room);
  await client.thread.press(title, 'Print');
  const paper = await client.page.pdf({ format: 'A4' });
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(2);
});
