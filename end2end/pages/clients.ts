import type { Locator, Page } from '@playwright/test';

/** A practitioner's list of clients, and the card of one. */
export class ClientsPages {
  readonly search: Locator;
  readonly about: Locator;
  readonly save: Locator;

  constructor(private readonly page: Page) {
    this.search = page.getByRole('searchbox', { name: 'Search by name' });
    this.about = page.getByRole('region', { name: 'About', exact: true });
    this.save = page.getByRole('button', { name: 'Save' });
  }

  /** What the practice calls its clients: `Patients`. */
  list(people: string): Locator {
    return this.page.getByRole('list', { name: people });
  }

  row(people: string, name: string): Locator {
    return this.list(people).getByRole('listitem').filter({ hasText: name });
  }

  async edit(fact: string, value: string): Promise<void> {
    await this.about.getByRole('button', { name: 'Edit' }).click();
    await this.page.getByLabel(fact, { exact: true }).fill(value);
    await this.save.click();
  }
}
