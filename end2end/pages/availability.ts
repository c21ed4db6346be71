import { expect, type Locator, type Page } from '@playwright/test';

/** A practitioner's hours, and the admin's pages about booking. */
export class AvailabilityPage {
  readonly save: Locator;
  readonly next: Locator;
  readonly ahead: Locator;
  readonly notice: Locator;
  /** What was typed before the page was left, with *Save* and *Discard*. */
  readonly fromBefore: Locator;
  private readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.save = page.getByRole('button', { name: 'Save', exact: true });
    this.next = page.getByRole('region', { name: 'What can be booked next' });
    this.ahead = page.getByLabel('How far ahead');
    this.notice = page.getByRole('combobox', { name: 'Minimum notice' });
    this.fromBefore = page.getByRole('group', { name: 'Unsaved changes' });
    this.dialog = page.getByRole('dialog');
  }

  day(name: string): Locator {
    return this.page.getByRole('group', { name, exact: true });
  }

  from(day: string): Locator {
    return this.page.getByLabel(`${day} from`, { exact: true });
  }

  to(day: string): Locator {
    return this.page.getByLabel(`${day} to`, { exact: true });
  }

  async open(day: string, isOpen: boolean): Promise<void> {
    const turn = this.day(day).getByRole('switch');
    if ((await turn.getAttribute('aria-checked')) !== String(isOpen)) await turn.click();
    await expect(turn).toHaveAttribute('aria-checked', String(isOpen));
  }

  async isSaved(): Promise<void> {
    await this.save.click();
    await expect(this.page.getByText('Saved.', { exact: true })).toBeVisible();
  }

  /** Adds a type to the list of that name. */
  async addType(list: string, type: { name: string; minutes?: string; price?: string }): Promise<void> {
    await this.page.getByRole('region', { name: list }).getByRole('button', { name: 'Add type' }).click();
    await this.dialog.getByLabel('Name').fill(type.name);
    if (type.minutes) await this.dialog.getByLabel('Length (minutes)').fill(type.minutes);
    if (type.price) await this.dialog.getByLabel('Price').fill(type.price);
    await this.dialog.getByRole('button', { name: 'Save type' }).click();
    await expect(this.dialog).toHaveCount(0);
    await expect(this.type(list, type.name)).toBeVisible();
  }

  type(list: string, name: string): Locator {
    return this.page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: name });
  }

  async archiveType(list: string, name: string): Promise<void> {
    await this.type(list, name).getByRole('button', { name: 'Archive' }).click();
    await this.dialog.getByRole('button', { name: 'Archive type' }).click();
    await expect(this.type(list, name)).toHaveCount(0);
  }

  /** `day` as 2026-11-20. */
  async addHoliday(day: string, name: string): Promise<void> {
    await this.page.getByLabel('Date', { exact: true }).fill(day);
    await this.page.getByLabel('Holiday', { exact: true }).fill(name);
    await this.page.getByRole('button', { name: 'Add holiday' }).click();
    await expect(this.holiday(name)).toBeVisible();
  }

  holiday(name: string): Locator {
    return this.page.getByRole('list', { name: 'Holidays' }).getByRole('listitem').filter({ hasText: name });
  }
}
