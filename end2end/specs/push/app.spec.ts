import { ADMIN, DOCTOR, OTHER_DOCTOR, PATIENT, unique } from '../../support/people';
import { groupOf, write } from '../../support/rooms';
import { expect, test } from '../../support/test';
import { ServiceWorker } from '../../support/worker';

test.use({ serviceWorkers: 'allow' });

interface Icon {
  src: string;
  sizes: string;
  type: string;
  purpose: string;
}

test('the site can be installed as an app', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/sign-in');
  const session = await visitor.device.context.newCDPSession(visitor.page);
  const { data, errors, url } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toBe(`${visitor.device.url}/manifest.webmanifest`);
  const manifest = JSON.parse(data ?? '') as Record<string, unknown> & { icons: Icon[] };
  expect(manifest).toMatchObject({ name: 'Attend', short_name: 'Attend', start_url: '/', scope: '/', display: 'standalone' });

  for (const wanted of ['192x192 any', '512x512 any', '512x512 maskable']) {
    const icon = manifest.icons.find(({ sizes, type, purpose }) => type === 'image/png' && `${sizes} ${purpose}` === wanted);
    const answer = await visitor.page.request.get(icon?.src ?? wanted);
    expect(answer.headers()['content-type'], wanted).toBe('image/png');
    const size = (await answer.body()).readUInt32BE(16);
    expect(`${size}x${size}`, 'as large as it says').toBe(icon?.sizes);
  }
  const touch = await visitor.page.locator('link[rel=apple-touch-icon]').getAttribute('href');
  expect((await visitor.page.request.get(touch ?? '')).status()).toBe(200);
  await expect(visitor.page.locator('meta[name=theme-color]')).toHaveCount(2);
});

test('what the app offers from its icon leads somewhere for everybody', async ({ cast }) => {
  for (const who of [PATIENT, DOCTOR, ADMIN]) {
    const { device, page } = await cast.join(who);
    const answer = await page.request.get('/manifest.webmanifest');
    const { shortcuts } = (await answer.json()) as { shortcuts: { name: string; url: string; icons: Icon[] }[] };
    expect(shortcuts.length).toBeGreaterThan(0);
    for (const { url, icons } of shortcuts) {
      expect((await device.open(url)).status(), `${url} of ${who.slug}`).toBe(200);
      await expect(page, 'nowhere else').toHaveURL(new RegExp(`^[^?]*${url}$`));
      for (const { src } of icons) expect((await page.request.get(src)).status(), src).toBe(200);
    }
  }
});

test('without a network a page says so, and goes on by itself when it is back', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.open('/');
  const worker = await ServiceWorker.of(patient.page);
  expect(worker.url).toBe(`${patient.device.url}/service-worker.js`);

  await patient.device.goOffline();
  await patient.page.goto('/patient/appointments');
  await expect(patient.page.getByRole('heading', { name: 'You are offline' })).toBeVisible();
  await expect(patient.page.getByRole('button', { name: 'Try again' })).toBeVisible();
  const kept = await patient.page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept, 'nothing of anybody’s').toEqual(['/offline']);

  await patient.device.goOnline();
  await patient.device.isAlive();
  await expect(patient.page).toHaveURL('/patient/appointments');
  await expect(patient.navigation.home).toBeVisible();
});

test('a push is shown, and pressing it leads there in the window that is open', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.device.context.grantPermissions(['notifications']);
  await patient.open('/');
  const worker = await ServiceWorker.of(patient.page);

  await worker.isPushed({ title: 'New message', body: 'Open Attend to read it.', tag: 'room', link: '/patient/chat' });
  await expect.poll(() => worker.shown()).toEqual([{ title: 'New message', body: 'Open Attend to read it.', tag: 'room' }]);
  await worker.isPushed({ title: 'New messages', body: 'Open Attend to read them.', tag: 'room', link: '/patient/chat' });
  await expect.poll(async () => (await worker.shown()).map(({ title }) => title), 'the newer one replaces').toEqual(['New messages']);

  await patient.page.evaluate(() => Object.assign(window, { sameAsBefore: true }));
  await worker.press();
  await expect(patient.page).toHaveURL('/patient/chat');
  expect(await patient.page.evaluate(() => 'sameAsBefore' in window), 'it was not loaded anew').toBe(true);
  await expect.poll(() => worker.shown()).toEqual([]);
});

test('what is pushed without words is shown all the same', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.device.context.grantPermissions(['notifications']);
  await patient.open('/');
  const worker = await ServiceWorker.of(patient.page);
  await worker.isPushed({});
  await expect.poll(async () => (await worker.shown()).map(({ title }) => title)).toEqual(['Attend']);
});

test('what is read elsewhere goes from the device, at once or with the next push', async ({ cast }) => {
  const [doctor, patient] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  await patient.device.context.grantPermissions(['notifications']);
  await patient.open('/');
  const worker = await ServiceWorker.of(patient.page);
  const titles = async () => (await worker.shown()).map(({ title }) => title).sort();
  const group = await groupOf(doctor, unique('Before the operation'), patient);
  const words = unique('Nothing to eat');
  await write(doctor, group, words);
  const find = async () => {
    const bell = await patient.get<{ items: { id: string; body: string }[] }>('notifications');
    return bell.items.find(({ body }) => body === words)?.id;
  };
  await expect.poll(find).toBeDefined();
  const id = await find();

  await worker.isPushed({ id, title: 'New message', tag: 'room' });
  await expect.poll(titles).toEqual(['New message']);
  expect((await patient.post(`notifications/${id}/read`, {})).status()).toBe(204);
  await expect.poll(titles).toEqual([]);

  // One that comes late, when no page says that anything was read, goes with the next push.
  await worker.isPushed({ id, title: 'New message', tag: 'room' });
  await worker.isPushed({ id: crypto.randomUUID(), title: 'News', tag: 'other' });
  await expect.poll(titles).toEqual(['News']);
});

test('whoever signs out leaves nothing on the device that they were told', async ({ cast }) => {
  const client = await cast.newcomer();
  // A page that is signed out while it still asks for something is refused it.
  client.device.watch.allowStatus(401);
  await client.device.context.grantPermissions(['notifications']);
  await client.device.open('/settings/profile');
  const worker = await ServiceWorker.of(client.page);
  const titles = async () => (await worker.shown()).map(({ title }) => title);
  await worker.isPushed({ title: 'New message', tag: 'room' });
  await expect.poll(titles).toEqual(['New message']);
  await client.profile.signOut();
  await expect(client.page).toHaveURL('/sign-in');
  await expect.poll(titles).toEqual([]);
});
