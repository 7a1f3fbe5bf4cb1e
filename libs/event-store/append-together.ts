import type { Pool } from 'pg';
import { appended, unlessTaken } from './append';
import type { AppendOutcome } from './append-request';
import type { PreparedAppend } from './prepare-append';

interface PlacedRow {
  readonly r_request: number;
  readonly r_epoch: number;
  readonly r_transaction_id: string;
  readonly r_position: string;
}

/**
 * Appends requests of one stream each in one statement. The answer has their outcomes in the same order, `null` for what was
 * not appended, whatever the reason; `guards` of all must agree.
 */
export async function tryAppendTogether(pool: Pool, all: readonly PreparedAppend[]): Promise<(AppendOutcome | null)[]> {
  const guards = new Map(all.flatMap((p) => p.guards.map((guard, i) => [guard, p.guardVersions[i]] as const)));
  const values = [
    all.map((p) => p.scope),
    all.map((p) => p.commandId),
    all.map((p) => p.bodyHash),
    all.map((p) => p.streams[0]),
    all.map((p) => p.expected[0]),
    all.map((p) => p.expectedHeads[0]),
    all.map((p) => p.newVersions[0]),
    all.map((p) => p.newHeads[0]),
    [...guards.keys()],
    [...guards.values()],
    all.flatMap((p, i) => p.eventVersions.map(() => i + 1)),
    all.flatMap((p) => p.eventVersions),
    all.flatMap((p) => p.types),
    all.flatMap((p) => p.schemaVersions),
    all.flatMap((p) => p.data),
    all.flatMap((p) => p.meta),
    all.flatMap((p) => p.agendaKeys),
    all.flatMap((p) => p.recorded),
    all.flatMap((p) => p.hashes),
  ];
  const placed = await unlessTaken(
    pool.query<PlacedRow>({
      name: 'log-append-together',
      text: 'select * from log.append_together($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19)',
      values,
    }),
  );
  const rows = new Map((placed?.rows ?? []).map((row) => [row.r_request, row]));
  return all.map((prepared, i) => {
    const row = rows.get(i + 1);
    return row === undefined ? null : appended(prepared, { epoch: row.r_epoch, transactionId: row.r_transaction_id, position: row.r_position });
  });
}
