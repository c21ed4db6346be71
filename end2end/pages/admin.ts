import { expect, type Locator, type Page } from '@playwright/test';

/** The admin's pages: people, invitations, practice, audit. */
export class AdminPages {
  readonly people: Locator;
  readonly search: Locator;
  readonly invitationLink: Locator;
  readonly openInvitations: Locator;
  readonly resetLink: Locator;
  readonly deeds: Locator;

  constructor(private readonly page: Page) {
    this.people = page.getByRole('list', { name: 'People' }).getByRole('link');
    this.search = page.getByRole('searchbox', { name: 'Search people' });
    this.invitationLink = page.getByRole('textbox', { name: 'Invitation link' });
    this.openInvitations = page.getByRole('region', { name: 'Open invitations' });
    this.resetLink = page.getByRole('textbox', { name: 'Link for a new password' });
    this.deeds = page.getByRole('list', { name: 'Deeds' }).getByRole('listitem');
  }

  /** Makes an invitation, for an address or for whoever comes, and answers with its link. */
  async invite(role: string, email = ''): Promise<string> {
    await this.page.getByLabel('Role', { exact: true }).selectOption({ label: role });
    await this.page.getByLabel('Email', { exact: true }).fill(email);
    await this.page.getByRole('button', { name: 'Make link' }).click();
    await expect(this.invitationLink).toHaveValue(/\/join\/[\w-]{43}$/);
    return this.invitationLink.inputValue();
  }

  invitationOf(email: string): Locator {
    return this.openInvitations.getByRole('listitem').filter({ hasText: email });
  }

  /** Finds a person and opens their page. */
  async openPerson(name: string): Promise<void> {
    await this.search.fill(name);
    await expect(this.people).toHaveCount(1);
    await this.people.filter({ hasText: name }).click();
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }

  async suspend(): Promise<void> {
    await this.page.getByRole('button', { name: 'Suspend', exact: true }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Suspend', exact: true }).click();
    await expect(this.page.getByRole('button', { name: 'Unsuspend' })).toBeVisible();
  }

  async limitEditing(label: string): Promise<void> {
    await this.page.getByLabel('Editing', { exact: true }).selectOption({ label });
    await this.page.getByRole('button', { name: 'Save limits' }).click();
    await expect(this.page.getByText('Saved')).toBeVisible();
  }

  /** A number of minutes that is not on offer. */
  async limitEditingTo(minutes: number): Promise<void> {
    await this.page.getByLabel('Editing', { exact: true }).selectOption({ label: 'Another time' });
    await this.page.getByLabel('Editing: minutes').fill(String(minutes));
    await this.page.getByRole('button', { name: 'Save limits' }).click();
    await expect(this.page.getByText('Saved')).toBeVisible();
  }
}

/** Where a link leads: joining, or a new password. */
export class LinkPage {
  readonly over: Locator;

  constructor(private readonly page: Page) {
    this.over = page.getByRole('heading', { name: 'This link does not work any more' });
  }

  async join(name: string, email: string, password: string): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.page.getByLabel('Email', { exact: true }).fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Join', exact: true }).click();
  }

  async setPassword(password: string): Promise<void> {
    await this.page.getByLabel('New password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Set password' }).click();
  }
}
