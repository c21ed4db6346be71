import { expect, test } from '../../support/test';

/** What `/me` answers to a program that shows the token. */
async function statusWith(request: { get: Function }, url: string, token: string): Promise<number> {
  return (await request.get(`${url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } })).status();
}

test('a token is made, shown once, works, and works no more once it is revoked', async ({ cast, request }) => {
  const person = await cast.newcomer();
  const { tokens, device } = person;
  await device.open('/settings/profile');
  await person.page.getByRole('link', { name: 'Tokens' }).click();
  await expect(person.page.getByText('No tokens yet')).toBeVisible();

  const token = await tokens.add('Calendar on my phone', 'Read');
  expect(await statusWith(request, device.url, token)).toBe(200);
  await tokens.done.click();
  await device.isAlive();
  const row = tokens.row('Calendar on my phone');
  await expect(row).toContainText('Read');
  await expect(row).toContainText(/Last used\s*\d/);
  await expect(tokens.made).toHaveCount(0);
  expect(await person.page.content()).not.toContain(token);

  await tokens.revoke('Calendar on my phone');
  await expect(person.page.getByText('No tokens yet')).toBeVisible();
  expect(await statusWith(request, device.url, token)).toBe(401);
});

test('the token is copied', async ({ cast }) => {
  const person = await cast.newcomer();
  await person.device.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await person.device.open('/settings/tokens');
  const token = await person.tokens.add('Backup', 'Read and write', 'Never');
  await person.tokens.copy.click();
  await expect(person.page.getByText('Copied')).toBeVisible();
  expect(await person.page.evaluate(() => navigator.clipboard.readText())).toBe(token);
});

test('a token that reads cannot write', async ({ cast, request }) => {
  const person = await cast.newcomer();
  await person.device.open('/settings/tokens');
  const token = await person.tokens.add('Reader', 'Read');
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await request.post(`${person.device.url}/api/v1/auth/sign-out`, { headers });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ code: 'forbidden' });
});

test('tokens work without JavaScript', async ({ cast, request }) => {
  const person = await cast.visitor({ javaScript: false });
  await person.page.goto('/sign-in?next=/settings/tokens');
  await person.signInPage.signIn(person.who.email, 'attend-demo');
  await expect(person.page).toHaveURL('/settings/tokens');
  const token = await person.tokens.add('Without a script', 'Read');
  expect(await statusWith(request, person.device.url, token)).toBe(200);
  await person.page.reload();
  await expect(person.tokens.made).toHaveCount(0);
  await person.tokens.revoke('Without a script');
  await expect(person.tokens.row('Without a script')).toHaveCount(0);
  expect(await statusWith(request, person.device.url, token)).toBe(401);
});

test('who hides when they were last seen is offline to others and nothing more', async ({ cast }) => {
  const patient = await cast.patient();
  const doctor = await cast.doctor();
  const room = await patient.room();
  await doctor.openRoom(room);
  await patient.device.open('/settings/profile');
  const { lastSeenHidden } = patient.profile;
  const tablet = await cast.patient();
  await tablet.device.open('/settings/profile');

  await lastSeenHidden.click();
  await expect(lastSeenHidden).toBeChecked();
  await expect(tablet.profile.lastSeenHidden, 'the other device follows').toBeChecked();
  await cast.leave(tablet);
  await expect(doctor.thread.about).toContainText('Online');
  await patient.page.goto('about:blank');
  await expect(doctor.thread.about).toContainText('Offline');
  await expect(doctor.thread.about).not.toContainText('Last seen');

  await patient.device.open('/settings/profile');
  await lastSeenHidden.click();
  await expect(lastSeenHidden).not.toBeChecked();
  await patient.page.goto('about:blank');
  await expect(doctor.thread.about).toContainText('Last seen today');
});
