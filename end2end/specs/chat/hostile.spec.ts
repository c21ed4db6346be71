import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unique } from '../../support/people';
import type { Person } from '../../support/person';
import { fits } from '../../support/sight';
import { expect, test } from '../../support/test';

/** What has broken other programs; the server's tests keep the same. */
const LISTED = JSON.parse(readFileSync(join(__dirname, '../../support/hostile.json'), 'utf8')) as string[];
const LONG = ['é'.repeat(8_000), '👍'.repeat(8_000), `${'\n\t'.repeat(99)}x`, 'a '.repeat(3_999), '('.repeat(8_000)];
const TEXTS = [...LISTED, ...LONG];
/** Messages of one room; a page of the history holds them all. */
const A_ROOM = 35;

/** A group of the practice's admin and somebody new, so that nobody else's conversations are touched. */
async function opensGroup(host: Person, guest: Person): Promise<{ id: string }> {
  const { id } = await guest.get<{ id: string }>('me');
  const answer = await host.post('chat/rooms/', { kind: 'group', title: unique('Odd words'), users: [id] });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as { id: string };
}

async function says(person: Person, room: { id: string }, body: string): Promise<void> {
  const answer = await person.post(`chat/messages/${room.id}`, { clientId: randomUUID(), kind: 'text', body });
  expect(answer.status(), body.slice(0, 80)).toBe(201);
}

/** What is left of a text when space around it is cut off, as the server does. */
function trimmed(text: string): string {
  return text.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
}

/** Each text is there as it was sent; nothing was made of it but links; nothing is wider than the log. */
async function areTexts({ page, thread }: Person, texts: string[]): Promise<void> {
  const bodies = thread.log.locator('article:not(.message--system) .message__body');
  await expect(bodies).toHaveCount(texts.length);
  const shown = () => bodies.evaluateAll((all) => all.map((body) => body.textContent));
  await expect.poll(shown).toEqual(texts.map(trimmed));

  const elements = await bodies.evaluateAll((all) =>
    all.flatMap((body) => [...body.querySelectorAll('*')].map((one) => `${one.localName} ${one.getAttribute('href') ?? ''}`)),
  );
  expect(elements.filter((element) => !/^a (https?:\/\/|mailto:)/.test(element))).toEqual([]);

  const outside = await thread.log.evaluate((log) => {
    const { left, right } = log.getBoundingClientRect();
    const bodies = [...log.querySelectorAll('.message__body')].map((body) => ({ body, rect: body.getBoundingClientRect() }));
    const wide = bodies.filter(({ rect }) => rect.left < left - 1 || rect.right > right + 1);
    const words = wide.map(({ body }) => (body.textContent ?? '').slice(0, 40));
    return log.scrollWidth > log.clientWidth + 1 ? [`the log: ${log.scrollWidth} in ${log.clientWidth}`, ...words] : words;
  });
  expect(outside, 'wider than the log').toEqual([]);
  await fits(page);
}

for (let first = 0; first < TEXTS.length; first += A_ROOM) {
  const texts = TEXTS.slice(first, first + A_ROOM);

  test(`hostile texts are texts and nothing else, from ${first + 1} on`, async ({ cast }) => {
    const [host, guest] = [await cast.admin(), await cast.newcomer({ phone: true })];
    const dialogs: string[] = [];
    guest.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const room = await opensGroup(host, guest);
    await guest.openRoom(room);
    for (const text of texts) await says(host, room, text);
    await areTexts(guest, texts); // as they came

    await guest.device.reload();
    await areTexts(guest, texts); // as the server draws them

    await guest.open('/chat');
    await expect(guest.conversations.row(room)).toBeVisible();
    await fits(guest.page);
    expect(dialogs).toEqual([]);
  });
}

test('there are a hundred of them', () => {
  expect(new Set(TEXTS).size).toBeGreaterThanOrEqual(100);
});
