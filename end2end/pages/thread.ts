import { expect, type Locator, type Page } from '@playwright/test';

export type Tick = 'Sending' | 'Sent' | 'Delivered' | 'Read' | 'Failed';

/** The middle pane of the chat: the log of one room, and where one writes. */
export class Thread {
  readonly log: Locator;
  readonly messages: Locator;
  readonly composer: Locator;
  readonly send: Locator;
  readonly error: Locator;
  readonly about: Locator;
  readonly ended: Locator;
  readonly typing: Locator;
  readonly back: Locator;
  readonly details: Locator;
  readonly context: Locator;
  readonly closeContext: Locator;

  constructor(page: Page) {
    this.log = page.getByRole('log', { name: 'Messages' });
    this.messages = this.log.getByRole('article');
    this.composer = page.getByRole('textbox', { name: 'Message', exact: true });
    this.send = page.getByRole('button', { name: 'Send', exact: true });
    this.error = page.getByRole('alert');
    this.about = page.locator('.thread__about');
    this.ended = page.locator('.log__ended');
    this.typing = page.getByRole('status', { name: /is typing$/ });
    this.back = page.locator('.thread__back');
    this.details = page.locator('.thread__details');
    this.context = page.getByRole('complementary', { name: 'Details' });
    this.closeContext = page.locator('.context__close');
  }

  /** Messages whose name begins with their sender; one's own with You. */
  by(sender: string): Locator {
    return this.log.getByRole('article', { name: new RegExp(`^${sender}\\b`) });
  }

  message(text: string): Locator {
    return this.messages.filter({ hasText: text });
  }

  /** Writes it, sends it with Enter, and does not wait for it to be sent. */
  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
    await expect(this.composer).toHaveValue('');
  }

  /** Presses one of the buttons that a message shows when it is pointed at. */
  async press(text: string, action: string): Promise<void> {
    await (await this.pointAt(text, action)).click();
  }

  /** Points at a message until it shows that button. */
  async pointAt(text: string, action: string): Promise<Locator> {
    const message = this.message(text).last();
    const button = message.getByRole('button', { name: action, exact: true });
    // The message may be drawn anew under the pointer, as when it is sent; then it has to be pointed at again.
    await expect(async () => {
      await this.log.page().mouse.move(0, 0);
      await message.hover();
      await expect(button).toBeVisible({ timeout: 1_000 });
    }).toPass();
    return button;
  }

  /** Chooses files with the button, and waits until they are uploaded or refused. */
  async attach(...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    const page = this.log.page();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach', exact: true }).click();
    await (await chooser).setFiles(files);
    await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')).toHaveCount(files.length);
    await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('progressbar')).toHaveCount(0);
  }

  async tickIs(text: string, tick: Tick, timeout?: number): Promise<void> {
    await expect(this.message(text).getByRole('img', { name: tick, exact: true })).toBeVisible({ timeout });
  }

  /** The words of the messages that hold these, in the order of the log. */
  async texts(mark: string): Promise<string[]> {
    return this.message(mark).locator('.message__body').allInnerTexts();
  }

  async scrollTo(top: number): Promise<void> {
    await this.log.evaluate((log, top) => log.scrollTo({ top, behavior: 'instant' }), top);
  }
}
