import { expect, type Locator, type Page } from '@playwright/test';

/** The page of the HTTP API. */
export class ApiDocs {
  readonly token: Locator;

  constructor(private readonly page: Page) {
    this.token = page.getByLabel('Token', { exact: true });
  }

  /** The card of an endpoint, by its summary. */
  endpoint(summary: string): Endpoint {
    return new Endpoint(this.page.getByRole('article', { name: summary, exact: true }));
  }
}

export class Endpoint {
  readonly outcome: Locator;
  readonly body: Locator;

  constructor(readonly card: Locator) {
    this.outcome = card.getByRole('status');
    this.body = card.getByRole('region', { name: 'Body of the answer' });
  }

  /** Opens its form, fills it in, and sends it. */
  async send(fields: Record<string, string> = {}): Promise<void> {
    if (!(await this.card.getByRole('form').isVisible())) await this.card.getByText('Try it').click();
    for (const [name, value] of Object.entries(fields)) await this.card.getByLabel(name, { exact: true }).fill(value);
    await this.card.getByRole('button', { name: 'Send' }).click();
  }

  async answers(status: number): Promise<void> {
    await expect(this.outcome).toHaveText(new RegExp(`^${status} `));
  }
}
