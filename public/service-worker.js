// Attend in the background: shows what is pushed, leads to it, and says so when there is no network.
// Nothing of anybody's is kept here: the one thing in the cache is the page that says one is offline.

const CACHE = 'attend-offline-1';
const OFFLINE = '/offline';
const SUBSCRIPTIONS = '/api/v1/push/subscriptions';
const OPENED = '/api/v1/push/opened';
const READ = '/api/v1/push/read';
/** How long an open page has to answer before it is led by force. */
const PATIENCE = 3000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(new Request(OFFLINE, { cache: 'reload' }))));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The page is asked for while this worker still starts.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate' && event.request.method === 'GET') event.respondWith(open(event));
});

async function open(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

self.addEventListener('push', (event) => event.waitUntil(show(event.data)));

/** A browser takes the right to push away from who pushes and shows nothing: there is always something to show. */
async function show(data) {
  const { id, title, body, tag, link, urgent, unread } = read(data);
  await self.registration.showNotification(title ?? 'Attend', {
    body: body ?? 'There is something new for you.',
    tag,
    renotify: Boolean(tag),
    requireInteraction: Boolean(urgent),
    icon: '/icons/192.png',
    badge: '/icons/badge.png',
    data: { id, link: link ?? '/' },
  });
  if (Number.isInteger(unread)) await mark(unread);
  await tidy(id);
}

// A page says so when something was read, wherever that was, and when somebody signs out.
self.addEventListener('message', (event) => {
  if (event.data === 'attend:tidy') event.waitUntil(tidy());
  if (event.data === 'attend:forget') event.waitUntil(forget());
});

/** Whoever signs out leaves nothing that they were told. */
async function forget() {
  (await self.registration.getNotifications()).forEach((notification) => notification.close());
  await mark(0);
}

/** Takes away what is read by now, but for the one that has just come. What nobody can be asked about stays. */
async function tidy(fresh) {
  const shown = (await self.registration.getNotifications()).filter(({ data }) => data?.id && data.id !== fresh);
  if (shown.length === 0) return;
  const ids = shown.map(({ data }) => data.id).join();
  const answer = await fetch(`${READ}?${new URLSearchParams({ ids })}`).catch(() => undefined);
  if (!answer?.ok) return;
  const { read: settled } = await answer.json();
  shown.filter(({ data }) => settled.includes(data.id)).forEach((notification) => notification.close());
}

function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

/** The number on the app's icon. */
async function mark(unread) {
  try {
    await (unread > 0 ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.());
  } catch {
    // An app that is not installed has no icon.
  }
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { id, link } = event.notification.data ?? {};
  event.waitUntil(Promise.all([lead(link ?? '/'), note(id)]));
});

/** Tells the server that it was followed, so that it is read on the other devices too. */
async function note(id) {
  if (id) await fetch(`${OPENED}/${encodeURIComponent(id)}`, { method: 'POST' }).catch(() => {});
}

/** To the page: in a window that is open, the one in use first, or in a new one. */
async function lead(link) {
  const { href } = new URL(link, self.location.origin);
  if (!href.startsWith(`${self.location.origin}/`)) return;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const window = windows.find(({ focused }) => focused) ?? windows.find(({ visibilityState }) => visibilityState === 'visible') ?? windows[0];
  if (!window) {
    await self.clients.openWindow(href);
    return;
  }
  await window.focus().catch(() => {});
  if (!(await goes(window, link))) await window.navigate(href).catch(() => self.clients.openWindow(href));
}

/** Asks the page to go there by itself, without being loaded anew; whether it does. */
function goes(window, link) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), PATIENCE);
    window.postMessage({ type: 'attend:open', link }, [port2]);
  });
}

// The push service has changed the address. Where the browser does not say which it was, the next page that is opened
// does this.
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAgain(event)));

async function subscribeAgain({ oldSubscription, newSubscription }) {
  if (!oldSubscription) return;
  const fresh = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  await fetch(SUBSCRIPTIONS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...fresh.toJSON(), replaces: oldSubscription.endpoint }),
  });
}
