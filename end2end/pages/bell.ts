import { expect, type Locator, type Page } from '@playwright/test';

/** The bell of every page: its count, what it opens, and the toasts of what just came. */
export class Bell {
  readonly button: Locator;
  readonly panel: Locator;
  readonly list: Locator;
  readonly items: Locator;
  readonly markAll: Locator;
  readonly seeAll: Locator;
  readonly toasts: Locator;

  constructor(private readonly page: Page) {
    this.button = page.getByRole('button', { name: /^Notifications/ });
    this.panel = page.getByRole('dialog', { name: 'Notifications' });
    this.list = this.panel.getByRole('list', { name: 'Notifications' });
    this.items = this.list.getByRole('listitem');
    this.markAll = this.panel.getByRole('button', { name: 'Mark all read' });
    this.seeAll = this.panel.getByRole('link', { name: 'See all' });
    this.toasts = page.locator('.toast');
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.panel.getByRole('button', { name: 'Close', exact: true })).toBeVisible();
  }

  item(text: string): Locator {
    return this.items.filter({ hasText: text });
  }

  toast(text: string): Locator {
    return this.toasts.filter({ hasText: text });
  }

  /** The count that the button says. */
  async count(): Promise<number> {
    return Number(/, (\d+) unread/.exec((await this.button.getAttribute('aria-label')) ?? '')?.[1] ?? 0);
  }

  async shows(count: number): Promise<void> {
    const name = count === 0 ? /^Notifications$/ : new RegExp(`^Notifications, ${count} unread$`);
    await expect(this.button).toHaveAccessibleName(name);
    await expect(this.page).toHaveTitle(count === 0 ? /^[^(]/ : new RegExp(`^\\(${count}\\) `));
  }

  /** Reads all there is, so that a test begins with nothing. */
  async clear(): Promise<void> {
    await this.open();
    if (await this.count()) await this.markAll.click();
    await this.shows(0);
    await this.page.keyboard.press('Escape');
    await expect(this.panel).toBeHidden();
  }
}
