import { createServer } from 'node:net';
import { PortBook, anyFreePort } from './ports';
import { scratchFolder } from './testing/scratch';

const scratch = scratchFolder();

async function occupy(port: number): Promise<() => Promise<void>> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return () => new Promise((resolve) => server.close(() => resolve()));
}

describe('PortBook', () => {
  it('keeps a port from start to start', async () => {
    const preferred = await anyFreePort();
    const { port } = await new PortBook(scratch.at('keep.json')).choose('api', preferred);
    await expect(new PortBook(scratch.at('keep.json')).choose('api', 20_000)).resolves.toEqual({ port });
  });

  it('takes another one when it is busy, and says which was', async () => {
    const preferred = await anyFreePort();
    const release = await occupy(preferred);
    const chosen = await new PortBook(scratch.at('busy.json')).choose('api', preferred);
    expect(chosen.busy).toBe(preferred);
    expect(chosen.port).not.toBe(preferred);
    await release();
  });

  it('never gives one port to two', async () => {
    const book = new PortBook(scratch.at('two.json'));
    const preferred = await anyFreePort();
    const [a, b] = [await book.choose('a', preferred), await book.choose('b', preferred)];
    expect(a.port).not.toBe(b.port);
  });
});
