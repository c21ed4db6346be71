import { expect } from '@playwright/test';
import type { Cast } from './cast';
import type { GivenFile } from './files';
import { OTHER_DOCTOR, unique } from './people';
import type { Person, Room } from './person';
import { groupOf } from './rooms';

/** A doctor in a room with a client who is somewhere else, and a second room of the two. */
export async function writing(cast: Cast): Promise<{ client: Person; doctor: Person; room: Room; other: Room }> {
  const [doctor, client] = [await cast.join(OTHER_DOCTOR), await cast.newcomer()];
  const room = await groupOf(doctor, unique('Drafts'), client);
  const other = await groupOf(doctor, unique('Elsewhere'), client);
  await doctor.openRoom(room);
  return { client, doctor, room, other };
}

/** Does not wait for them to be uploaded. */
export async function choose(person: Person, ...files: GivenFile[]): Promise<void> {
  const chooser = person.page.waitForEvent('filechooser');
  await person.page.getByRole('button', { name: 'Attach', exact: true }).click();
  await (await chooser).setFiles(files);
}

export function trayOf(person: Person) {
  return person.page.getByRole('list', { name: 'Attachments' });
}

export async function isUploaded(person: Person, name: string): Promise<void> {
  await expect(trayOf(person).getByText(name)).toBeVisible();
  await expect(trayOf(person).getByRole('progressbar')).toHaveCount(0);
}
