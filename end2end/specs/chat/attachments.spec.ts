import type { Locator } from '@playwright/test';
import type { Cast } from '../../support/cast';
import { drawn, film, pdf, picture, sound, type GivenFile } from '../../support/files';
import { OTHER_DOCTOR, unique } from '../../support/people';
import type { Person } from '../../support/person';
import { groupOf, write } from '../../support/rooms';
import { isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

/** A client has sent these with a message, which is before the doctor. */
async function sent(cast: Cast, ...files: GivenFile[]): Promise<{ client: Person; doctor: Person; message: Locator }> {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Sent'), client);
  await doctor.openRoom(room);
  await client.openRoom(room);
  await client.thread.attach(...files);
  const text = unique('Please have a look');
  await client.thread.say(text);
  const message = doctor.thread.message(text);
  await expect(message).toBeVisible();
  return { client, doctor, message };
}

/** Plays it without a sound, as pages may do by themselves. */
async function plays(media: Locator): Promise<void> {
  await media.evaluate(async (element) => {
    const player = element as HTMLMediaElement;
    player.muted = true;
    await player.play();
  });
  await expect.poll(() => media.evaluate((element) => (element as HTMLMediaElement).currentTime)).toBeGreaterThan(0);
}

test('on a phone a picture and a document stay within the conversation', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer({ phone: true })];
  await client.openRoom(await groupOf(doctor, unique('Narrow'), client));
  await client.thread.attach(picture('knee.png'), pdf('results.pdf'));
  const text = unique('Both of them');
  await client.thread.say(text);
  await expect(client.thread.message(text).locator('.document')).toBeVisible();
  expect(await client.thread.log.evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0);
});

test('pictures have their room before they are there, and the log stays at its end', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Held back'), client);
  for (let number = 1; number <= 20; number += 1) await write(client, room, `Before it ${number}\nand on`);
  await client.openRoom(room);
  await client.thread.attach(picture('left.png'), picture('right.png'));
  const text = unique('Both');
  await client.thread.say(text);
  await client.thread.tickIs(text, 'Sent');

  const { page, thread: { log } } = client;
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/api\/v1\/files\/[^/]+/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: 'domcontentloaded' });
  await client.device.isAlive();
  const below = () => log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  await expect.poll(below).toBeLessThan(2);
  const pictures = client.thread.message(text).locator('.picture__image');
  const areThere = () => pictures.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth > 0));
  expect(await areThere()).toEqual([false, false]);
  const height = async () => Math.round((await client.thread.message(text).boundingBox())!.height);
  const before = { height: await height(), top: await log.evaluate((log) => Math.round(log.scrollTop)) };
  arrive();
  await expect.poll(areThere).toEqual([true, true]);
  expect({ height: await height(), top: await log.evaluate((log) => Math.round(log.scrollTop)) }).toEqual(before);

  // Whatever else grows there is followed as well.
  await pictures.first().evaluate((one) => {
    const message = one.closest('article')!;
    message.style.minBlockSize = `${message.offsetHeight + 300}px`;
  });
  await expect.poll(below).toBeLessThan(2);
});

