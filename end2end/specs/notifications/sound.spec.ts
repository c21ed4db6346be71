import { OTHER_DOCTOR, unique } from '../../support/people';
import { groupOf, write } from '../../support/rooms';
import { expect, test } from '../../support/test';

interface Heard {
  tones: number;
  AudioContext: unknown;
}

/** Stands in for what makes the tones, and counts them. */
function countTones(): void {
  const page = window as unknown as Heard;
  page.tones = 0;
  page.AudioContext = function AudioContext() {
    page.tones += 1;
    return {};
  };
}

test('a page in the background is heard, and shows no toast', async ({ cast }) => {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const { page, bell } = client;
  await page.addInitScript(countTones);
  const tones = () => page.evaluate(() => (window as unknown as Heard).tones);
  const group = await groupOf(doctor, unique('Aside'), client);
  await client.open('/');
  await client.navigation.isConnected();
  // A page may be heard once somebody has pressed something in it.
  await bell.open();
  await page.keyboard.press('Escape');
  await expect(bell.panel).toBeHidden();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await write(doctor, group, unique('Can you hear me?'));
  await bell.shows(1);
  await expect.poll(tones).toBe(1);
  await expect(bell.toasts).toHaveCount(0);
});
