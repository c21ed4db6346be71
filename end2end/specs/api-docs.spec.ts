import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020';
import { fits, isAccessible, isNamed } from '../support/sight';
import { expect, test } from '../support/test';

test('the description is valid OpenAPI 3.1', async ({ request, server }) => {
  const document = await (await request.get(`${server.url}/api/v1/openapi.json`)).json();
  const validator = new Validator();
  const { valid, errors } = await validator.validate(document);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

test('what is answered is as it is described', async ({ cast, request, server }) => {
  const document = await (await request.get(`${server.url}/api/v1/openapi.json`)).json();
  const schemas = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ ...document, $id: 'api' });
  const paths = Object.keys(document.paths).filter((path) => 'get' in document.paths[path] && !path.includes('{'));
  const answered = new Set<string>();
  for (const person of [await cast.patient(), await cast.doctor(), await cast.admin()]) {
    for (const path of paths) {
      const answer = await person.page.request.get(`${server.url}${path}`);
      if (answer.status() !== 200 || !answer.headers()['content-type']?.startsWith('application/json')) continue;
      const steps = ['paths', path, 'get', 'responses', '200', 'content', 'application/json', 'schema'];
      const place = steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
      const isDescribed = schemas.getSchema(`api#/${place}`);
      const body = await answer.json();
      isDescribed?.(body);
      expect(isDescribed?.errors ?? null, `${person.who.name}: ${path}`).toBeNull();
      if (isDescribed && (body.items === undefined || body.items.length > 0)) answered.add(path);
    }
  }
  for (const path of ['notifications', 'notifications/preferences', 'chat/rooms', 'appointments'])
    expect([...answered], 'where there was something to describe').toContain(`/api/v1/${path}`);
});

test('one tries the API in one’s own session', async ({ cast }) => {
  const patient = await cast.patient();
  await patient.device.open('/api/v1/docs');
  await expect(patient.page.getByText(`You are signed in as ${patient.who.name}`)).toBeVisible();

  const me = patient.apiDocs.endpoint('Who one is');
  await me.send();
  await me.answers(200);
  await expect(me.body).toContainText(patient.who.email);

  const room = await patient.room();
  const messages = patient.apiDocs.endpoint('Read a room’s messages'.replace('’', "'"));
  await messages.send({ id: room.id, limit: '1' });
  await messages.answers(200);
  await expect(messages.body).toContainText(`"room": "${room.id}"`);
  await expect(messages.card.getByRole('region', { name: 'Headers' })).toContainText('content-type: application/json');
});

test('one tries the API with a token', async ({ cast }) => {
  const person = await cast.newcomer();
  person.device.watch.allowStatus(401, 403);
  await person.device.open('/settings/tokens');
  const token = await person.tokens.add('To try', 'Read');
  await person.device.open('/api/v1/docs');
  await person.apiDocs.token.fill(token);
  const me = person.apiDocs.endpoint('Who one is');
  await me.send();
  await me.answers(200);
  const signOut = person.apiDocs.endpoint('Sign out');
  await signOut.send();
  await signOut.answers(403);
  await expect(signOut.body).toContainText('may only read');

  await person.apiDocs.token.fill('attend_pat_none');
  await me.send();
  await me.answers(401);
});

test('signed out, one is told so, and what is typed is sent', async ({ cast }) => {
  const visitor = await cast.visitor();
  visitor.device.watch.allowStatus(400, 401);
  await visitor.device.open('/api/v1/docs');
  await expect(visitor.page.getByText('You are not signed in')).toBeVisible();
  const signIn = visitor.apiDocs.endpoint('Sign in');
  await signIn.send({ Body: '{"email": ' });
  await signIn.answers(400);
  await signIn.send({ Body: '{"email": "patient@clinic.demo", "password": "attend-demo"}' });
  await signIn.answers(200);
});

test('by keyboard alone one finds an endpoint and tries it', async ({ cast }) => {
  const patient = await cast.patient();
  const { page } = patient;
  await patient.device.open('/api/v1/docs');
  await page.getByRole('link', { name: 'Who one is' }).focus();
  await page.keyboard.press('Enter');
  const me = patient.apiDocs.endpoint('Who one is');
  await expect(me.card).toBeInViewport();
  await me.card.locator('summary', { hasText: 'Try it' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await me.answers(200);
});

test('on a phone the contents are folded, and lead to an endpoint', async ({ cast }) => {
  const visitor = await cast.visitor({ phone: true });
  await visitor.device.open('/api/v1/docs');
  const contents = visitor.page.getByRole('navigation', { name: 'Contents' });
  const link = contents.getByRole('link', { name: 'Who one is' });
  await expect(link).toBeHidden();
  await contents.getByText('Contents', { exact: true }).tap();
  await link.tap();
  await expect(visitor.apiDocs.endpoint('Who one is').card).toBeInViewport();
});

for (const phone of [false, true]) {
  test(`the page can be seen, heard and reached${phone ? ' on a phone' : ''}`, async ({ cast }) => {
    test.slow();
    const patient = await cast.patient({ phone, still: true });
    await patient.device.open('/api/v1/docs');
    await patient.apiDocs.endpoint('Send a message').card.getByText('Try it').click();
    const me = patient.apiDocs.endpoint('Who one is');
    await me.send();
    await me.answers(200);
    await isNamed(patient.page);
    await fits(patient.page);
    // All parts are of one make, and axe takes minutes over so long a page: it looks at the first ones.
    await patient.page.locator('main section').evaluateAll((parts) => parts.slice(6).forEach((part) => part.remove()));
    await isAccessible(patient.page);
  });
}
