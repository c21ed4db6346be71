import { trayOf, writing } from '../../support/drafts';
import { drag, picture } from '../../support/files';
import { expect, test } from '../../support/test';

test('files that are dragged over the page are taken wherever they are let go of', async ({ cast }) => {
  const { client, room } = await writing(cast);
  await client.openRoom(room);
  const { page, thread } = client;
  const veil = page.getByText('Drop to attach');
  const address = page.url();
  const list = page.getByRole('list', { name: 'Conversations' });
  for (const place of [thread.log, list]) {
    await expect(async () => {
      expect(await drag(place, 'dragover', picture('knee.png')), 'the browser leaves it to the page').toBe(true);
      await expect(veil).toBeVisible({ timeout: 300 });
    }).toPass();
    expect(await drag(place, 'drop', picture('knee.png'))).toBe(true);
    await expect(veil).toHaveCount(0);
  }
  await expect(trayOf(client).getByRole('listitem')).toHaveCount(2);
  expect(await drag(thread.log, 'dragover'), 'what is no file is left to the browser').toBe(false);
  expect(page.url()).toBe(address);
});

test('files that are dropped beside a conversation that has ended go nowhere', async ({ cast }) => {
  const { client, doctor, room } = await writing(cast);
  expect((await doctor.post(`chat/rooms/${room.id}/end`, {})).status(), 'end').toBe(200);
  await client.openRoom(room);
  await expect(client.thread.ended).toBeVisible();
  expect(await drag(client.thread.log, 'drop', picture('knee.png'))).toBe(true);
  await expect(client.page.getByText('Drop to attach')).toHaveCount(0);
  await expect(trayOf(client)).toHaveCount(0);
});
