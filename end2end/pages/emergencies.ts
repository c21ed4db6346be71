import { expect, type Locator, type Page } from '@playwright/test';

/** What a client sends and follows, and what practitioners are told, take and resolve. */
export class Emergencies {
  readonly button: Locator;
  readonly dialog: Locator;
  readonly text: Locator;
  readonly send: Locator;
  readonly own: Locator;
  readonly queue: Locator;
  readonly banner: Locator;

  constructor(private readonly page: Page) {
    this.button = page.getByRole('button', { name: 'Emergency', exact: true });
    this.dialog = page.getByRole('dialog', { name: 'Send an emergency alert' });
    this.text = this.dialog.getByRole('textbox', { name: 'What is happening?' });
    this.send = this.dialog.getByRole('button', { name: 'Send alert' });
    this.own = page.getByRole('region', { name: 'Your emergency' });
    this.queue = page.getByRole('region', { name: 'Emergencies', exact: true });
    this.banner = page.getByRole('alert').filter({ hasText: 'Emergency:' });
  }

  async raise(text: string): Promise<void> {
    await this.button.click();
    await this.text.fill(text);
    await this.send.click();
    await expect(this.dialog).toBeHidden();
  }

  /** In the queue: the emergency of that client with those words. */
  of(client: string, text: string): Locator {
    return this.queue.getByRole('article', { name: new RegExp(`^${client}`) }).filter({ hasText: text });
  }

  async resolve(emergency: Locator, outcome: string): Promise<void> {
    await emergency.getByRole('button', { name: 'Resolve' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Resolve the emergency' });
    await dialog.getByRole('textbox', { name: 'Outcome' }).fill(outcome);
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await expect(dialog).toBeHidden();
  }
}
