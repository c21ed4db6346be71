import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The first start makes a Postgres cluster and the demo data. */
const START_SECONDS = 60;
const STOP_SECONDS = 20;
const REPOSITORY = resolve(__dirname, '../..');

/** A server of our own: release binary, private Postgres, demo data. */
export class Server {
  private process?: ChildProcess;
  private readonly lines: string[] = [];

  private constructor(
    private readonly binary: string,
    private readonly data: string,
    readonly port: number,
  ) {}

  static async start(): Promise<Server> {
    const binary = process.env.ATTEND_BIN;
    if (!binary) throw new Error('Set ATTEND_BIN to the release binary, or run `make test`.');
    const data = await mkdtemp(join(tmpdir(), 'attend-end2end-'));
    await chmod(data, 0o755); // Postgres runs as another user when we are root
    const server = new Server(binary, data, await freePort());
    try {
      await server.restart();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it has logged, newest last. */
  get log(): string {
    return this.lines.join('');
  }

  /** Starts it again on the same port and data, and waits until it is ready. */
  async restart(): Promise<void> {
    const child = spawn(this.binary, ['serve'], {
      cwd: REPOSITORY,
      env: {
        ...process.env,
        LEPTOS_SITE_ADDR: `127.0.0.1:${this.port}`,
        ATTEND_DATA: this.data,
        ATTEND_DEMO: '1',
        ATTEND_LIMITS: 'off',
        RUST_LOG: 'warn',
        NO_COLOR: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.lines.push(text));
    }
    this.process = child;
    await this.isReady(child);
  }

  /** Ends it as a power cut would: nothing is tidied up. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it with its Postgres, and removes its data. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.data, { recursive: true, force: true, maxRetries: 5 });
  }

  private async isReady(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + START_SECONDS * 1000;
    while (Date.now() < deadline) {
      if (hasEnded(child)) throw new Error(`The server ended (${child.signalCode ?? child.exitCode}):\n${this.log}`);
      const answer = await fetch(`${this.url}/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await pause(100);
    }
    throw new Error(`The server was not ready after ${START_SECONDS} s:\n${this.log}`);
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.process;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
    child.kill(signal);
    await ended;
    clearTimeout(patience);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
