import type { Locator, Page } from '@playwright/test';

export class ProfilePage {
  readonly name: Locator;
  readonly timeZone: Locator;
  readonly saved: Locator;
  readonly lastSeenHidden: Locator;
  private readonly save: Locator;

  constructor(private readonly page: Page) {
    this.name = page.getByLabel('Name', { exact: true });
    this.timeZone = page.getByLabel('Time zone', { exact: true });
    this.save = page.getByRole('button', { name: 'Save', exact: true });
    this.lastSeenHidden = page.getByRole('switch', { name: 'Hide when I was last seen' });
    this.saved = page.getByRole('status').filter({ hasText: 'Saved' });
  }

  async rename(name: string): Promise<void> {
    await this.name.fill(name);
    await this.save.click();
  }

  async moveTo(zone: string): Promise<void> {
    await this.timeZone.fill(zone);
    await this.save.click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign out', exact: true }).click();
  }

  async signOutEverywhere(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
  }
}
