import type { Pool, PoolClient } from 'pg';
import { MerkleTree, hashLeaf } from './merkle';
import { NO_SEAL, hashSeal, readSeals, type SealDocument } from './seal-document';
import { fetchAll, inSnapshot } from './snapshot';

/**
 * The head of each stream below the oldest open transaction, and not as log.streams has it now: what is sealed must be found
 * again from the events alone, at any later time.
 */
const HEADS = `
select s.stream, e.version, e.hash
  from log.streams s
 cross join lateral (
   select version, hash from log.events
    where stream = s.stream
      and (epoch < (select current from log.epoch) or transaction_id < pg_snapshot_xmin(pg_current_snapshot()))
    order by version desc limit 1) e
 order by s.stream`;

interface HeadRow {
  readonly stream: string;
  readonly version: string;
  readonly hash: Buffer;
}

const ATTEMPTS = 3;

/**
 * Appends a seal and returns it for export. The heads are read without any write; the insert is a statement of its own.
 *
 * @throws where other sealers were faster three times
 */
export async function seal(pool: Pool): Promise<SealDocument> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const document = await inSnapshot(pool, compute);
    if (await insert(pool, document)) return document;
  }
  throw new Error('other sealers were faster three times: run one');
}

async function compute(client: PoolClient): Promise<SealDocument> {
  const { rows } = await client.query<{ epoch: number; transaction_id: string; sealed_at: Date }>(
    `select current as epoch, pg_snapshot_xmin(pg_current_snapshot()) as transaction_id,
            date_trunc('milliseconds', clock_timestamp()) as sealed_at
       from log.epoch`,
  );
  const place = rows[0];
  if (place === undefined) throw new Error('log.epoch has no row: this schema is not whole');
  const previous = (await readSeals(client, 1))[0];
  const tree = new MerkleTree();
  let streams = 0;
  let events = 0;
  for await (const head of fetchAll<HeadRow>(client, 'heads', HEADS)) {
    tree.add(hashLeaf(head.stream, Number(head.version), head.hash));
    streams += 1;
    events += Number(head.version);
  }
  const unhashed = {
    number: (previous?.number ?? 0) + 1,
    epoch: place.epoch,
    transactionId: place.transaction_id,
    streams,
    events,
    root: tree.root().toString('hex'),
    previous: previous?.hash ?? NO_SEAL,
    sealedAt: place.sealed_at.toISOString(),
  };
  return { ...unhashed, hash: hashSeal(unhashed) };
}

async function insert(pool: Pool, document: SealDocument): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into log.seals (number, epoch, transaction_id, streams, events, root, previous, hash, sealed_at)
     values ($1, $2, $3, $4, $5, decode($6, 'hex'), decode($7, 'hex'), decode($8, 'hex'), $9)
     on conflict do nothing`,
    [
      document.number, document.epoch, document.transactionId, document.streams, document.events,
      document.root, document.previous, document.hash, document.sealedAt,
    ],
  );
  return rowCount === 1;
}
