import type { Page } from '@playwright/test';
import { PASSWORD, PATIENT } from '../support/people';
import { expect, test } from '../support/test';

/** What is loaded before anybody is signed in, in kilobytes. */
const FIRST_LOAD = 250;

/** The addresses that a page asks for, from now on. */
function askedBy(page: Page): Set<string> {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).pathname));
  return asked;
}

test('a visitor loads documents, and the program only while filling in a form', async ({ cast }) => {
  const visitor = await cast.visitor();
  const sizes: Promise<number>[] = [];
  visitor.page.on('requestfinished', (request) => {
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  const asked = askedBy(visitor.page);
  for (const path of ['/', '/sign-up', '/sign-in']) {
    await visitor.device.open(path);
    await visitor.page.waitForLoadState('networkidle');
  }
  expect([...asked].filter((path) => path.endsWith('.wasm'))).toEqual([]);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes / 1000).toBeLessThan(FIRST_LOAD);

  await visitor.signInPage.email.fill(PATIENT.email);
  await expect.poll(() => [...asked].filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
});

test('a form that does not reach the server keeps what was typed, and goes on when it is back', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/sign-in?next=/patient/appointments');
  await visitor.device.goOffline();
  await visitor.signInPage.signIn(PATIENT.email, PASSWORD);
  await expect(visitor.signInPage.error).toHaveText('The server cannot be reached right now.');
  await visitor.signInPage.submit.click();
  // Until then it is under way, and would arrive once the line is mended.
  await expect(visitor.signInPage.submit).toBeEnabled();
  await expect(visitor.signInPage.error).toHaveCount(1);
  await expect(visitor.signInPage.email).toHaveValue(PATIENT.email);
  await expect(visitor.signInPage.password).toHaveValue(PASSWORD);

  await visitor.device.goOnline();
  await visitor.signInPage.submit.click();
  await expect(visitor.page).toHaveURL('/patient/appointments');
});

test('a form that is refused says why in the server’s words, and keeps what was typed', async ({ cast }) => {
  const visitor = await cast.visitor();
  visitor.device.watch.allowStatus(403, 500);
  await visitor.device.open('/sign-in?next=/patient/appointments');
  const problem = { status: 403, code: 'forbidden', detail: 'This request came from another site.' };
  const refusals = [
    { status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) },
    { status: 500, contentType: 'text/html', body: '<main><p role="alert">Something went wrong on our side.</p></main>' },
    { status: 403, body: '' },
  ];
  await visitor.page.route('**/fn/sign-in', (route) => {
    const refusal = refusals.shift();
    return refusal ? route.fulfill(refusal) : route.continue();
  });
  await visitor.signInPage.signIn(PATIENT.email, PASSWORD);
  for (const said of [problem.detail, 'Something went wrong on our side.', 'The server refused this (403).']) {
    await expect(visitor.signInPage.error).toHaveText(said);
    await expect(visitor.signInPage.email).toHaveValue(PATIENT.email);
    await expect(visitor.signInPage.password).toHaveValue(PASSWORD);
    await visitor.signInPage.submit.click();
  }
  await expect(visitor.page).toHaveURL('/patient/appointments');
});

test('who is signed in tells their time zone in signing up as well', async ({ cast }) => {
  const patient = await cast.patient({ timeZone: 'Pacific/Auckland' });
  await patient.device.open('/sign-up');
  await expect(patient.page.locator('input[name=time_zone]')).toHaveValue('Pacific/Auckland');
});

test('without e-mail no letter is promised to whoever has forgotten the password', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/sign-in');
  await expect(visitor.page.getByRole('link', { name: 'Forgot password?' })).toHaveCount(0);
  await visitor.device.open('/forgot-password');
  await expect(visitor.page.getByRole('heading', { name: 'Please ask your practice' })).toBeVisible();
  await visitor.device.open('/forgot-password/sent');
  await expect(visitor.page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();
});

test('who signs in on the way to what is not there is signed in, and told so', async ({ cast }) => {
  const visitor = await cast.visitor();
  visitor.device.watch.allowStatus(404);
  await visitor.device.open(`/sign-in?next=/patient/chat/${crypto.randomUUID()}`);
  await visitor.signInPage.signIn(PATIENT.email, PASSWORD);
  await expect(visitor.page).toHaveURL(/\/patient\/chat\//);
  await expect(visitor.navigation.home).toBeVisible();
});

test('an address without a role leads over sign-in to one’s own page', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/appointments');
  await expect(visitor.page).toHaveURL('/sign-in?next=/appointments');
  await visitor.signInPage.signIn(PATIENT.email, PASSWORD);
  await expect(visitor.page).toHaveURL('/patient/appointments');
});

test('a refused form says why at the field, which is where one goes on', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/sign-up');
  const tried = { code: 'clinic-demo', name: 'Nila', email: 'nila@clinic.demo', password: 'short' };
  await visitor.signUpPage.signUp(tried);
  await expect(visitor.signUpPage.password).toHaveAccessibleDescription(/ten characters/);
  await expect(visitor.signUpPage.password).toBeFocused();
  await expect(visitor.signUpPage.name).toHaveValue(tried.name);
  await expect(visitor.page).toHaveURL('/sign-up');
});

test('a form is sent once, however often its button is pressed', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/sign-in');
  let sent = 0;
  visitor.page.on('request', (request) => (sent += Number(request.url().endsWith('/fn/sign-in'))));
  await visitor.signInPage.email.fill(PATIENT.email);
  await visitor.signInPage.password.fill(PASSWORD);
  await visitor.signInPage.submit.dblclick();
  await expect(visitor.page).toHaveURL('/patient');
  expect(sent).toBe(1);
});

test('the frame of the browser has the colour of its theme', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/');
  const colours = visitor.page.locator('meta[name=theme-color]');
  await expect(colours.first()).toHaveAttribute('media', '(prefers-color-scheme: light)');
  await expect(colours.last()).toHaveAttribute('media', '(prefers-color-scheme: dark)');
});
