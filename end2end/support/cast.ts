import { expect, type Browser } from '@playwright/test';
import { Device, type DeviceOptions } from './device';
import * as people from './people';
import type { DemoPerson } from './people';
import { Person } from './person';
import type { Server } from './server';

/** The people of a test, each at a device of their own. */
export class Cast {
  private readonly devices: Device[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly server: Server,
  ) {}

  /** The patient and the doctor share an active and an ended room. */
  async patient(options?: DeviceOptions): Promise<Person> {
    return this.join(people.PATIENT, options);
  }

  async doctor(options?: DeviceOptions): Promise<Person> {
    return this.join(people.DOCTOR, options);
  }

  async admin(options?: DeviceOptions): Promise<Person> {
    return this.join(people.ADMIN, options);
  }

  /** A client of the clinic who has just signed up. */
  async newcomer(options?: DeviceOptions): Promise<Person> {
    const person = await this.visitor(options, people.newcomer());
    const { name, email } = person.who;
    const answer = await person.post('auth/sign-up', {
      practice: 'clinic-demo', name, email, password: people.PASSWORD_OF_NEWCOMERS,
    });
    expect(answer.status(), 'sign-up').toBe(201);
    return person;
  }

  /** Anybody of the demo data, signed in without going through the page. */
  async join(who: DemoPerson, options?: DeviceOptions): Promise<Person> {
    const person = await this.visitor(options, who);
    const answer = await person.post('auth/sign-in', { email: who.email, password: people.PASSWORD });
    expect(answer.status(), 'sign-in').toBe(200);
    return person;
  }

  /** Anybody, not signed in. */
  async visitor(options: DeviceOptions = {}, who: DemoPerson = people.PATIENT): Promise<Person> {
    const device = await Device.start(this.browser, this.server, who.name, options);
    this.devices.push(device);
    return new Person(device, who);
  }

  /** What went wrong in anybody's pages. */
  get problems(): string[] {
    return this.devices.flatMap((device) => device.watch.problems);
  }

  async leave(person: Person): Promise<void> {
    await person.device.close();
  }

  async close(): Promise<void> {
    await Promise.all(this.devices.map((device) => device.close()));
  }
}
