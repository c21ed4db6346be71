import type { Account } from '../pages/sign-up';
import { DOCTOR, newcomer, PASSWORD, PASSWORD_OF_NEWCOMERS, PATIENT } from '../support/people';
import { expect, test } from '../support/test';

function account(): Account {
  const { name, email } = newcomer();
  return { code: 'clinic-demo', name, email, password: PASSWORD_OF_NEWCOMERS };
}

test('a new patient signs up with the join code and is at home', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/sign-up');
  await visitor.signUpPage.signUp(account());
  await expect(visitor.page).toHaveURL('/patient');
  await visitor.device.reload();
  await expect(visitor.page).toHaveURL('/patient');
});

test('times are those of where one signs up', async ({ cast }) => {
  const visitor = await cast.visitor({ timeZone: 'Pacific/Auckland' });
  await visitor.device.open('/sign-up');
  await visitor.signUpPage.signUp(account());
  await expect(visitor.page).toHaveURL('/patient');
  await visitor.open('/book');
  await expect(visitor.page.getByRole('main')).toContainText('Pacific/Auckland');
});

test('the join code says which practice it is', async ({ cast }) => {
  const visitor = await cast.visitor();
  await visitor.device.open('/sign-up');
  await visitor.signUpPage.signUp({ ...account(), code: 'tutoring-demo' });
  await expect(visitor.page).toHaveURL('/student');
});

const REFUSALS = [
  { what: 'a wrong join code', wrong: { code: 'no-such-code' }, field: 'code' },
  { what: 'a short password', wrong: { password: 'qx7-vk2' }, field: 'password' },
  { what: 'a well-known password', wrong: { password: 'password1234' }, field: 'password' },
  { what: 'an address that is taken', wrong: { email: DOCTOR.email }, field: 'email' },
] as const;

for (const { what, wrong, field } of REFUSALS) {
  test(`${what} is refused at its field, and what was typed stays`, async ({ cast }) => {
    const visitor = await cast.visitor();
    visitor.device.watch.allowStatus(422);
    const tried = { ...account(), ...wrong };
    await visitor.device.open('/sign-up');
    await visitor.signUpPage.signUp(tried);

    const page = visitor.signUpPage;
    await expect(page[field]).toHaveAttribute('aria-invalid', 'true');
    await expect(page[field]).toHaveAccessibleDescription(/\w+ \w+/);
    await expect(page.code).toHaveValue(tried.code);
    await expect(page.name).toHaveValue(tried.name);
    await expect(page.email).toHaveValue(tried.email);
    await expect(page.password).toHaveValue(tried.password);
    await expect(visitor.page).toHaveURL('/sign-up');
  });
}

test('after a refusal the corrected form is taken', async ({ cast }) => {
  const visitor = await cast.visitor();
  visitor.device.watch.allowStatus(422);
  const tried = account();
  await visitor.device.open('/sign-up');
  await visitor.signUpPage.signUp({ ...tried, code: 'no-such-code' });
  await expect(visitor.signUpPage.code).toHaveAttribute('aria-invalid', 'true');
  await visitor.signUpPage.signUp(tried);
  await expect(visitor.page).toHaveURL('/patient');
});

test.describe('without JavaScript', () => {
  test('one signs in and out', async ({ cast }) => {
    const visitor = await cast.visitor({ javaScript: false });
    await visitor.page.goto('/patient/appointments');
    await expect(visitor.page).toHaveURL('/sign-in?next=/patient/appointments');
    await visitor.signInPage.signIn(PATIENT.email, PASSWORD);
    await expect(visitor.page).toHaveURL('/patient/appointments');

    await visitor.page.goto('/settings/profile');
    await visitor.profile.signOut();
    await expect(visitor.page).toHaveURL('/sign-in');
    await visitor.page.goto('/patient');
    await expect(visitor.page).toHaveURL('/sign-in?next=/patient');
  });

  test('a wrong password is told, and the address stays', async ({ cast }) => {
    const visitor = await cast.visitor({ javaScript: false });
    await visitor.page.goto('/sign-in?next=/patient/appointments');
    await visitor.signInPage.signIn(PATIENT.email, 'not-the-password');
    await expect(visitor.signInPage.error).toContainText('do not match');
    await expect(visitor.signInPage.email).toHaveValue(PATIENT.email);
    await expect(visitor.signInPage.password).toHaveValue('');
    await visitor.signInPage.signIn(PATIENT.email, PASSWORD);
    await expect(visitor.page).toHaveURL('/patient/appointments');
  });

  test('one signs up', async ({ cast }) => {
    const visitor = await cast.visitor({ javaScript: false });
    await visitor.page.goto('/sign-up');
    await visitor.signUpPage.signUp(account());
    await expect(visitor.page).toHaveURL('/patient');
  });

  test('a wrong join code is told, and what was typed stays', async ({ cast }) => {
    const visitor = await cast.visitor({ javaScript: false });
    const tried = { ...account(), code: 'no-such-code' };
    await visitor.page.goto('/sign-up');
    await visitor.signUpPage.signUp(tried);
    await expect(visitor.page.getByRole('main')).toContainText(/join code/i);
    await expect(visitor.page).toHaveURL(/\/sign-up/);
    await expect(visitor.signUpPage.code).toHaveValue(tried.code);
    await expect(visitor.signUpPage.name).toHaveValue(tried.name);
    await expect(visitor.signUpPage.email).toHaveValue(tried.email);
  });
});
