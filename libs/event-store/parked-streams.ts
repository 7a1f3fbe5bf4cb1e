import type { ClientBase, Pool } from 'pg';

/** In both languages of those who look after the system. */
export interface ParkedReason {
  readonly zh: string;
  readonly en: string;
}

/** `unknown`: an event of a newer program. `failed`: what the subscription fills cannot be written with an event. */
export type ParkedCause = 'unknown' | 'failed';

/** A stream that a subscription has stopped reading; its other streams go on, and what it counts is incomplete (law 6). */
export interface ParkedStream {
  readonly stream: string;
  /** The first version not handled. */
  readonly version: number;
  readonly cause: ParkedCause;
  readonly reason: ParkedReason;
}

export async function readParked(client: Pool | ClientBase, subscription: string): Promise<(ParkedStream & { since: Date })[]> {
  const { rows } = await client.query<{ stream: string; version: string; cause: ParkedCause; reason: string; reason_zh: string; since: Date }>(
    'select stream, version, cause, reason, reason_zh, since from log.parked where subscription = $1 order by stream',
    [subscription],
  );
  return rows.map(({ stream, version, cause, reason, reason_zh, since }) => ({ stream, version: Number(version), cause, reason: { zh: reason_zh, en: reason }, since }));
}

/** Whether what the subscription counts is incomplete. */
export async function isAnyParked(client: Pool | ClientBase, subscription: string): Promise<boolean> {
  return (await client.query('select from log.parked where subscription = $1 limit 1', [subscription])).rowCount === 1;
}

/** A stream with an event of a newer program. */
export function parkedAsUnknown({ stream, version, type, schemaVersion }: { stream: string; version: number; type: string; schemaVersion: number }): ParkedStream {
  return { stream, version, cause: 'unknown', reason: { zh: `本程序不认识的记录 ${type}（第 ${schemaVersion} 式）`, en: `unknown event type ${type}, schema version ${schemaVersion}` } };
}

/** The same where what was handled since rests on the stream: it is not taken up by itself. */
export const REMEDY_BY_REBUILD: ParkedReason = {
  zh: '日志完好，列表按此前的规则继续更新；请把此条报给程序维护者，装上修正或更新的程序后运行 duban rebuild，列表即按全部规则重建',
  en: 'the log is whole, and lists go on by the rules before. Report this to those who maintain the program: with one that is mended or newer run `duban rebuild`, which makes the lists anew by all rules',
};

/** What there is to do about a parked stream. */
export function remedyOfParked({ cause }: Pick<ParkedStream, 'cause'>): ParkedReason {
  return cause === 'unknown'
    ? { zh: '多为程序版本过旧：升级后自动继续，也可重试', en: 'mostly an older program: it goes on by itself after an upgrade, or on retry' }
    : { zh: '日志完好，其他流照常；该流此后的内容不在列表、收件箱和邮件中（事项页仍可查看）。请把此条报给程序维护者，装上修正的程序后自动补上，也可重试', en: 'the log is whole and the others go on; what came after is in no list, inbox or mail (the item’s own page shows it). Report this to those who maintain the program: with one that is mended it goes on by itself, or on retry' };
}

/** In the transaction of the batch in which the event was found. */
export async function parkStream(client: ClientBase, subscription: string, { stream, version, cause, reason }: ParkedStream): Promise<void> {
  await client.query(
    `insert into log.parked (subscription, stream, version, cause, reason, reason_zh) values ($1, $2, $3, $4, $5, $6)
     on conflict (subscription, stream) do update set version = excluded.version, cause = excluded.cause, reason = excluded.reason, reason_zh = excluded.reason_zh`,
    [subscription, stream, version, cause, reason.en, reason.zh],
  );
}

/** Compare-and-set as for a checkpoint: false where somebody else has taken the stream up again. */
export async function unparkStream(client: ClientBase, subscription: string, parked: ParkedStream): Promise<boolean> {
  const { rowCount } = await client.query('delete from log.parked where subscription = $1 and stream = $2 and version = $3', [
    subscription,
    parked.stream,
    parked.version,
  ]);
  return rowCount === 1;
}
