import { expect, type Browser, type BrowserContext, type Page, type Response } from '@playwright/test';
import { Line } from './line';
import type { Server } from './server';
import { Watch } from './watch';

export interface DeviceOptions {
  /** 390 px wide and touched. */
  phone?: boolean;
  javaScript?: boolean;
  /** The system's wish for less motion; colours change at once then, too. */
  still?: boolean;
  /** Of the device, by its IANA name. */
  timeZone?: string;
}

/** A browser of its own, on a line of its own to the server. */
export class Device {
  private constructor(
    readonly context: BrowserContext,
    readonly line: Line,
    readonly watch: Watch,
    readonly page: Page,
  ) {}

  static async start(browser: Browser, server: Server, name: string, options: DeviceOptions): Promise<Device> {
    const line = await Line.to(server.port);
    const context = await browser.newContext({
      baseURL: line.url,
      javaScriptEnabled: options.javaScript ?? true,
      timezoneId: options.timeZone,
      reducedMotion: options.still ? 'reduce' : 'no-preference',
      ...(options.phone
        ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
        : { viewport: { width: 1280, height: 800 } }),
    });
    const watch = new Watch(context, name);
    return new Device(context, line, watch, await context.newPage());
  }

  get url(): string {
    return this.line.url;
  }

  /** Opens a page and waits until it is alive. */
  async open(path: string): Promise<Response> {
    const answer = await this.page.goto(path);
    await this.isAlive();
    return answer as Response;
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.isAlive();
  }

  async isAlive(): Promise<void> {
    await expect(this.page.locator('html[data-hydrated]')).toBeAttached();
  }

  /** The network is gone, and the device knows. */
  async goOffline(): Promise<void> {
    this.watch.allowOutages();
    await this.context.setOffline(true);
    this.line.cut();
  }

  async goOnline(): Promise<void> {
    this.line.mend();
    await this.context.setOffline(false);
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.line.close();
  }
}
