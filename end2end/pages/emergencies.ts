import { expect, type Locator, type Page } from '@playwright/test';

/** What a client sends and follows, and what practitioners are told, take and resolve. */
export class Emergencies {
  readonly button: Locator;
  readonly dialog: Locator;
  readonly text: Locator;
  readonly send: Locator;
  readonly own: Locator;
  readonly dismiss: Locator;
  readonly queue: Locator;
  readonly banner: Locator;
  readonly seen: Locator;
  readonly show: Locator;

  constructor(private readonly page: Page) {
    this.button = page.getByRole('button', { name: 'Emergency', exact: true });
    this.dialog = page.getByRole('dialog', { name: 'Send an emergency alert' });
    this.text = this.dialog.getByRole('textbox', { name: 'What is happening?' });
    this.send = this.dialog.getByRole('button', { name: 'Send alert' });
    this.own = page.getByRole('region', { name: 'Your emergency' });
    this.dismiss = this.own.getByRole('button', { name: 'Dismiss' });
    this.queue = page.getByRole('region', { name: 'Emergencies', exact: true });
    this.banner = page.getByRole('alert').filter({ hasText: 'Emergency:' });
    this.seen = this.banner.getByRole('button', { name: 'Seen' });
    this.show = this.banner.getByRole('link', { name: 'Show' });
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

  async take(emergency: Locator): Promise<void> {
    await emergency.getByRole('button', { name: 'Take', exact: true }).click();
  }

  async resolve(emergency: Locator, outcome: string): Promise<void> {
    await emergency.getByRole('button', { name: 'Resolve' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Resolve the emergency' });
    await dialog.getByRole('textbox', { name: 'Outcome' }).fill(outcome);
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await expect(dialog).toBeHidden();
  }
}
