import type { APIResponse } from '@playwright/test';
import type { Person } from '../../support/person';
import { expect, test } from '../../support/test';

/** What is different each time, or drawn in a colour that depends on an id, is covered. */
function changing(person: Person) {
  return [person.page.locator('time'), person.page.locator('.avatar'), person.page.locator('.log__day')];
}

async function posted(answer: APIResponse): Promise<{ id: string }> {
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as { id: string };
}

/** A group with one of each kind of message. */
async function conversation(patient: Person, doctor: Person): Promise<{ id: string }> {
  const me = await posted(await patient.page.request.get('/api/v1/me'));
  const room = await posted(await doctor.post('chat/rooms/', { kind: 'group', title: 'Knee, after the fall', users: [me.id] }));
  const say = async (person: Person, message: object) =>
    posted(await person.post(`chat/messages/${room.id}`, { clientId: crypto.randomUUID(), kind: 'text', ...message }));
  const question = await say(patient, { body: 'It clicks when I bend it. Should I worry?\nIt does not hurt.' });
  await say(doctor, { body: 'Not yet. See https://knee.example/clicking for why.', replyTo: question.id });
  await doctor.page.request.put(`/api/v1/chat/messages/${question.id}/reactions/👍`, { headers: { Origin: doctor.device.url } });
  await say(doctor, {
    kind: 'prescription',
    body: '',
    payload: { medicines: [{ name: 'Ibuprofen', dose: '400 mg', frequency: '3 × a day', duration: '5 days' }], notes: 'With food.' },
  });
  const wrong = await say(patient, { body: 'Wrong room' });
  await patient.remove(`chat/messages/${wrong.id}`);
  await say(patient, { body: 'Thank you 🙏' });
  return room;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the thread, the list and the composer look as they did, ${colorScheme}`, async ({ cast }) => {
    const [patient, doctor] = [await cast.patient({ still: true }), await cast.doctor({ still: true })];
    const room = await conversation(patient, doctor);
    await doctor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await doctor.openRoom(room);
    await expect(doctor.thread.message('Thank you')).toBeVisible();
    await expect(doctor.page.getByRole('status').filter({ hasText: 'typing' })).toHaveCount(0);
    const options = { mask: changing(doctor), maxDiffPixelRatio: 0.02 };
    const { page } = doctor;
    await page.mouse.move(640, 30);
    await expect(page.locator('.thread')).toHaveScreenshot(`thread-${colorScheme}.png`, options);
    await doctor.conversations.search.fill('Knee, after');
    const row = doctor.conversations.rows.filter({ hasText: 'Knee, after the fall' }).first();
    await expect(row).not.toContainText('unread');
    await expect(row).toHaveScreenshot(`row-${colorScheme}.png`, options);
    await doctor.thread.composer.fill('Something that is being written');
    await expect(page.locator('.composer')).toHaveScreenshot(`composer-${colorScheme}.png`, options);
  });
}
