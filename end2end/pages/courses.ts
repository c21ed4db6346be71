import { expect, type Locator, type Page } from '@playwright/test';

/** The list of courses, and the page of one. */
export class CoursesPage {
  readonly list: Locator;
  readonly enrolled: Locator;
  readonly messageTutor: Locator;
  readonly room: Locator;
  readonly code: Locator;
  readonly filter: Locator;
  private readonly codeField: Locator;

  constructor(private readonly page: Page) {
    this.list = page.getByRole('list', { name: 'Courses', exact: true }).getByRole('listitem');
    this.enrolled = page.getByRole('list', { name: 'Enrolled' }).getByRole('listitem');
    this.messageTutor = page.getByRole('button', { name: 'Message the tutor' });
    this.room = page.getByRole('link', { name: 'Course room' });
    this.code = page.getByRole('textbox', { name: 'Code to enrol with' });
    this.filter = page.getByRole('combobox', { name: 'Course' });
    this.codeField = page.getByRole('textbox', { name: 'Code', exact: true });
  }

  heading(title: string): Locator {
    return this.page.getByRole('heading', { name: title, level: 1 });
  }

  /** Makes a course, and is at its page. */
  async make(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New course' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New course' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
    await dialog.getByRole('textbox', { name: 'Description' }).fill('From the first line to the last.');
    await dialog.getByRole('textbox', { name: 'Price' }).fill('30 € a lesson');
    await dialog.getByRole('button', { name: 'Make course' }).click();
    await expect(this.heading(title)).toBeVisible();
  }

  async enrol(code: string): Promise<void> {
    await this.codeField.fill(code);
    await this.page.getByRole('button', { name: 'Enrol', exact: true }).click();
  }

  async confirm(title: string, verb: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: title });
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    await expect(dialog).toBeHidden();
  }
}
