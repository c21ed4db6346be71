import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The line between one device and the server, which a test can cut. Both ends see their connections break. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly entrance: Server,
    private readonly target: number,
  ) {
    entrance.on('connection', (socket) => this.carry(socket));
  }

  static async to(target: number): Promise<Line> {
    const entrance = createServer().listen(0, '127.0.0.1');
    await once(entrance, 'listening');
    return new Line(entrance, target);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.entrance.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.isCut = true;
    this.drop();
  }

  mend(): void {
    this.isCut = false;
  }

  /** Breaks what is connected; new connections are carried. */
  drop(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.cut();
    this.entrance.close();
    await once(this.entrance, 'close');
  }

  private carry(device: Socket): void {
    if (this.isCut) {
      device.on('error', () => {}).resetAndDestroy();
      return;
    }
    const server = connect(this.target, '127.0.0.1');
    for (const [socket, other] of [[device, server], [server, device]] as const) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => this.sockets.delete(socket));
      socket.pipe(other);
    }
    // An end on one side is passed on by pipe; a break is passed on here.
    device.on('close', () => server.destroy());
    server.on('close', () => device.destroySoon());
  }
}
