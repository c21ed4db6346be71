import { OTHER_DOCTOR, unique } from '../../support/people';
import { groupOf, write } from '../../support/rooms';
import { expect, test } from '../../support/test';

test('the newest message is edited in sight, with all of its buttons', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Editing'), client);
  for (let number = 1; number <= 20; number += 1) await write(doctor, room, `Number ${number} of many`);
  const { page, thread } = client;
  const text = unique('A word');
  await write(client, room, text);
  const editor = page.getByRole('textbox', { name: 'Edit message' });
  const message = thread.messages.filter({ has: editor });
  const save = message.getByRole('button', { name: 'Save' });
  for (const width of [1_280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await client.openRoom(room);
    await thread.press(text, 'Edit');
    await expect(save).toBeInViewport({ ratio: 1 });
    await expect(message.getByRole('group', { name: 'Message actions' }), 'nothing lies over it').toHaveCount(0);
    const [pane, box] = [await page.locator('.thread').boundingBox(), await page.locator('.message__editor').boundingBox()];
    expect(box!.x).toBeGreaterThanOrEqual(pane!.x);
    expect(box!.x + box!.width).toBeLessThanOrEqual(pane!.x + pane!.width);
    await editor.fill('');
    await editor.press('Enter');
    await expect(message.getByRole('alert')).toBeInViewport({ ratio: 1 });
    await expect(save).toBeInViewport({ ratio: 1 });
    await editor.press('Escape');
    await expect(editor).toHaveCount(0);
  }
});

test('a long word in the title of a group stays within its pane', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  await doctor.openRoom(await groupOf(doctor, 'W'.repeat(60), client));
  const { context } = doctor.thread;
  await expect(context.getByRole('heading', { name: 'W'.repeat(60) })).toBeVisible();
  const [is, has] = await context.evaluate((pane) => [pane.scrollWidth, pane.clientWidth] as const);
  expect(is).toBeLessThanOrEqual(has);
});
