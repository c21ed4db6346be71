import type { Locator, Page } from '@playwright/test';
import { Requests } from './requests';

export class HomePage {
  readonly heading: Locator;
  readonly book: Locator;
  readonly requests: Requests;
  readonly announcements: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.book = page.getByRole('link', { name: 'Book appointment' }).first();
    this.requests = new Requests(page);
    this.announcements = page.getByRole('region', { name: 'Announcements', exact: true });
  }
}
