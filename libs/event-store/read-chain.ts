import type { Pool } from 'pg';
import { readSeals, type SealDocument } from './seal-document';
import { inSnapshot } from './snapshot';
import { linkHolds, type StoredRow } from './verify-streams';

/** A stream by its head: how long its chain is, and when it last grew. */
export interface ChainHead {
  readonly stream: string;
  readonly version: number;
  readonly lastAt: string;
}

/** A link as it is stored, unread: also where what stands in it is no event any more. */
export interface ChainedEvent {
  readonly version: number;
  readonly type: string;
  /** The text as stored; whoever reads it takes care. */
  readonly meta: string;
  readonly recordedAt: string;
  readonly hash: string;
  /** Its content gives its hash, on the hash before. */
  readonly holds: boolean;
  /** Older than the newest seal, which covers it. */
  readonly sealed: boolean;
}

export interface Chain {
  readonly stream: string;
  readonly events: readonly ChainedEvent[];
  /** First version of which content, order or head is not as it was written; null where all of it is. */
  readonly brokenAt: number | null;
  /** Number of the newest seal and when it was made; null where there is none yet. */
  readonly seal: { readonly number: number; readonly at: string } | null;
}

const HEADS = `
select s.stream, s.version, e.recorded_at
  from log.streams s left join log.events e on e.stream = s.stream and e.version = s.version
 where s.stream > $1 and strpos(s.stream, $2) > 0
 order by s.stream limit $3`;

/** Streams whose name holds the words, by name, from behind one of them on. */
export async function readChainHeads(pool: Pool, words: string, after: string, limit: number): Promise<ChainHead[]> {
  const { rows } = await pool.query<{ stream: string; version: string; recorded_at: Date | null }>(HEADS, [after, words, limit]);
  return rows.map(({ stream, version, recorded_at }) => ({ stream, version: Number(version), lastAt: (recorded_at ?? new Date(0)).toISOString() }));
}

const LINKS = `
select stream, version, epoch, transaction_id, position, type, schema_version, data::text as data, meta::text as meta,
       agenda_key, hash, meta ->> 'recordedAt' as recorded_at, recorded_at as column_at,
       recorded_at = (meta ->> 'recordedAt')::timestamptz as recorded_fits
  from log.events where stream = $1 order by version`;

/** One chain, each link worked out anew; null where there is no such stream. Only seals prove anything against who owns the server. */
export function readChain(pool: Pool, stream: string): Promise<Chain | null> {
  return inSnapshot(pool, async (client) => {
    const [seal] = await readSeals(client, 1);
    const head = await client.query<{ version: string; head_hash: Buffer }>('select version, head_hash from log.streams where stream = $1', [stream]);
    const { rows } = await client.query<StoredRow & { column_at: Date }>(LINKS, [stream]);
    if (rows.length === 0 && head.rows.length === 0) return null;
    const events = rows.map((row, i): ChainedEvent => {
      const before = rows[i - 1];
      const follows = Number(row.version) === (before === undefined ? 1 : Number(before.version) + 1);
      return { version: Number(row.version), type: row.type, meta: row.meta, recordedAt: row.column_at.toISOString(), hash: row.hash.toString('hex'), holds: follows && row.recorded_fits === true && linkHolds(before?.hash ?? null, row), sealed: isCovered(row, seal) };
    });
    const last = rows.at(-1);
    const ends = head.rows[0] !== undefined && last !== undefined && head.rows[0].version === last.version && head.rows[0].head_hash.equals(last.hash);
    const brokenAt = events.find((e) => !e.holds)?.version ?? (ends ? null : (events.at(-1)?.version ?? 0));
    return { stream, events, brokenAt, seal: seal === undefined ? null : { number: seal.number, at: seal.sealedAt } };
  });
}

function isCovered(row: StoredRow, seal: SealDocument | undefined): boolean {
  if (seal === undefined) return false;
  return row.epoch < seal.epoch || (row.epoch === seal.epoch && BigInt(row.transaction_id) < BigInt(seal.transactionId));
}
