import { expect, test as base } from '@playwright/test';
import { Cast } from './cast';
import { Server } from './server';

/** Each worker has a server of its own; each test the people it asks for. No page may complain, no request panic. */
export const test = base.extend<{ cast: Cast }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  cast: async ({ browser, server }, use, info) => {
    const before = server.log.length;
    const cast = new Cast(browser, server);
    await use(cast);
    const problems = cast.problems;
    await cast.close();
    const logged = server.log.slice(before);
    if (info.status !== info.expectedStatus) await info.attach('server log', { body: logged, contentType: 'text/plain' });
    expect.soft(problems, 'errors in the pages').toEqual([]);
    expect.soft(logged, 'the log of the server').not.toContain('panicked');
  },
});

export { expect };
