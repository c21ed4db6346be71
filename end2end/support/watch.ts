import type { BrowserContext } from '@playwright/test';

/** How Chromium words that the network failed, which is no fault of the page; the last is of a service worker. */
const NETWORK = [
  /net::ERR_/,
  /WebSocket connection to .* failed/,
  /status of 50[234]/,
  /An unknown error occurred when fetching the script/,
];

/** Collects what goes wrong in the pages of a device: errors on the console (violations of the content policy
 *  are among them) and uncaught ones. What a test brings about on purpose it allows beforehand. */
export class Watch {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  constructor(context: BrowserContext, device: string) {
    context.on('console', (message) => {
      const address = message.location().url;
      if (message.type() === 'error') this.seen.push(`${device}: ${message.text()} (${address})`);
    });
    context.on('weberror', (error) => this.seen.push(`${device}: uncaught ${error.error().stack}`));
  }

  /** The server refuses with this status, and the browser notes it. */
  allowStatus(...statuses: number[]): void {
    this.allowed.push(...statuses.map((status) => new RegExp(`status of ${status}`)));
  }

  allowOutages(): void {
    this.allowed.push(...NETWORK);
  }

  get problems(): string[] {
    return this.seen.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
  }
}
