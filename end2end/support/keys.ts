import { expect, type Locator } from '@playwright/test';

/** Presses Tab, or another key, until the focus is there. */
export async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const { keyboard } = target.page();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await keyboard.press(key);
  }
  await expect(target, `reached with ${key}`).toBeFocused();
}
