import { expect, type Locator, type Page } from '@playwright/test';
import { Decision } from './decision';

/** One appointment: its state, what can be done, and the conversation about it. */
export class AppointmentPage {
  readonly main: Locator;
  /** The heading: with whom, or for admins who with whom. */
  readonly names: Locator;
  readonly openChat: Locator;
  readonly conversation: Locator;

  readonly note: Locator;
  readonly history: Locator;
  /** What was given with the request. */
  readonly files: Locator;
  readonly decision: Decision;
  /** The dialog in which another time is chosen. */
  readonly mover: Locator;

  constructor(page: Page) {
    this.mover = page.getByRole('dialog');
    this.note = page.getByRole('textbox', { name: 'Note to the other (optional)' }).first();
    this.files = page.getByRole('region', { name: 'Files', exact: true });
    this.decision = new Decision(page);
    this.history = page.getByRole('region', { name: 'History' });
    this.main = page.getByRole('main');
    this.names = this.main.getByRole('heading', { level: 1 });
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

  async cancel(reason = ''): Promise<void> {
    await this.deed('Cancel appointment').click();
    await this.decision.make('Cancel appointment', reason);
  }

  /** Chooses the first time of the nth day that has some, and answers its name. */
  async chooseOtherTime(button: 'Reschedule' | 'Propose another time', day: number): Promise<string> {
    await this.deed(button).click();
    await this.mover.getByRole('group', { name: 'Date' }).getByRole('button').nth(day).click();
    const time = this.mover.getByRole('group', { name: 'Available times' }).getByRole('button').first();
    const name = (await time.innerText()).trim();
    await time.click();
    await this.mover.getByRole('button', { name: button === 'Reschedule' ? 'Move appointment' : 'Propose', exact: true }).click();
    await expect(this.mover).toHaveCount(0);
    return name;
  }
}
