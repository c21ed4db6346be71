import { expect, type Locator, type Page } from '@playwright/test';

/** One's places on the waitlist, and what one is offered. */
export class Waitlist {
  readonly region: Locator;
  readonly offer: Locator;
  readonly places: Locator;
  readonly take: Locator;
  readonly pass: Locator;

  constructor(private readonly page: Page) {
    this.region = page.getByRole('region', { name: 'Waitlist' });
    this.offer = this.region.getByRole('article', { name: /^Offer/ });
    this.places = this.region.getByRole('article', { name: /^Waiting/ });
    this.take = this.offer.getByRole('button', { name: 'Take it' });
    this.pass = this.offer.getByRole('button', { name: 'No, thanks' });
  }

  /** Joins it on the booking page, for what is chosen there. */
  async join(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Join the waitlist' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Join the waitlist' });
    await dialog.getByRole('textbox', { name: 'What is it about?' }).fill(reason);
    await dialog.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(this.page.getByText(/^On the waitlist:/)).toBeVisible();
  }
}
