import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No serious or critical finding of axe, in light and in dark; without motion, so that no colour is on its way. */
export async function isAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`));
    expect.soft(grave, `axe, ${colorScheme}`).toEqual([]);
  }
}

/** Nothing is wider than the page, nor than the part of it that scrolls. */
export async function fits(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, main > *')]
      .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline')
      .map((part) => `${part.tagName}.${part.className}: ${part.scrollWidth} in ${part.clientWidth}`),
  );
  expect.soft(tooWide, 'wider than the page').toEqual([]);
}

/** There is a title, and a heading to jump to. */
export async function isNamed(page: Page): Promise<void> {
  await expect.soft(page).toHaveTitle(/\S/);
  await expect.soft(page.getByRole('heading')).not.toHaveCount(0);
}
