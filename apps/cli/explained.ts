import { RebuildOutrun } from '#libs/projections/rebuild';
import { ProjectorBehind } from '#libs/projections/verify-read-models';
import { CommandFailed } from './context';

/** Nothing is wrong yet, and the same command may well succeed in a moment (EX_TEMPFAIL of sysexits.h). */
export const TRY_AGAIN = 75;

/** What a person can do about an error of the machinery; any other error as it is. */
export function explained(error: unknown): unknown {
  if (error instanceof ProjectorBehind) {
    return new CommandFailed('读模型落后于日志，尚未核验：请确认 worker 正在运行（npm start 或 systemctl status），待其赶上后再执行；只核验日志请加 --log-only', 'The read models are behind the log, so nothing was compared: see that the worker is running, wait until it has caught up, and try again; --log-only checks the log alone', TRY_AGAIN);
  }
  if (error instanceof RebuildOutrun) {
    return new CommandFailed('写入太快，重建未能赶上，原读模型继续使用：请在较空闲时再执行 duban rebuild', 'The log grew faster than the rebuild could follow; the read models that were there go on serving: run duban rebuild again at a quieter time', TRY_AGAIN);
  }
  const { code } = error as { code?: unknown };
  if (code === 'ECONNREFUSED') return new CommandFailed('无法连接数据库：请先用 npm start 启动系统，或检查 DATABASE_URL', 'PostgreSQL cannot be reached: start the system with npm start, or check DATABASE_URL');
  return error;
}
