import { Emergencies } from '../../pages/emergencies';
import { unique } from '../../support/people';
import { fits, isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

/**
 * Stands in for the browser's: it starts when somebody presses something, and counts what it plays. It looks itself
 * whether somebody has: to the browser, asking the page anything from a test is a press as well.
 */
function playNothing(): void {
  let wasPressed = false;
  for (const press of ['pointerdown', 'keydown']) window.addEventListener(press, () => (wasPressed = true), true);
  const page = window as unknown as { tones: number; AudioContext: unknown };
  page.tones = 0;
  const node = { connect: () => undefined };
  const audio = {
    state: 'suspended',
    currentTime: 0,
    destination: {},
    onstatechange: null as (() => void) | null,
    resume: () => {
      if (wasPressed) {
        audio.state = 'running';
        if (audio.onstatechange) audio.onstatechange();
      }
      return Promise.resolve();
    },
    createGain: () => ({ ...node, gain: { value: 1 } }),
    createOscillator: () => ({ ...node, frequency: { value: 0 }, start: () => (page.tones += 1), stop: () => undefined }),
  };
  page.AudioContext = function AudioContext() {
    return audio;
  };
}

for (const phone of [false, true]) {
  test(`a page that cannot be heard yet says so, ${phone ? 'on a phone' : 'on a desktop'}`, async ({ cast }) => {
    const [patient, doctor] = [await cast.newcomer(), await cast.doctor({ phone, still: true })];
    const [own, desk] = [new Emergencies(patient.page), new Emergencies(doctor.page)];
    await doctor.page.addInitScript(playNothing);
    const tones = () => doctor.page.evaluate(() => (window as unknown as { tones: number }).tones);
    await doctor.open('/');
    await doctor.navigation.isConnected();
    const allows = [desk.queue, desk.banner].map((part) => part.getByRole('button', { name: 'Allow the alarm sound' }));
    await expect(allows[0]!, 'before anything happens').toBeVisible();
    await patient.open('/');
    const text = unique('It burns');
    await own.raise(text);
    await expect(desk.banner).toContainText(text);
    await expect(desk.banner).toContainText('Alerts make no sound on this page yet.');
    expect(await tones()).toBe(0);
    await isAccessible(doctor.page);
    await fits(doctor.page);

    await allows[1]!.click();
    for (const allow of allows) await expect(allow).toHaveCount(0);
    await expect.poll(tones, 'it is heard from then on').toBeGreaterThan(0);
    await expect(desk.seen, 'and was not silenced by that').toBeVisible();
    const waiting = desk.of(patient.who.name, text);
    await desk.take(waiting);
    await desk.resolve(waiting, 'Cooled');
  });
}
