import { expect, type Locator, type Page } from '@playwright/test';

export class TokensPage {
  readonly rows: Locator;
  readonly made: Locator;
  readonly copy: Locator;
  readonly done: Locator;
  private readonly name: Locator;
  private readonly may: Locator;
  private readonly expires: Locator;
  private readonly make: Locator;

  constructor(page: Page) {
    const list = page.getByRole('region', { name: 'Your tokens' });
    this.rows = list.getByRole('listitem');
    this.made = page.getByRole('textbox', { name: 'New token' });
    this.copy = page.getByRole('button', { name: 'Copy' });
    this.done = page.getByRole('link', { name: 'Done' });
    this.name = page.getByLabel('Name', { exact: true });
    this.may = page.getByLabel('May', { exact: true });
    this.expires = page.getByLabel('Expires', { exact: true });
    this.make = page.getByRole('button', { name: 'Make token' });
  }

  /** Makes a token and answers with it. */
  async add(name: string, may: 'Read' | 'Read and write', expires = '30 days'): Promise<string> {
    await this.name.fill(name);
    await this.may.selectOption(may);
    await this.expires.selectOption(expires);
    await this.make.click();
    await expect(this.made).toHaveValue(/^attend_pat_[\w-]{43}$/);
    return this.made.inputValue();
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  async revoke(name: string): Promise<void> {
    const row = this.row(name);
    await row.locator('summary').click();
    await row.getByRole('button', { name: 'Revoke token' }).click();
  }
}
