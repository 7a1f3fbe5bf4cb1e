import type { Pool } from 'pg';
import { isAnyParked, readParked } from '#libs/event-store/parked-streams';
import { readLag } from '#libs/event-store/read-lag';
import { PROJECTOR } from './projector';

/** Behind the log for longer than this, lists, inbox and mail are old. */
const MOST_LAG_MS = 60_000;

/** What lists, inbox and mail lack, as those who watch the system read it; null where they hold all of the log. */
export async function readModelsProblem(pool: Pool): Promise<{ zh: string; en: string } | null> {
  const [parked, { oldestUnreadMs }] = await Promise.all([readParked(pool, PROJECTOR), readLag(pool, PROJECTOR)]);
  if (oldestUnreadMs > MOST_LAG_MS) {
    const seconds = Math.round(oldestUnreadMs / 1000);
    return { zh: `列表、收件箱和邮件落后日志 ${seconds} 秒：见运行情况（/operations）`, en: `lists, inbox and mail are ${seconds} s behind the log: see /operations` };
  }
  if (parked.length === 0) return null;
  const some = parked.slice(0, 3).map((p) => p.stream).join('、');
  return { zh: `${parked.length} 个流未列出（${some}）：原因和办法见运行情况（/operations）`, en: `${parked.length} stream(s) are not listed (${some}): /operations says why and what to do` };
}

/** Whether what is listed or counted lacks records of the log: some are parked, or those of the last minute and more are still to come. */
export async function areListsIncomplete(pool: Pool): Promise<boolean> {
  const [parked, { oldestUnreadMs }] = await Promise.all([isAnyParked(pool, PROJECTOR), readLag(pool, PROJECTOR)]);
  return parked || oldestUnreadMs > MOST_LAG_MS;
}
