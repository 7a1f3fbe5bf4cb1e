import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { canonicalJson } from './canonical-json';
import { NO_HASH } from './chain';

/** What a seal says. Hashes in lower-case hex. */
export interface SealContent {
  /** From 1 up. */
  readonly number: number;
  /** Covers every event whose (epoch, transaction id) is less than these two. */
  readonly epoch: number;
  readonly transactionId: string;
  readonly streams: number;
  readonly events: number;
  /** Merkle root over the head of every stream at that place, streams in the order of their UTF-8 bytes. */
  readonly root: string;
  /** Hash of the seal before; 64 zeros before the first. */
  readonly previous: string;
  /** ISO 8601, UTC, milliseconds; the server's clock. */
  readonly sealedAt: string;
}

/** A seal as it is exported, as JSON: kept elsewhere, it proves what the log held. */
export interface SealDocument extends SealContent {
  readonly hash: string;
}

/**
 * SHA-256( previous ‖ UTF-8( canonical JSON of epoch, events, number, root, sealedAt, streams, transactionId ) ).
 * These bytes can never change.
 */
export function hashSeal(seal: SealContent): string {
  const { epoch, events, number, root, sealedAt, streams, transactionId } = seal;
  return createHash('sha256')
    .update(Buffer.from(seal.previous, 'hex'))
    .update(canonicalJson({ epoch, events, number, root, sealedAt, streams, transactionId }))
    .digest('hex');
}

export const NO_SEAL = NO_HASH.toString('hex');

interface SealRow {
  readonly number: string;
  readonly epoch: number;
  readonly transaction_id: string;
  readonly streams: string;
  readonly events: string;
  readonly root: Buffer;
  readonly previous: Buffer;
  readonly hash: Buffer;
  readonly sealed_at: Date;
}

/** All seals by number; `newest` limits it to so many of the newest. */
export async function readSeals(client: Pool | ClientBase, newest?: number): Promise<SealDocument[]> {
  const { rows } = await client.query<SealRow>(
    `select number, epoch, transaction_id, streams, events, root, previous, hash, sealed_at
       from log.seals order by number desc limit $1`,
    [newest ?? null],
  );
  return rows.reverse().map((row) => ({
    number: Number(row.number),
    epoch: row.epoch,
    transactionId: row.transaction_id,
    streams: Number(row.streams),
    events: Number(row.events),
    root: row.root.toString('hex'),
    previous: row.previous.toString('hex'),
    sealedAt: row.sealed_at.toISOString(),
    hash: row.hash.toString('hex'),
  }));
}
