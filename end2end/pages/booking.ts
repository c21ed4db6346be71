import { expect, type Locator, type Page } from '@playwright/test';
import { answered } from '../support/answers';

export class BookingPage {
  readonly practitioner: Locator;
  readonly type: Locator;
  readonly dates: Locator;
  readonly times: Locator;
  /** Once, or for how many weeks. */
  readonly repeat: Locator;
  readonly reason: Locator;
  readonly request: Locator;
  readonly error: Locator;
  /** Says until when the chosen time is kept. */
  readonly kept: Locator;

  constructor(private readonly page: Page) {
    this.practitioner = page.getByRole('combobox', { name: 'Practitioner' });
    this.type = page.getByRole('combobox', { name: 'Type' });
    this.dates = page.getByRole('group', { name: 'Date' }).getByRole('button');
    this.times = page.getByRole('group', { name: 'Available times' }).getByRole('button', { name: /\d\d:\d\d/ });
    this.repeat = page.getByRole('combobox', { name: 'Repeat' });
    this.reason = page.getByRole('textbox', { name: 'Reason' });
    this.request = page.getByRole('button', { name: 'Request appointment' });
    this.error = page.getByRole('alert');
    this.kept = page.getByText(/^Kept for you until \d\d:\d\d\.$/);
  }

  async choosePractitioner(name: string): Promise<void> {
    await this.choose(this.practitioner, this.practitioner.locator('option', { hasText: name }));
  }

  async chooseType(): Promise<void> {
    await this.choose(this.type, this.type.locator('option').first());
  }

  /** Chooses the nth day from now, and on it the time of that name, or the first; answers the time's name. */
  async chooseTime(day: number, name?: string): Promise<string> {
    const date = this.dates.nth(day);
    await date.click();
    await expect(date).toHaveAttribute('aria-pressed', 'true');
    const time = name ? this.times.filter({ hasText: name }) : this.times.first();
    const chosen = (await time.innerText()).trim();
    await time.click();
    await expect(time).toHaveAttribute('aria-pressed', 'true');
    return chosen;
  }

  /** Asks for it, and waits for the answer: the appointment's page, or a refusal. */
  async ask(): Promise<'requested' | 'refused'> {
    await this.request.click();
    const requested = this.page.waitForURL(/\/appointments/).then(() => 'requested' as const);
    const refused = this.error.waitFor().then(() => 'refused' as const);
    return Promise.any([requested, refused]);
  }

  /** Chooses, and where that is a change waits for the times that are free then. */
  private async choose(box: Locator, option: Locator): Promise<void> {
    const value = (await option.getAttribute('value')) ?? '';
    if ((await box.inputValue()) === value) return;
    await answered(this.page, 'free-times', () => box.selectOption(value));
  }
}
