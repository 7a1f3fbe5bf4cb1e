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
  if (await waitForCheckpoint(core.pool, PROJECTOR, cursor, WAIT_MS)) return;
  const { problem: told } = problem(503, 'not-yet', '列表尚未更新到您刚才的修改，请稍后重试', 'The lists have not come to what you wrote yet: try again in a moment');
  throw new ProblemError(told, { 'Retry-After': '1' });
}

/** @throws ProblemError 400 for what is no position */
export function cursorOf(token: string): Cursor {
  const decoded = decodeToken(token);
  if (decoded.kind === 'cursor') return decoded.cursor;
  throw problem(400, 'malformed', 'after 不是有效的位置', 'after is no position of the log', { fields: [{ field: 'after', zh: '请原样使用命令返回的 position', en: 'use the position of a command’s answer as it is' }] });
}

