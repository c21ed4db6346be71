import type { Person } from './person';

/** What the server says of a message that it does not take. */
export interface Refusal {
  code: 'forbidden' | 'slow_down';
  message: string;
  /** In seconds. */
  retryAfter?: number;
}

interface Sent {
  type?: string;
  id?: string;
  body?: string;
}

/** Refuses messages on their way to the server, by what is written in them; all else passes. Asked for before the page
 *  is opened. */
export async function refuseMessages(person: Person, refusal: (body: string) => Refusal | undefined): Promise<void> {
  await person.page.routeWebSocket(/\/live$/, (page) => {
    const server = page.connectToServer();
    page.onMessage((frame) => {
      const sent = JSON.parse(frame.toString()) as Sent;
      const refused = sent.type === 'message:send' ? refusal(sent.body ?? '') : undefined;
      if (refused) page.send(JSON.stringify({ type: 'error', id: sent.id, about: sent.type, ...refused }));
      else server.send(frame);
    });
  });
}
