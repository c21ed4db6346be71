import { expect, type Locator, type Page } from '@playwright/test';

/** A pet parent's pets, and the page of each. */
export class PetsPage {
  readonly main: Locator;
  readonly link: Locator;
  readonly cards: Locator;
  readonly dialog: Locator;
  readonly photo: Locator;

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main');
    this.link = page.getByRole('navigation').getByRole('link', { name: 'Pets', exact: true });
    this.cards = this.main.getByRole('list', { name: 'Pets' }).getByRole('listitem');
    this.dialog = page.getByRole('dialog');
    // Hidden from assistive technology: the name beside it says it all.
    this.photo = page.locator('.pet-head img');
  }

  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true });
  }

  async add(name: string, species: string): Promise<void> {
    await this.main.getByRole('button', { name: 'Add pet' }).click();
    await this.field('Name').fill(name);
    await this.field('Species').selectOption(species);
    await this.save();
    await expect(this.dialog).toHaveCount(0);
    await expect(this.cards.filter({ hasText: name })).toBeVisible();
  }

  async save(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Save' }).click();
  }

  async openCard(name: string): Promise<void> {
    await this.cards.filter({ hasText: name }).getByRole('link').click();
    await expect(this.main.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  async edit(label: string, value: string): Promise<void> {
    await this.main.getByRole('button', { name: 'Edit' }).click();
    await this.field(label).fill(value);
    await this.save();
    await expect(this.dialog).toHaveCount(0);
  }

  async choosePhoto(button: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.main.getByRole('button', { name: button }).click();
    await (await chooser).setFiles(file);
  }

  async remove(): Promise<void> {
    await this.main.getByRole('button', { name: 'Remove pet' }).click();
    await this.dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  }
}
