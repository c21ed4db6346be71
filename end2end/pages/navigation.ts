import { expect, type Locator, type Page } from '@playwright/test';

/** The rail, or on a phone the bar: the way about, the badge on Chat, and the bar that says how the line is. */
export class Navigation {
  readonly home: Locator;
  readonly chat: Locator;
  readonly appointments: Locator;
  readonly connection: Locator;

  constructor(page: Page) {
    this.home = page.getByRole('link', { name: 'Home', exact: true });
    this.chat = page.getByRole('navigation').getByRole('link', { name: /^Chat/ });
    this.appointments = page.getByRole('navigation').getByRole('link', { name: 'Appointments' });
    this.connection = page.getByRole('status', { name: 'Connection' });
  }

  async showsUnread(count: number): Promise<void> {
    const name = count === 0 ? /^Chat$/ : new RegExp(`^Chat, ${count} unread`);
    await expect(this.chat).toHaveAccessibleName(name);
  }

  async isConnected(): Promise<void> {
    await expect(this.connection).toHaveText('Online');
  }
}
