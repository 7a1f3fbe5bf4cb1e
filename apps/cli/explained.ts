import { RebuildOutrun } from '#libs/projections/rebuild';
import { ProjectorBehind } from '#libs/projections/verify-read-models';
import { CommandFailed } from './context';

/** Nothing is wrong yet, and the same command may well succeed in a moment (EX_TEMPFAIL of sysexits.h). */
export const TRY_AGAIN = 75;

/** What an operating system says of a path, and what to do about it. */
const FILE_ERRORS: Readonly<Record<string, { zh: string; en: string }>> = {
  ENOENT: { zh: '文件或文件夹不存在，请核对路径', en: 'there is no such file or folder; check the path' },
  ENOTDIR: { zh: '路径中有一段不是文件夹，请另选文件夹', en: 'a part of the path is no folder; choose another one' },
  EISDIR: { zh: '这是文件夹而不是文件，请给出文件', en: 'it is a folder, not a file; give a file' },
  EEXIST: { zh: '同名文件已存在，请另选路径或先移走该文件', en: 'a file of that name is there; choose another path, or move it away first' },
  EACCES: { zh: '没有权限，请检查文件夹的属主与权限，或另选路径', en: 'permission is denied; check who owns the folder, or choose another path' },
  EPERM: { zh: '没有权限，请检查文件夹的属主与权限，或另选路径', en: 'permission is denied; check who owns the folder, or choose another path' },
  EROFS: { zh: '所在磁盘只读，请另选路径', en: 'the disk is read-only; choose another path' },
  ENOSPC: { zh: '磁盘已满，请腾出空间后再执行', en: 'the disk is full; make room, then try again' },
};

/** What a person can do about an error of the machinery; any other error as it is. */
export function explained(error: unknown): unknown {
  if (error instanceof ProjectorBehind) {
    return new CommandFailed('读模型落后于日志，尚未核验：请确认 worker 正在运行（npm start 或 systemctl status），待其赶上后再执行；只核验日志请加 --log-only', 'The read models are behind the log, so nothing was compared: see that the worker is running, wait until it has caught up, and try again; --log-only checks the log alone', TRY_AGAIN);
  }
  if (error instanceof RebuildOutrun) {
    return new CommandFailed('写入太快，重建未能赶上，原读模型继续使用：请在较空闲时再执行 duban rebuild', 'The log grew faster than the rebuild could follow; the read models that were there go on serving: run duban rebuild again at a quieter time', TRY_AGAIN);
  }
  const { code, path } = error as { code?: unknown; path?: unknown };
  if (code === 'ECONNREFUSED') return new CommandFailed('无法连接数据库：请先用 npm start 启动系统，或检查 DATABASE_URL', 'PostgreSQL cannot be reached: start the system with npm start, or check DATABASE_URL');
  const file = typeof code === 'string' && typeof path === 'string' ? FILE_ERRORS[code] : undefined;
  if (file) return new CommandFailed(`无法使用 ${String(path)}：${file.zh}`, `${String(path)} cannot be used: ${file.en}`);
  return error;
}