test('a video is shown by its first picture, and plays in its place', async ({ cast }) => {
  const { doctor, message } = await sent(cast, film('limp.webm'));
  const video = message.locator('video');
  await expect(video).toHaveAccessibleName('limp.webm');
  await expect(video).toHaveAttribute('poster', /\/api\/v1\/files\/[^/]+\/thumbnail$/);
  await expect(video).toHaveJSProperty('controls', true);
  const box = await video.boundingBox();
  expect(Math.abs(box!.width / box!.height - 64 / 36), 'its room has its form').toBeLessThan(0.1);
  const poster = await doctor.page.request.get((await video.getAttribute('poster'))!);
  expect(poster.headers()['content-type']).toMatch(/^image\//);
  const part = await doctor.page.request.get((await video.getAttribute('src'))!, { headers: { Range: 'bytes=0-99' } });
  expect(part.status(), 'one can go forward in it').toBe(206);
  expect((await part.body()).length).toBe(100);
  await plays(video);
});

test('a sound is played in its place', async ({ cast }) => {
  const { message } = await sent(cast, sound('cough.wav'));
  await expect(message.getByRole('link', { name: /cough\.wav/ })).toBeVisible();
  const audio = message.locator('audio');
  await expect(audio).toHaveAccessibleName('cough.wav');
  await plays(audio);
});

test('a PDF opens in a tab of its own', async ({ cast }) => {
  const { doctor, message } = await sent(cast, pdf('letter.pdf'));
  const link = message.getByRole('link', { name: /letter\.pdf/ });
  const opened = doctor.page.context().waitForEvent('page');
  await link.click();
  const tab = await opened;
  await tab.waitForURL(/\/api\/v1\/files\/[^/]+$/);
  await tab.close();
  const icon = await doctor.page.request.get('/favicon.ico');
  expect(icon.headers()['content-type'], 'what browsers ask for where no page names an icon').toMatch(/^image\//);
  const answer = await doctor.page.request.get((await link.getAttribute('href'))!);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  expect(answer.headers()['content-disposition']).toMatch(/^inline; filename="letter\.pdf"/);
  await expect(doctor.thread.log, 'the conversation is where it was').toBeVisible();
});

test('pictures of a message are gone through with the arrows, and Escape gives the focus back', async ({ cast }) => {
  const { doctor, message } = await sent(cast, picture('left.png'), picture('front.png'), picture('right.png'));
  const { keyboard } = doctor.page;
  const viewer = doctor.page.getByRole('dialog', { name: 'Picture' });
  const shows = async (name: string, count: string) => {
    await expect(viewer.getByRole('img', { name })).toBeVisible();
    await expect(viewer).toContainText(count);
  };
  const link = message.getByRole('link', { name: 'front.png' });
  await link.focus();
  await keyboard.press('Enter');
  await shows('front.png', '2 of 3');
  await isAccessible(doctor.page);
  await keyboard.press('ArrowRight');
  await shows('right.png', '3 of 3');
  await keyboard.press('ArrowRight');
  await shows('right.png', '3 of 3');
  await expect(viewer.getByRole('button', { name: 'Next picture' })).toHaveAttribute('aria-disabled', 'true');
  await keyboard.press('ArrowLeft');
  await keyboard.press('ArrowLeft');
  await shows('left.png', '1 of 3');
  await viewer.getByRole('button', { name: 'Next picture' }).click();
  await shows('front.png', '2 of 3');
  await expect(viewer.getByRole('link', { name: 'Download' })).toHaveAttribute('download', 'front.png');
  await keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(link).toBeFocused();
});

test('a picture grows to its full size where it is pressed, moves there, and shrinks again', async ({ cast }) => {
  const artist = await cast.visitor();
  await artist.device.open('/sign-in');
  const { doctor, message } = await sent(cast, await drawn(artist.page, 'scan.png', 3_000, 2_000), picture('knee.png'));
  const { page } = doctor;
  const viewer = page.getByRole('dialog', { name: 'Picture' });
  const image = viewer.getByRole('img', { name: 'scan.png' });
  const stage = viewer.locator('.viewer__stage');
  const full = viewer.getByRole('button', { name: 'Full size' });
  await message.getByRole('link', { name: 'scan.png' }).click();
  await expect(image).toHaveAttribute('src', /\/preview$/);
  await image.click({ position: { x: 8, y: 8 } });
  await expect(full).toHaveAttribute('aria-pressed', 'true');
  await expect(image).toHaveAttribute('src', /\/api\/v1\/files\/[^/]+$/);
  await expect(image).toHaveJSProperty('offsetWidth', 3_000);
  await expect(async () => {
    await stage.evaluate((stage) => stage.scrollTo(500, 300));
    await expect(stage, 'there is more of it to see').toHaveJSProperty('scrollLeft', 500, { timeout: 500 });
  }).toPass();
  await full.click();
  await expect(image).toHaveAttribute('src', /\/preview$/);
  const fitted = await image.evaluate((image) => (image as HTMLElement).offsetWidth);
  expect(fitted).toBeLessThanOrEqual(1_280);

  await full.click();
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByRole('img', { name: 'knee.png' })).toBeVisible();
  await expect(full, 'the next one begins as it fits').toHaveAttribute('aria-pressed', 'false');
  await stage.click({ position: { x: 8, y: 8 } });
  await expect(viewer, 'beside the picture').toBeHidden();
});
