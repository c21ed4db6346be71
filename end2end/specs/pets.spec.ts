import { PetsPage } from '../pages/pets';
import type { Cast } from '../support/cast';
import type { DeviceOptions } from '../support/device';
import { PASSWORD_OF_NEWCOMERS, PET_PARENT, VETERINARIAN, newcomer, unique } from '../support/people';
import type { Person } from '../support/person';
import { fits, isAccessible, isNamed } from '../support/sight';
import { askForAppointment } from '../support/stories';
import { expect, test } from '../support/test';

/** One red pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const PHOTO = { name: 'pet.png', mimeType: 'image/png', buffer: PIXEL };

/** A client of the veterinary practice who has just signed up. */
async function petParent(cast: Cast): Promise<Person> {
  const person = await cast.visitor({}, { ...newcomer(), slug: 'pet-parent' });
  const { name, email } = person.who;
  const application = { practice: 'veterinary-demo', name, email, password: PASSWORD_OF_NEWCOMERS };
  expect((await person.post('auth/sign-up', application)).status(), 'sign-up').toBe(201);
  return person;
}

test('a pet is added, seen by the veterinarian, changed by both, and removed', async ({ cast }) => {
  const [parent, vet] = [await petParent(cast), await cast.join(VETERINARIAN)];
  const [pets, desk] = [new PetsPage(parent.page), new PetsPage(vet.page)];
  const name = unique('Tuisku');
  await parent.open('/');
  await pets.link.click();
  await expect(parent.page).toHaveURL('/pet-parent/pets');
  await expect(pets.main.getByText('No pets yet')).toBeVisible();
  await pets.add(name, 'Rabbit');
  await pets.openCard(name);
  await pets.edit('Breed', 'Lionhead');
  await expect(pets.main).toContainText('Rabbit · Lionhead');

  const id = new URL(parent.page.url()).pathname.split('/').at(-1);
  await vet.open(`/pets/${id}`);
  await expect(desk.main).toContainText(parent.who.name);
  await expect(desk.main.getByRole('button', { name: 'Remove pet' })).toHaveCount(0);
  await desk.edit('Notes', 'Teeth are fine.');
  await expect(pets.main, 'the owner’s open page follows').toContainText('Teeth are fine.');

  await pets.remove();
  await expect(parent.page).toHaveURL('/pet-parent/pets');
  await expect(pets.cards).toHaveCount(0);
  await expect(desk.main.getByText('Removed', { exact: true })).toBeVisible();
  await expect(desk.main.getByRole('button', { name: 'Edit' })).toHaveCount(0);
});

test('whom an appointment is about stands above and beside its conversation', async ({ cast }) => {
  const [parent, vet] = [await petParent(cast), await cast.join(VETERINARIAN, { still: true })];
  const pets = new PetsPage(parent.page);
  await parent.open('/pets');
  await pets.add('Halti', 'Dog');
  await vet.open('/');
  await askForAppointment(parent, 'He limps', 2, VETERINARIAN.name);
  await vet.home.requests.confirm(parent.who.name);
  await parent.appointment.is('Confirmed');
  await parent.appointment.openChat.click();
  await expect(parent.thread.about).toContainText(/Appointment .+ · Halti$/);

  await vet.openRoom(await parent.room());
  await expect(vet.thread.about).toContainText(/Appointment .+ · Halti$/);
  const known = vet.details.pane.getByRole('region', { name: 'Pet parent' });
  await expect(known).toContainText('Next appointment');
  await expect(known).not.toContainText('Last appointment');
  await expect(known.getByRole('link', { name: /\d\d:\d\d$/ })).toHaveAttribute('href', /\/veterinarian\/appointments\//);
  await pets.link.click();
  await pets.add('Hilla', 'Cat');
  await expect(known.getByRole('link', { name: /Hilla.*Cat/ }), 'the open pane follows').toBeVisible();
  await isAccessible(vet.page);
  await known.getByRole('link', { name: /Halti.*Dog/ }).click();
  await expect(vet.page.getByRole('heading', { level: 1, name: 'Halti' })).toBeVisible();
});

test('a photo is for the owner and the practice, and for no other client', async ({ cast }) => {
  const [parent, vet, stranger] = [await petParent(cast), await cast.join(VETERINARIAN), await petParent(cast)];
  const pets = new PetsPage(parent.page);
  const name = unique('Kuura');
  await parent.open('/pets');
  await pets.add(name, 'Cat');
  await pets.openCard(name);
  await pets.choosePhoto('Add photo', PHOTO);
  await expect(pets.photo).toBeVisible();
  const path = (await pets.photo.getAttribute('src'))!;
  expect((await vet.page.request.get(path)).status()).toBe(200);
  expect((await stranger.page.request.get(path)).status()).toBe(404);

  await pets.choosePhoto('Change photo', PHOTO);
  await expect(pets.photo).not.toHaveAttribute('src', path);
  expect((await vet.page.request.get(path)).status(), 'the one before it is gone').toBe(404);
  await pets.main.getByRole('button', { name: 'Remove photo' }).click();
  await expect(pets.photo).toHaveCount(0);
});

test('what does not hold is said at its field, and nothing typed is lost', async ({ cast }) => {
  const parent = await petParent(cast);
  const pets = new PetsPage(parent.page);
  await parent.open('/pets');
  await pets.main.getByRole('button', { name: 'Add pet' }).click();
  await pets.field('Name').fill('   ');
  await pets.field('Notes').fill('Shy');
  await pets.save();
  await expect(pets.field('Name')).toHaveAccessibleDescription('Please enter a name.');
  await expect(pets.field('Notes')).toHaveValue('Shy');
  await pets.field('Name').fill('Usva');
  await pets.save();
  await expect(pets.cards.filter({ hasText: 'Usva' })).toBeVisible();
});

test('another client’s pet, and pets in a clinic, do not exist', async ({ cast }) => {
  const [parent, stranger, patient] = [await petParent(cast), await petParent(cast), await cast.patient()];
  const pets = new PetsPage(parent.page);
  await parent.open('/pets');
  await pets.add('Halla', 'Dog');
  await pets.openCard('Halla');
  for (const [other, path] of [[stranger, new URL(parent.page.url()).pathname], [patient, '/patient/pets']] as const) {
    other.device.watch.allowStatus(404);
    const answer = await other.device.open(path);
    expect(answer.status()).toBe(404);
    expect(await answer.text()).not.toContain('Halla');
  }
  await expect(new PetsPage(patient.page).link).toHaveCount(0);
});

for (const phone of [false, true]) {
  test(`pets can be seen, heard and reached ${phone ? 'on a phone' : 'on a desktop'}`, async ({ cast }) => {
    const options: DeviceOptions = { phone, still: true };
    const parent = await cast.join(PET_PARENT, options);
    const pets = new PetsPage(parent.page);
    const look = async () => {
      await isNamed(parent.page);
      await fits(parent.page);
      await isAccessible(parent.page);
    };
    await parent.open('/pets');
    await expect(pets.cards.filter({ hasText: 'Nelli' })).toBeVisible();
    await look();
    await pets.main.getByRole('button', { name: 'Add pet' }).click();
    await expect(pets.field('Name')).toBeVisible();
    await look();
    await parent.page.keyboard.press('Escape');
    await pets.openCard('Nelli');
    await look();
  });
}
