import type { ParkedReason } from '#libs/event-store/parked-streams';

/** What PostgreSQL says of a row that it refuses. */
interface RowError {
  code?: unknown;
  table?: unknown;
  detail?: unknown;
  message?: unknown;
}

const TWICE = '23505';

/** Why a stream cannot be shown from an event on, for those who look after the system. The type is null where a change of rules is what it cannot take in. */
export function whyParked(error: unknown, { version, type }: { version: number; type: string | null }): ParkedReason {
  const from = type === null ? { zh: '规则变更之后', en: 'after a change of rules' } : { zh: `自第 ${version} 版（${type}）起`, en: `from version ${version} (${type}) on` };
  const why = words(error);
  return { zh: `${from.zh}无法列出：${why.zh}`, en: `cannot be listed ${from.en}: ${why.en}` };
}

function words(error: unknown): ParkedReason {
  const { code, table, detail, message } = (error ?? {}) as RowError;
  const said = typeof message === 'string' ? message : String(error);
  if (typeof code !== 'string') return { zh: `程序读不通（${said}）`, en: `the program cannot make rows of it (${said})` };
  if (code !== TWICE) return { zh: `数据库不收其中的值（${said}）`, en: `the database refuses a value of it (${said})` };
  const key = typeof detail === 'string' ? (/=\((.*)\)/.exec(detail)?.[1] ?? detail) : '';
  return { zh: `${String(table)} 中两行同号（${key}）`, en: `two rows of ${String(table)} have one key (${key})` };
}
