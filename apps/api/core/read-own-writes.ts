import { couldHold } from '#libs/event-store/could-hold';
import { decodeToken, type Cursor } from '#libs/event-store/cursor';
import { waitForCheckpoint } from '#libs/event-store/wait-for-checkpoint';
import { PROJECTOR } from '#libs/projections/projector';
import { problem, ProblemError } from '../problems/problem';
import type { Core } from './core';

const WAIT_MS = 3_000;

/** Waits until the read models hold what the caller wrote; `after` is the position that the write answered. */
export async function readOwnWrites(core: Core, after: string | undefined): Promise<void> {
  if (after === undefined || after === '') return;
  const cursor = cursorOf(after);
  if (await waitForCheckpoint(core.pool, PROJECTOR, cursor, 0)) return;
  await refuseForeign(core, cursor);
  if (await waitForCheckpoint(core.pool, PROJECTOR, cursor, WAIT_MS)) return;
  const { problem: told } = problem(503, 'not-yet', '列表尚未更新到您刚才的修改，请稍后重试', 'The lists have not come to what you wrote yet: try again in a moment');
  throw new ProblemError(told, { 'Retry-After': '1' });
}

/** @param field what it was given as. @throws ProblemError 400 for what is no position */
export function cursorOf(token: string, field = 'after'): Cursor {
  const decoded = decodeToken(token);
  if (decoded.kind === 'cursor') return decoded.cursor;
  throw problem(400, 'malformed', `${field} 不是有效的位置`, `${field} is no position of the log`, { fields: [{ field, zh: '请原样使用命令返回的 position', en: 'use the position of a command’s answer as it is' }] });
}

/** @throws ProblemError 400 for a position that this log never gave out */
export async function refuseForeign(core: Core, cursor: Cursor, field = 'after'): Promise<void> {
  if (await couldHold(core.pool, cursor)) return;
  const zh = '该位置不是本系统的记录给出的：可能来自另一套系统，或来自恢复备份之前；请去掉它重新读取';
  const en = 'This log never gave out the position: it is of another system, or of this one before it was restored. Leave it out and read again';
  throw problem(400, 'position-foreign', zh, en, { fields: [{ field, zh, en }] });
}
