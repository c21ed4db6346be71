import type { Locator, Page } from '@playwright/test';

export interface Account {
  code: string;
  name: string;
  email: string;
  password: string;
}

export class SignUpPage {
  readonly code: Locator;
  readonly name: Locator;
  readonly email: Locator;
  readonly password: Locator;
  private readonly submit: Locator;

  constructor(page: Page) {
    this.code = page.getByLabel('Join code', { exact: true });
    this.name = page.getByLabel('Name', { exact: true });
    this.email = page.getByLabel('Email', { exact: true });
    this.password = page.getByLabel('Password', { exact: true });
    this.submit = page.getByRole('button', { name: 'Create account', exact: true });
  }

  async signUp(account: Account): Promise<void> {
    await this.code.fill(account.code);
    await this.name.fill(account.name);
    await this.email.fill(account.email);
    await this.password.fill(account.password);
    await this.submit.click();
  }
}
