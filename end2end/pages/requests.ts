import { expect, type Locator, type Page } from '@playwright/test';
import { Decision } from './decision';

/** What clients ask of a practitioner, on home and among the appointments. */
export class Requests {
  readonly region: Locator;
  readonly decision: Decision;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Requests' });
    this.decision = new Decision(page);
  }

  by(client: string): Locator {
    return this.region.getByRole('article', { name: new RegExp(`^${client}`) });
  }

  async confirm(client: string): Promise<void> {
    await (await this.find(client)).getByRole('button', { name: 'Confirm' }).click();
  }

  async decline(client: string, reason = ''): Promise<void> {
    await this.thinkOfDeclining(client);
    await this.decision.make('Decline', reason);
  }

  /** Opens the dialog in which the practitioner chooses another time for it. */
  async proposeAnotherTime(client: string): Promise<void> {
    await (await this.find(client)).getByRole('button', { name: 'Propose another time' }).click();
  }

  /** Opens the dialog that asks why, and leaves it open. */
  async thinkOfDeclining(client: string): Promise<void> {
    await (await this.find(client)).getByRole('button', { name: 'Decline' }).click();
  }

  /** Also where only a few of them are shown at first. */
  private async find(client: string): Promise<Locator> {
    const all = this.region.getByRole('button', { name: /^Show all/ });
    await expect(async () => {
      if (await all.isVisible()) await all.click();
      await expect(this.by(client)).toBeVisible({ timeout: 1_000 });
    }).toPass();
    return this.by(client);
  }
}
