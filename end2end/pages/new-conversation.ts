import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog that opens a conversation with one person, or a group. */
export class NewConversation {
  readonly button: Locator;
  readonly dialog: Locator;
  readonly search: Locator;
  readonly group: Locator;
  readonly title: Locator;
  readonly create: Locator;

  constructor(page: Page) {
    this.button = page.getByRole('button', { name: 'New conversation' });
    this.dialog = page.getByRole('dialog', { name: 'New conversation' });
    this.search = this.dialog.getByRole('searchbox', { name: 'Search people' });
    this.group = this.dialog.getByRole('switch', { name: 'Group' });
    this.title = this.dialog.getByRole('textbox', { name: 'Title' });
    this.create = this.dialog.getByRole('button', { name: 'Create group' });
  }

  person(name: string): Locator {
    return this.dialog.getByRole('list', { name: 'People' }).getByRole('button', { name: new RegExp(`^\\S*\\s*${name}`) });
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.search).toBeVisible();
  }

  /** Opens a group of these people, and is in it. */
  async openGroup(title: string, names: string[]): Promise<void> {
    await this.open();
    await this.group.click();
    for (const name of names) {
      await this.person(name).click();
      await expect(this.person(name)).toHaveAttribute('aria-pressed', 'true');
    }
    await this.title.fill(title);
    await this.create.click();
    await expect(this.dialog).toBeHidden();
  }
}
