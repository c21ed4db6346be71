import { expect, type Locator, type Page } from '@playwright/test';

/** One appointment: its state, what can be done, and the conversation about it. */
export class AppointmentPage {
  readonly main: Locator;
  readonly openChat: Locator;
  readonly conversation: Locator;

  constructor(page: Page) {
    this.main = page.getByRole('main');
    this.openChat = this.main.getByRole('link', { name: 'Open chat' });
    this.conversation = page.getByRole('region', { name: 'Conversation' });
  }

  async is(state: string): Promise<void> {
    await expect(this.main.getByText(state, { exact: true }).first()).toBeVisible();
  }

  deed(name: string): Locator {
    return this.main.getByRole('button', { name, exact: true });
  }

  async confirm(): Promise<void> {
    await this.deed('Confirm').click();
  }

  async cancel(): Promise<void> {
    await this.deed('Cancel appointment').click();
  }
}
