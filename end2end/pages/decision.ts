import { expect, type Locator, type Page } from '@playwright/test';

/** The second thought before a deed that cannot be undone. */
export class Decision {
  readonly dialog: Locator;
  /** What the other side is told with it. */
  readonly reason: Locator;
  readonly back: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^(Decline|Cancel|Complete) this|^Did nobody come/ });
    this.reason = this.dialog.getByRole('textbox', { name: /^(Reason|Note) \(optional/ });
    this.back = this.dialog.getByRole('button', { name: 'Back' });
  }

  async make(deed: string, reason = ''): Promise<void> {
    if (reason) await this.reason.fill(reason);
    await this.dialog.getByRole('button', { name: deed, exact: true }).click();
    await expect(this.dialog).toHaveCount(0);
  }
}
