import type { Page } from '@playwright/test';
import { hasAsked } from '../../support/answers';
import { fits, isAccessible } from '../../support/sight';
import { expect, test } from '../../support/test';

test.use({ serviceWorkers: 'allow' });

/** Gives the browser a push service: the one it has lies outside, where tests do not go. */
async function withPushService(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const keys = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    };
    // A browser keeps its subscription, over reloads too.
    const subscription = () => {
      const endpoint = sessionStorage.getItem('push endpoint');
      return endpoint && { toJSON: () => ({ endpoint, keys }), unsubscribe };
    };
    const unsubscribe = async () => {
      sessionStorage.removeItem('push endpoint');
      return true;
    };
    Object.assign(PushManager.prototype, {
      async subscribe() {
        const fresh = `https://push.example.org/${crypto.randomUUID()}`;
        sessionStorage.setItem('push endpoint', sessionStorage.getItem('push endpoint') ?? fresh);
        return subscription();
      },
      async getSubscription() {
        return subscription();
      },
    });
  });
}

test('notifications are turned on, listed and removed', async ({ cast }) => {
  const person = await cast.newcomer();
  await person.device.context.grantPermissions(['notifications']);
  await withPushService(person.page);
  await person.device.open('/settings/notifications');
  await expect(person.page.getByText('No device is notified yet')).toBeVisible();

  const here = person.page.getByRole('switch', { name: 'Notifications on this device' });
  await here.click();
  await expect(here).toBeChecked();
  const devices = person.page.getByRole('list', { name: 'Your devices' }).getByRole('listitem');
  await expect(devices).toHaveCount(1);
  await expect(devices).toContainText('Chrome on Linux');
  await expect(devices).toContainText('This device');
  await person.device.reload();
  await expect(here).toBeChecked();
  // Each page that comes alive says anew that it is there.
  await hasAsked(person.page, 'add-device');

  await devices.getByRole('button', { name: 'Remove Chrome on Linux' }).click();
  await expect(person.page.getByText('No device is notified yet')).toBeVisible();
  await expect(here).not.toBeChecked();
});

test('signing out takes the device out', async ({ cast }) => {
  const person = await cast.newcomer();
  await person.device.context.grantPermissions(['notifications']);
  await withPushService(person.page);
  await person.device.open('/settings/notifications');
  await person.page.getByRole('switch', { name: 'Notifications on this device' }).click();
  await expect(person.page.getByText('This device', { exact: true })).toBeVisible();

  const other = await cast.visitor({}, person.who);
  await other.device.open('/sign-in');
  await other.signInPage.signIn(person.who.email, 'quiet-harbour-lantern');
  await expect(other.page).toHaveURL('/patient');
  await other.device.open('/settings/notifications');
  const devices = other.page.getByRole('list', { name: 'Your devices' }).getByRole('listitem');
  await expect(devices).toHaveCount(1);

  await person.device.open('/settings/profile');
  await hasAsked(person.page, 'add-device');
  // What the page still asks as it ends.
  person.device.watch.allowStatus(401);
  await person.profile.signOut();
  await expect(person.page).toHaveURL('/sign-in');
  await other.device.reload();
  await expect(other.page.getByText('No device is notified yet')).toBeVisible();
});

test('who has blocked notifications is told how to allow them', async ({ cast }) => {
  const person = await cast.newcomer({ phone: true });
  await person.page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
  });
  await person.device.open('/settings/notifications');
  await expect(person.page.getByText('Your browser blocks notifications')).toBeVisible();
  await expect(person.page.getByRole('switch', { name: 'Notifications on this device' })).toHaveCount(0);
  await isAccessible(person.page);
  await fits(person.page);
});

test('on an iPhone, Attend asks to be put on the Home Screen first', async ({ cast }) => {
  const person = await cast.newcomer({ phone: true });
  await person.page.addInitScript(() => {
    Object.defineProperty(navigator, 'userAgent', {
      get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1',
    });
    Reflect.deleteProperty(window, 'PushManager');
  });
  await person.device.open('/settings/notifications');
  await expect(person.page.getByText('add Attend to the Home Screen first')).toBeVisible();
  await isAccessible(person.page);
  await fits(person.page);
});
