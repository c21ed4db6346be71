import { expect, type APIResponse } from '@playwright/test';
import type { Cast } from './cast';
import type { DeviceOptions } from './device';
import { PASSWORD_OF_NEWCOMERS } from './people';
import type { Person, Room } from './person';

/** A message as the server answers it. */
export interface Said {
  id: string;
  number: number;
}

/** A conversation of their own, which no other test comes to: a group that the practitioner opens with these clients.
 *  Best with the other doctor, since many tests count what is unread of the first. */
export async function groupOf(practitioner: Person, title: string, ...clients: Person[]): Promise<Room> {
  const users = await Promise.all(clients.map(async (client) => (await client.get<{ id: string }>('me')).id));
  return made(await practitioner.post('chat/rooms/', { kind: 'group', title, users }));
}

/** Says it without a page. */
export async function write(person: Person, room: { id: string }, message: string | object): Promise<Said> {
  const fields = typeof message === 'string' ? { body: message } : message;
  return made(await person.post(`chat/messages/${room.id}`, { clientId: crypto.randomUUID(), kind: 'text', ...fields }));
}

/** Has read this message and all before it. */
export async function haveRead(person: Person, message: Said): Promise<void> {
  expect((await person.post(`chat/messages/${message.id}/read`, {})).status(), 'read').toBe(204);
}

/** The same newcomer at another device. */
export async function again(cast: Cast, person: Person, options?: DeviceOptions): Promise<Person> {
  const other = await cast.visitor(options, person.who);
  const answer = await other.post('auth/sign-in', { email: person.who.email, password: PASSWORD_OF_NEWCOMERS });
  expect(answer.status(), 'sign-in').toBe(200);
  return other;
}

async function made<T>(answer: APIResponse): Promise<T> {
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
}
