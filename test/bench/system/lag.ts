import { Pool } from 'pg';
import { type Spread, spreadOf } from '../statistics';

const EVERY_MS = 10;

interface Place {
  readonly epoch: number;
  readonly transactionId: bigint;
  readonly position: bigint;
}

function compare(a: Place, b: Place): number {
  if (a.epoch !== b.epoch) return a.epoch - b.epoch;
  if (a.transactionId !== b.transactionId) return a.transactionId < b.transactionId ? -1 : 1;
  return a.position < b.position ? -1 : a.position > b.position ? 1 : 0;
}

interface Row {
  epoch: number;
  transaction_id: string;
  position: string;
  ms: number;
}

function placeOf({ epoch, transaction_id, position }: Row): Place {
  return { epoch, transactionId: BigInt(transaction_id), position: BigInt(position) };
}

/**
 * How long after it was stored an event is in the read models: looks at the projector's checkpoint every ten milliseconds,
 * by the server's clock, while the work runs, and compares with every event of that time.
 */
export async function lagWhile<T>(databaseUrl: string, work: () => Promise<T>): Promise<{ result: T; lag: Spread }> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  pool.on('error', () => undefined);
  const seen: { place: Place; ms: number }[] = [];
  const look = async (): Promise<void> => {
    const { rows } = await pool.query<Row>({ name: 'lag', text: `select epoch, transaction_id, position, extract(epoch from clock_timestamp()) * 1000 as ms from log.checkpoints where name = 'projector'` });
    const row = rows[0];
    if (row) seen.push({ place: placeOf(row), ms: Number(row.ms) });
  };
  try {
    await look();
    const from = seen[0]?.ms ?? 0;
    let looking = true;
    const looks = (async () => {
      while (looking) {
        const began = performance.now();
        await look();
        await new Promise((resolve) => setTimeout(resolve, Math.max(1, EVERY_MS - (performance.now() - began))));
      }
    })();
    const result = await work();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    looking = false;
    await looks;
    const { rows } = await pool.query<Row>(
      `select epoch, transaction_id, position, extract(epoch from stored_at) * 1000 as ms from log.events where stored_at > to_timestamp($1::float8 / 1000) order by epoch, transaction_id, position`,
      [from],
    );
    const lags: number[] = [];
    let at = 0;
    for (const row of rows) {
      const place = placeOf(row);
      while (at < seen.length && compare(seen[at]!.place, place) < 0) at += 1;
      const found = seen[at];
      if (found) lags.push(Math.max(0, found.ms - Number(row.ms)));
      else lags.push(Infinity);
    }
    return { result, lag: spreadOf(lags) };
  } finally {
    await pool.end();
  }
}
