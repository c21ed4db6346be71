import { expect, type Locator, type Page } from '@playwright/test';

/** The last pane of the chat: muting, who is in a group, and what one may do to it. */
export class RoomDetails {
  readonly pane: Locator;
  readonly mute: Locator;
  readonly members: Locator;
  readonly rename: Locator;
  readonly addPeople: Locator;
  readonly letAllAdd: Locator;
  readonly leave: Locator;
  readonly end: Locator;

  constructor(private readonly page: Page) {
    this.pane = page.getByRole('complementary', { name: 'Details' });
    this.mute = this.pane.getByRole('switch', { name: 'Mute' });
    this.members = this.pane.getByRole('list', { name: 'Members' }).getByRole('listitem');
    this.rename = this.pane.getByRole('button', { name: 'Rename' });
    this.addPeople = this.pane.getByRole('button', { name: 'Add people' });
    this.letAllAdd = this.pane.getByRole('switch', { name: 'All members add people' });
    this.leave = this.pane.getByRole('button', { name: 'Leave group' });
    this.end = this.pane.getByRole('button', { name: 'End conversation' });
  }

  member(name: string): Locator {
    return this.members.filter({ hasText: name });
  }

  async add(name: string): Promise<void> {
    await this.addPeople.click();
    const dialog = this.page.getByRole('dialog', { name: 'Add people' });
    await dialog.getByRole('list', { name: 'People' }).getByRole('button').filter({ hasText: name }).click();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  async remove(name: string): Promise<void> {
    await this.member(name).getByRole('button', { name: `Remove ${name}` }).click();
    await this.confirm(`Remove ${name}?`, 'Remove');
  }

  async renameTo(title: string): Promise<void> {
    await this.rename.click();
    const dialog = this.page.getByRole('dialog', { name: 'Rename group' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
    await dialog.getByRole('textbox', { name: 'Title' }).press('Enter');
    await expect(dialog).toBeHidden();
  }

  async confirm(question: string, verb: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: question });
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    await expect(dialog).toBeHidden();
  }
}
