import { rejected } from '../problems/rejection.table';
import type { Core } from './core';

/**
 * The notice's own id within what told it; whoever has it in the inbox may say that they have read it.
 *
 * @param stream what told it, as its id begins: `difficulty/3f2a`, `plan/p1`
 * @throws ProblemError where the unit was not told, or not yet
 */
export async function toldOwnId(core: Core, stream: string, noticeId: string, unitId: string): Promise<string> {
  const prefix = `${stream}/`;
  const source = await core.reading();
  const told = noticeId.startsWith(prefix) ? await source.query<unknown[]>('select from read.inbox where notice_id = $1 and unit_id = $2 and not held limit 1', [noticeId, unitId]) : [];
  if (told.length === 0) throw rejected({ code: 'not-found', field: 'noticeId' });
  return noticeId.slice(prefix.length);
}
