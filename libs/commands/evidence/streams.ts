import { createHash } from 'node:crypto';
import { EvidenceDamaged } from './evidence-store';

/** More bytes came than are taken. */
export class EvidenceTooLarge extends Error {
  constructor(readonly mostBytes: number) {
    super(`more than ${mostBytes} bytes`);
    this.name = 'EvidenceTooLarge';
  }
}

/** The stream as it is, as long as it has no more bytes. @throws EvidenceTooLarge where it has, before these are handed on */
export async function* atMost(mostBytes: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new EvidenceTooLarge(mostBytes);
    yield chunk;
  }
}

/** The first bytes of a stream, at least so many where it has them, and the whole of it. */
export async function withHead(least: number, source: AsyncIterable<Uint8Array>): Promise<{ head: Buffer; whole: AsyncIterable<Uint8Array> }> {
  const chunks = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < least) {
    const next = await chunks.next();
    if (next.done) break;
    first.push(next.value);
    bytes += next.value.length;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* first;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  }
  return { head: Buffer.concat(first), whole: whole() };
}

/**
 * A stream of the bytes that the digest names. The last chunk is held back until all are seen to be right: whoever reads to the end
 * has what was put, and of anything else never gets to the end.
 *
 * @throws EvidenceDamaged where they are not
 */
export async function* verified(sha256: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | null = null;
  for await (const chunk of source) {
    if (held !== null) yield held;
    hash.update(chunk);
    held = chunk;
  }
  if (hash.digest('hex') !== sha256) throw new EvidenceDamaged(sha256);
  if (held !== null) yield held;
}
