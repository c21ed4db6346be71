import { expect, type Locator, type Page } from '@playwright/test';

/** The first pane of the chat: all conversations. */
export class ConversationsPane {
  readonly list: Locator;
  readonly rows: Locator;
  readonly search: Locator;
  readonly found: Locator;

  constructor(private readonly page: Page) {
    this.list = page.getByRole('list', { name: 'Conversations' });
    this.rows = this.list.getByRole('listitem');
    this.search = page.getByRole('searchbox', { name: 'Search conversations' });
    this.found = page.getByRole('list', { name: 'Found messages' }).getByRole('listitem');
  }

  row(room: { id: string }): Locator {
    return this.rows.filter({ has: this.page.locator(`a[href$="/chat/${room.id}"]`) });
  }

  /** The address changes a moment before what is shown: until then one would write into the conversation one leaves. */
  async open(room: { id: string }): Promise<void> {
    const name = await this.row(room).locator('.conversation__name').evaluate((part) => part.firstChild?.textContent ?? '');
    await this.row(room).getByRole('link').click();
    await expect(this.page).toHaveURL(new RegExp(`/chat/${room.id}$`));
    const thread = this.page.getByRole('region', { name: 'Conversation', exact: true });
    await expect(thread.getByRole('heading', { level: 2, name: name.trim() })).toBeVisible();
  }

  async filter(name: 'All' | 'Unread' | 'Active' | 'Ended'): Promise<void> {
    const button = this.page.getByRole('button', { name, exact: true });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
  }
}
