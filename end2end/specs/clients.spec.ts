import { ClientsPages } from '../pages/clients';
import { DOCTOR, OTHER_PATIENT, PATIENT, STUDENT, TUTOR, unique } from '../support/people';
import { fits, isAccessible } from '../support/sight';
import { expect, test } from '../support/test';

test('a doctor finds a patient, changes what is known of them, and the patient sees it at once', async ({ cast }) => {
  const [doctor, patient] = [await cast.doctor(), await cast.patient()];
  const [clients, allergies] = [new ClientsPages(doctor.page), unique('Hazelnuts')];
  await patient.device.open('/settings/card');
  await doctor.open('/');
  await doctor.page.getByRole('navigation').getByRole('link', { name: 'Patients' }).click();
  await clients.search.fill('noor');
  await clients.row('Patients', PATIENT.name).getByRole('link').click();
  await expect(doctor.page.getByRole('heading', { name: PATIENT.name })).toBeVisible();
  await expect(clients.about).toContainText('14 March 1991');

  await clients.edit('Allergies', allergies);
  await expect(clients.about).toContainText(allergies);
  await expect(patient.page.getByLabel('Allergies')).toHaveValue(allergies);
  await patient.page.getByText('Changes', { exact: true }).click();
  await expect(patient.page.getByRole('list', { name: 'Changes' })).toContainText(DOCTOR.name);
});

test('what a patient writes of themselves stands beside the conversation; nothing typed is lost', async ({ cast }) => {
  const [doctor, patient] = [await cast.doctor(), await cast.patient()];
  const conditions = unique('Hay fever');
  patient.device.watch.allowStatus(422);
  await doctor.openRoom(await doctor.room());
  await patient.device.open('/settings/card');
  await patient.page.getByLabel('Birth date').fill('2999-01-01');
  await patient.page.getByLabel('Conditions').fill(conditions);
  await patient.page.getByRole('button', { name: 'Save' }).click();
  await expect(patient.page.getByText('This day is still to come.')).toBeVisible();
  await expect(patient.page.getByLabel('Conditions')).toHaveValue(conditions);
  await patient.page.getByLabel('Birth date').fill('1991-03-14');
  await patient.page.getByRole('button', { name: 'Save' }).click();
  await expect(patient.page.getByText('Saved')).toBeVisible();
  await expect(doctor.page.getByRole('complementary', { name: 'Details' })).toContainText(conditions);
  await doctor.page.getByRole('link', { name: 'Open card' }).click();
  await expect(doctor.page.getByRole('region', { name: 'About', exact: true })).toContainText(conditions);
});

test('a doctor has patients of their own, and finds all', async ({ cast }) => {
  const doctor = await cast.doctor();
  const clients = new ClientsPages(doctor.page);
  await doctor.open('/clients');
  await expect(clients.row('Patients', PATIENT.name)).toBeVisible();
  const all = doctor.page.getByRole('button', { name: 'All patients' });
  await all.click();
  await expect(clients.row('Patients', OTHER_PATIENT.name)).toBeVisible();
  await clients.search.fill('nobody is called that');
  await expect(doctor.page.getByText('Nobody found')).toBeVisible();
});

test('a student’s own tutor is one tap away', async ({ cast }) => {
  const student = await cast.join(STUDENT);
  await student.open('/');
  const own = student.page.getByRole('region', { name: 'Your tutors' });
  await expect(own.getByRole('link', { name: `Book with ${TUTOR.name}` })).toBeVisible();
  await own.getByRole('link', { name: `Message ${TUTOR.name}` }).click();
  await expect(student.thread.log).toBeVisible();
});

for (const [width, phone] of [['1280 px', false], ['390 px', true]] as const) {
  test(`lists and cards can be seen and heard at ${width}`, async ({ cast }) => {
    const doctor = await cast.doctor({ phone, still: true });
    await doctor.open('/clients');
    await fits(doctor.page);
    await isAccessible(doctor.page);
    await new ClientsPages(doctor.page).row('Patients', PATIENT.name).getByRole('link').click();
    await doctor.page.getByRole('button', { name: 'Edit' }).click();
    await fits(doctor.page);
    await isAccessible(doctor.page);
    const patient = await cast.patient({ phone, still: true });
    await patient.device.open('/settings/card');
    await fits(patient.page);
    await isAccessible(patient.page);
  });
}
