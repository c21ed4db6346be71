import { expect, type Page, type Worker } from '@playwright/test';

/** A notification as the page can see it. */
interface Shown {
  title: string;
  body: string;
  tag: string;
}

/** The service worker of a page, reached as the browser's own push client reaches it. */
export class ServiceWorker {
  private constructor(
    private readonly page: Page,
    private readonly worker: Worker,
  ) {}

  /** Waits until the worker is there, at work, and has the page. Until it is at work, pushes to it may be lost. */
  static async of(page: Page): Promise<ServiceWorker> {
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      while (active!.state !== 'activated') {
        await new Promise((resolve) => active!.addEventListener('statechange', resolve, { once: true }));
      }
      while (!navigator.serviceWorker.controller) {
        await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
      }
    });
    await expect.poll(() => page.context().serviceWorkers().length).toBe(1);
    return new ServiceWorker(page, page.context().serviceWorkers()[0]!);
  }

  get url(): string {
    return this.worker.url();
  }

  /** A push service brings this. */
  async isPushed(data: object): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const registered = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [registration] = registrations;
        if (registration) resolve(registration.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    const origin = new URL(this.page.url()).origin;
    await session.send('ServiceWorker.deliverPushMessage', {
      origin, registrationId: await registered, data: JSON.stringify(data),
    });
    await session.detach();
  }

  async shown(): Promise<Shown[]> {
    return this.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const all = await registration.getNotifications();
      return all.map(({ title, body, tag }) => ({ title, body, tag }));
    });
  }

  /** Presses the notification that is shown: the browser's own event, given by hand. */
  async press(): Promise<void> {
    await this.worker.evaluate(async () => {
      const scope = self as unknown as {
        registration: ServiceWorkerRegistration;
        NotificationEvent: new (type: string, init: object) => Event;
        dispatchEvent(event: Event): void;
      };
      const [notification] = await scope.registration.getNotifications();
      scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
    });
  }
}
