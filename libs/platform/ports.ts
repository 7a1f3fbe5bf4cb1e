import { createServer } from 'node:net';
import { isRecord, readJson, writeJson } from './files';

export const LOCALHOST = '127.0.0.1';

/** Whether a server could listen there now. A moment later somebody else may: the server that fails to bind says so. */
export async function isPortFree(port: number, host: string | undefined = LOCALHOST): Promise<boolean> {
  return (await tryListen(port, host)) !== undefined;
}

/** Any free port of 127.0.0.1, for what lives only for a test. */
export async function anyFreePort(): Promise<number> {
  const port = await tryListen(0, LOCALHOST);
  if (port === undefined) throw new Error('no free port on 127.0.0.1');
  return port;
}

function tryListen(port: number, host: string | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}

export interface ChosenPort {
  readonly port: number;
  /** The wanted port, where it was busy and another had to be taken. */
  readonly busy?: number;
}

/** Ports that stay the same from start to start, so that bookmarks and configured clients go on working. */
export class PortBook {
  private readonly taken = new Set<number>();

  constructor(private readonly file: string) {}

  /**
   * The port of last time when it is free, else `preferred`, else the next free one above it; written down for the next start.
   * @param insist take `preferred` whatever was used last time (the operator asked for it).
   */
  async choose(name: string, preferred: number, insist = false): Promise<ChosenPort> {
    const book = this.read();
    const before = insist ? undefined : book[name];
    const wanted = before ?? preferred;
    for (const port of [wanted, ...Array.from({ length: 200 }, (_, step) => preferred + step)]) {
      if (port > 65_535 || this.taken.has(port)) continue;
      // A server may listen on all addresses, or on the loopback only: both must be possible.
      if (!(await isPortFree(port)) || !(await isPortFree(port, '0.0.0.0'))) continue;
      this.taken.add(port);
      if (before !== port) writeJson(this.file, { ...this.read(), [name]: port });
      return port === wanted ? { port } : { port, busy: wanted };
    }
    throw new Error(`no free port from ${preferred} to ${preferred + 199}`);
  }

  private read(): Record<string, number> {
    const value = readJson(this.file);
    const known = isRecord(value) ? Object.entries(value) : [];
    return Object.fromEntries(known.filter((entry): entry is [string, number] => Number.isInteger(entry[1])));
  }
}
