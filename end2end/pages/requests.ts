import type { Locator, Page } from '@playwright/test';

/** What clients ask of a practitioner, on home and among the appointments. */
export class Requests {
  readonly region: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Requests' });
  }

  by(client: string): Locator {
    return this.region.getByRole('article', { name: new RegExp(`^${client}`) });
  }

  async confirm(client: string): Promise<void> {
    await this.by(client).getByRole('button', { name: 'Confirm' }).click();
  }

  async decline(client: string): Promise<void> {
    await this.by(client).getByRole('button', { name: 'Decline' }).click();
  }
}
