import type { Locator, Page } from '@playwright/test';
import { Requests } from './requests';

export class AppointmentsPage {
  readonly book: Locator;
  readonly requests: Requests;
  readonly cards: Locator;

  constructor(page: Page) {
    this.book = page.getByRole('link', { name: 'Book appointment' }).first();
    this.requests = new Requests(page);
    this.cards = page.getByRole('main').getByRole('listitem');
  }

  /** The cards of appointments with somebody, in a state if one is given. */
  with(name: string, state?: string): Locator {
    const cards = this.cards.filter({ hasText: name });
    return state ? cards.filter({ hasText: state }) : cards;
  }

  async openFirst(state: string): Promise<void> {
    await this.cards.filter({ hasText: state }).getByRole('link').first().click();
  }
}
