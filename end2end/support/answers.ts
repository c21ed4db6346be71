import { expect, type Page } from '@playwright/test';

/** Does it, and waits until the page has taken in what the server function of that name answers. */
export async function answered(page: Page, name: string, act: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse(`**/fn/${name}`);
  await act();
  await (await answer).finished();
  await drawn(page);
}

/** What a page makes of an answer is in the next frame. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
}

/** Since it was loaded, the page has had an answer of that server function; also where a service worker hides it. */
export async function hasAsked(page: Page, name: string): Promise<void> {
  const isOver = (name: string) =>
    performance.getEntriesByType('resource').some((entry) => entry.name.endsWith(`/fn/${name}`));
  await expect.poll(() => page.evaluate(isOver, name)).toBe(true);
}
