import { expect, type Page, type Response } from '@playwright/test';
import { ApiDocs } from '../pages/api-docs';
import { AppointmentPage } from '../pages/appointment';
import { AppointmentsPage } from '../pages/appointments';
import { Bell } from '../pages/bell';
import { BookingPage } from '../pages/booking';
import { ConversationsPane } from '../pages/conversations';
import { CoursesPage } from '../pages/courses';
import { HomePage } from '../pages/home';
import { Navigation } from '../pages/navigation';
import { NewConversation } from '../pages/new-conversation';
import { ProfilePage } from '../pages/profile';
import { SearchPane } from '../pages/search';
import { RoomDetails } from '../pages/room-details';
import { SignInPage } from '../pages/sign-in';
import { SignUpPage } from '../pages/sign-up';
import { Thread } from '../pages/thread';
import { TokensPage } from '../pages/tokens';
import type { Device } from './device';
import type { DemoPerson } from './people';

export interface Room {
  id: string;
  status: 'active' | 'ended';
  unread: number;
  lastNumber: number;
}

/** Somebody at a device, with the pages of the app at hand. */
export class Person {
  readonly page: Page;
  readonly navigation: Navigation;
  readonly bell: Bell;
  readonly home: HomePage;
  readonly conversations: ConversationsPane;
  readonly thread: Thread;
  readonly search: SearchPane;
  readonly newConversation: NewConversation;
  readonly details: RoomDetails;
  readonly appointments: AppointmentsPage;
  readonly appointment: AppointmentPage;
  readonly booking: BookingPage;
  readonly courses: CoursesPage;
  readonly profile: ProfilePage;
  readonly signInPage: SignInPage;
  readonly signUpPage: SignUpPage;
  readonly tokens: TokensPage;
  readonly apiDocs: ApiDocs;

  constructor(
    readonly device: Device,
    readonly who: DemoPerson,
  ) {
    const page = device.page;
    this.page = page;
    this.navigation = new Navigation(page);
    this.bell = new Bell(page);
    this.home = new HomePage(page);
    this.conversations = new ConversationsPane(page);
    this.thread = new Thread(page);
    this.search = new SearchPane(page);
    this.newConversation = new NewConversation(page);
    this.details = new RoomDetails(page);
    this.appointments = new AppointmentsPage(page);
    this.appointment = new AppointmentPage(page);
    this.booking = new BookingPage(page);
    this.courses = new CoursesPage(page);
    this.profile = new ProfilePage(page);
    this.signInPage = new SignInPage(page);
    this.signUpPage = new SignUpPage(page);
    this.tokens = new TokensPage(page);
    this.apiDocs = new ApiDocs(page);
  }

  /** Opens one of the pages of their role, as `/chat`; `/` is their home. */
  async open(path: string): Promise<Response> {
    return this.device.open(`/${this.who.slug}${path === '/' ? '' : path}`);
  }

  async openRoom(room: { id: string }): Promise<void> {
    await this.open(`/chat/${room.id}`);
    await expect(this.thread.log).toBeVisible();
  }

  /** Opens the room, and stays until all in it is read. */
  async read(room: Room): Promise<void> {
    await this.openRoom(room);
    await expect.poll(async () => (await this.rooms(room.status)).find(({ id }) => id === room.id)?.unread).toBe(0);
  }

  /** How many messages are unread in all rooms, as the server has it. */
  async unread(): Promise<number> {
    const answer = await this.get<{ items: Room[] }>('chat/rooms/');
    return answer.items.reduce((sum, room) => sum + room.unread, 0);
  }

  /** Their rooms of that state, by last activity. */
  async rooms(status: Room['status']): Promise<Room[]> {
    const answer = await this.get<{ items: Room[] }>('chat/rooms/');
    return answer.items.filter((room) => room.status === status);
  }

  /** Of those, the one in which most was said. */
  async room(status: Room['status'] = 'active'): Promise<Room> {
    const [room] = (await this.rooms(status)).sort((one, other) => other.lastNumber - one.lastNumber);
    expect(room, `${this.who.name} has a room that is ${status}`).toBeDefined();
    return room as Room;
  }

  /** What the server keeps of a room's last hundred messages, oldest first. */
  async history(room: { id: string }): Promise<string[]> {
    const answer = await this.get<{ items: { body: string }[] }>(`chat/messages/${room.id}?limit=100`);
    return answer.items.map((message) => message.body).reverse();
  }

  /** Posts to the HTTP API as our own page would. */
  async post(path: string, data: object) {
    return this.page.request.post(`/api/v1/${path}`, { data, headers: { Origin: this.device.url } });
  }

  /** Replaces what stands at a path of the HTTP API. */
  async put(path: string, data: object): Promise<void> {
    const answer = await this.page.request.put(`/api/v1/${path}`, { data, headers: { Origin: this.device.url } });
    expect(answer.ok(), `PUT ${path}`).toBe(true);
  }

  /** Changes a part of what stands at a path of the HTTP API. */
  async patch(path: string, data: object): Promise<void> {
    const answer = await this.page.request.patch(`/api/v1/${path}`, { data, headers: { Origin: this.device.url } });
    expect(answer.ok(), `PATCH ${path}`).toBe(true);
  }

  /** Removes what stands at a path of the HTTP API. */
  async remove(path: string): Promise<void> {
    const answer = await this.page.request.delete(`/api/v1/${path}`, { headers: { Origin: this.device.url } });
    expect(answer.status(), `DELETE ${path}`).toBe(204);
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.page.request.get(`/api/v1/${path}`);
    expect(answer.status(), path).toBe(200);
    return (await answer.json()) as T;
  }
}
