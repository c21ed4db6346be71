import type { Locator, Page } from '@playwright/test';

/** The pane that looks for words in the open conversation. */
export class SearchPane {
  readonly button: Locator;
  readonly pane: Locator;
  readonly box: Locator;
  readonly results: Locator;
  readonly more: Locator;

  constructor(page: Page) {
    this.button = page.getByRole('button', { name: 'Search in this conversation' });
    this.pane = page.getByRole('complementary', { name: 'Search in this conversation' });
    this.box = page.getByRole('searchbox', { name: 'Search messages' });
    this.results = page.getByRole('list', { name: 'Search results' }).getByRole('listitem');
    this.more = this.pane.getByRole('button', { name: 'Show more' });
  }

  async open(): Promise<void> {
    await this.button.click();
    await this.box.waitFor();
  }
}
