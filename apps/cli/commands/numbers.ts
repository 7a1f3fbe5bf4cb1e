import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OUTSIDE, readOutside } from '#libs/commands/outside';
import { readEpoch } from '#libs/event-store/checkpoint';
import type { EventStore } from '#libs/event-store/event-store';
import type { NotedNumber } from '#libs/notices/numbering';
import { areNumbersSettled, NumbersUnsettled, readLastNumber, settleNumbers } from '#libs/notices/settle-numbers';
import { CommandFailed, withContext } from '../context';

function told(error: unknown): never {
  if (error instanceof NumbersUnsettled) throw new CommandFailed('文号不能这样确定，未作任何改动', error.message);
  throw error;
}

/**
 * Settles which numbers went out since the backup: from the lists outside the database, from what the operator states, or both.
 * With neither it says what to do, and numbers wait.
 *
 * @param stated `DB/2026=14`…, or `none` where no number was given
 */
export async function settleAfterRestore(store: EventStore, outside: readonly string[], stated: readonly string[] | null): Promise<void> {
  const lists = outside.filter((folder) => existsSync(join(folder, 'numbers.jsonl')));
  if (lists.length === 0 && stated === null) {
    console.log('没有库外文号清单：在用 duban numbers --after 说明已给出的文号之前，不再给出文号 / no list of numbers was found: none is given until duban numbers --after says which went out');
    return;
  }
  try {
    const last = Object.fromEntries((stated ?? []).filter((s) => s !== 'none').map(readLastNumber).map((s) => [s.stream, s.last]));
    const noted = lists.flatMap((folder) => readOutside<NotedNumber>(folder, 'numbers'));
    const settled = await settleNumbers(store, await readEpoch(store.pool), noted, last, new Date().toISOString());
    for (const s of settled) console.log(`${s.stream}: 已给出到 ${s.last} 号，恢复 ${s.given} 个，作废 ${s.voided} 个 / given up to ${s.last}, ${s.given} back with their notices, ${s.voided} void`);
  } catch (error) {
    told(error);
  }
}

/** Without options lists the series; with them settles what went out before a restore. */
export async function numbersCommand(options: { outside?: string[]; after?: string[] }): Promise<void> {
  await withContext('reads', async ({ store, configuration }) => {
    if (options.after !== undefined || options.outside !== undefined) await settleAfterRestore(store, options.outside ?? [join(configuration.dataFolder, OUTSIDE)], options.after ?? null);
    const { rows } = await store.pool.query<{ stream: string; last: number; voided: number }>(
      `select stream, max(version)::int as last, count(*) filter (where type = 'NumberVoided')::int as voided from log.events where stream like 'series/%' group by 1 order by 1`,
    );
    for (const r of rows) console.log(`${r.stream}  ${r.last}${r.voided > 0 ? `  （作废 void ${r.voided}）` : ''}`);
    if (!(await areNumbersSettled(store, await readEpoch(store.pool)))) throw new CommandFailed('日志由备份恢复，尚未说明已给出的文号', 'The log was restored, and it is not said which numbers went out: --after DB/2026=14 or --after none');
  });
}
