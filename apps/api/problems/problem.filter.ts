import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { CommandIdReused } from '#libs/identity/accounts/once-only';
import { UnknownEvent, UnreadableEvent } from '#libs/commands/fold-cache';
import { EvidenceTooLarge } from '#libs/commands/evidence/streams';
import { ClockNotTrusted } from '#libs/commands/clock-watch';
import { keyReused } from './outcome';
import { problem, ProblemError } from './problem';
import { endWith } from './problem.events';

const UNAVAILABLE = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '53300', '08006', '08001', '08003']);

/** What the framework refuses before a controller is asked. */
const BY_STATUS: Record<number, [code: string, zh: string, en: string]> = {
  400: ['malformed', '请求无法读取：内容应为有效的 JSON（UTF-8）', 'The request cannot be read: the body must be valid JSON in UTF-8'],
  404: ['no-route', '没有这个接口，请查阅接口文档 /docs', 'There is no such route: see /docs'],
  413: ['too-large', '内容过大：命令不超过 256 KB，文件不超过 20 MB；请精简或拆分后再发送', 'Too large: a command has at most 256 KB, a file 20 MB; shorten it or split it, then send it again'],
  415: ['media-type', '不支持这种内容类型或编码：请以 application/json（UTF-8）发送', 'This content type or encoding is not taken: send application/json in UTF-8'],
};

/** Seconds after which what is away, or written by others, may be asked for again where nothing better is known. */
const SHORTLY = '2';

/** What is too large is the whole of what was sent. */
const WHOLE_BODY = { fields: [{ field: 'body', zh: '超过上限', en: 'is larger than allowed' }] };

/** Every error leaves as problem+json: expected ones with their sentence, surprises with a reference and nothing of their inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('api');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      endWith(response, () => this.problemOf(error).problem);
      return;
    }
    const found = this.problemOf(error);
    if (found.problem.status === 503) response.setHeader('Retry-After', SHORTLY);
    for (const [name, value] of Object.entries(found.headers)) response.setHeader(name, value);
    response.status(found.problem.status).type('application/problem+json').send(JSON.stringify(found.problem));
  }

  private problemOf(error: unknown): ProblemError {
    if (error instanceof ProblemError) return error;
    const { type, status } = error as { type?: string; status?: number };
    if (type !== undefined && status !== undefined && status < 500) return problem(status, 'malformed', '请求无法读取', `The request cannot be read: ${type}`);
    if (error instanceof HttpException) {
      const code = error.getStatus();
      const known = BY_STATUS[code];
      return known ? problem(code, ...known, code === 413 ? WHOLE_BODY : {}) : problem(code, 'refused', '请求被拒绝', error.message);
    }
    if (error instanceof EvidenceTooLarge) return problem(413, ...BY_STATUS[413]!, WHOLE_BODY);
    if (error instanceof CommandIdReused) return keyReused();
    if (error instanceof ClockNotTrusted) {
      const { code, zh, en } = error.refusal;
      return new ProblemError(problem(503, code, zh, en).problem, { 'Retry-After': '15' });
    }
    if (unavailable(error)) {
      const busy = problem(503, 'unavailable', '数据库暂时不可用，请稍后用同一 Idempotency-Key 重试', 'The database is not available for the moment: try again with the same Idempotency-Key');
      return busy;
    }
    if (error instanceof UnknownEvent) {
      this.log.error({ stream: error.stream, type: error.type, schemaVersion: error.schemaVersion }, error.message);
      return problem(503, 'newer-version', '该事项含有更新版本程序写入的记录，当前版本无法读取，请升级系统后再试', 'This holds entries of a newer version of the program, which this one cannot read: upgrade it, then try again');
    }
    if (error instanceof UnreadableEvent) {
      this.log.error({ stream: error.stream, version: error.version, type: error.type, err: error.cause }, error.message);
      const what = { zh: `${error.stream} 自第 ${error.version} 版（${error.type}）起无法读取`, en: `${error.stream} cannot be read from version ${error.version} (${error.type}) on` };
      return problem(503, 'unreadable', `${what.zh}，依据它的内容暂不能查看或办理，其他不受影响：请将此告知管理员（运行情况中可查）`, `${what.en}: what rests on it can neither be shown nor acted on, all else goes on. Tell the operator, who finds it under /operations`);
    }
    const reference = randomUUID();
    this.log.error({ reference, err: error }, error instanceof Error ? error.stack : undefined);
    return problem(500, 'unexpected', `系统出错，请将编号 ${reference} 告知管理员`, `Something unexpected happened: tell the operator the reference ${reference}`, { reference });
  }
}

/** Whether the failure is PostgreSQL being away, which passes. */
export function unavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown[] };
  if (typeof code === 'string' && UNAVAILABLE.has(code)) return true;
  if (Array.isArray(errors) && errors.some(unavailable)) return true;
  return typeof message === 'string' && /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|the database system is/i.test(message);
}
