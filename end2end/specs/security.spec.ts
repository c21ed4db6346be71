import { OTHER_PATIENT } from '../support/people';
import { expect, test } from '../support/test';

test('a page may run its own scripts and nothing else', async ({ cast }) => {
  const visitor = await cast.visitor();
  const nonces = new Set<string>();
  for (const path of ['/sign-in', '/sign-in']) {
    const answer = await visitor.device.open(path);
    const headers = answer.headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).not.toContain("'unsafe-inline'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');

    const nonce = /'nonce-([^']{16,})'/.exec(policy)?.[1] ?? '';
    expect(nonce).not.toBe('');
    nonces.add(nonce);
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  }
  expect(nonces.size, 'a nonce for each page').toBe(2);
});

test('what is not a page is guarded as well', async ({ cast }) => {
  const visitor = await cast.visitor();
  for (const path of ['/api/v1/me', '/health', '/favicon.svg', '/no/such/page']) {
    const answer = await visitor.page.request.get(path);
    expect(answer.headers()['x-content-type-options'], path).toBe('nosniff');
    expect(answer.headers()['content-security-policy'], path).toContain('frame-ancestors');
  }
});

test('the session cookie is out of reach of scripts and other sites', async ({ cast }) => {
  const patient = await cast.patient();
  const [cookie, ...others] = await patient.device.context.cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ httpOnly: true, path: '/' });
  expect(['Lax', 'Strict']).toContain(cookie!.sameSite);
});

test('a post from another site is refused', async ({ cast }) => {
  const patient = await cast.patient();
  const credentials = { email: patient.who.email, password: 'attend-demo' };
  for (const Origin of ['https://evil.example', 'null', 'http://127.0.0.1']) {
    const signIn = await patient.page.request.post('/api/v1/auth/sign-in', { data: credentials, headers: { Origin } });
    expect(signIn.status(), Origin).toBe(403);
    const signOut = await patient.page.request.post('/api/v1/auth/sign-out', { headers: { Origin } });
    expect(signOut.status(), Origin).toBe(403);
  }
  const without = await patient.page.request.post('/api/v1/auth/sign-out');
  expect(without.status(), 'a cookie alone').toBe(403);
  expect((await patient.page.request.get('/api/v1/me')).status(), 'still signed in').toBe(200);
});

test('a form on another site signs nobody out', async ({ cast }) => {
  const patient = await cast.patient();
  const form = { form: {}, headers: { Origin: 'https://evil.example' }, maxRedirects: 0 };
  expect((await patient.page.request.post('/sign-out', form)).status()).toBe(403);
  expect((await patient.page.request.get('/api/v1/me')).status(), 'still signed in').toBe(200);
});

test('the room of others does not exist, just like one that never was', async ({ cast }) => {
  const [patient, other] = [await cast.patient(), await cast.join(OTHER_PATIENT)];
  patient.device.watch.allowStatus(404);
  const foreign = await other.room();
  const words = (await other.history(foreign)).at(-1)!;
  for (const id of [foreign.id, '01890000-0000-7000-8000-000000000000', 'no-id']) {
    const answer = await patient.open(`/chat/${id}`);
    expect(answer.status(), id).toBe(404);
    expect(await answer.text()).not.toContain(words);
    await expect(patient.page.getByRole('main')).toContainText(/nothing here|not found/i);
    await expect(patient.thread.composer).toHaveCount(0);
    expect((await patient.page.request.get(`/api/v1/chat/messages/${id}`)).status(), id).toBe(404);
  }
});

test('a page that is not there says so', async ({ cast }) => {
  const visitor = await cast.visitor();
  visitor.device.watch.allowStatus(404);
  const answer = await visitor.page.goto('/no/such/page');
  expect(answer!.status()).toBe(404);
  await expect(visitor.page.getByRole('heading').first()).toBeVisible();
});

test('signed out, nothing is told', async ({ cast }) => {
  const [patient, visitor] = [await cast.patient(), await cast.visitor()];
  const room = await patient.room();
  const words = (await patient.history(room)).at(-1)!;
  for (const path of ['me', 'chat/rooms/', `chat/messages/${room.id}`]) {
    expect((await visitor.page.request.get(`/api/v1/${path}`)).status(), path).toBe(401);
  }
  const answer = await visitor.device.open(`/patient/chat/${room.id}`);
  expect(await answer.text()).not.toContain(words);
  await expect(visitor.page).toHaveURL(`/sign-in?next=/patient/chat/${room.id}`);
});
