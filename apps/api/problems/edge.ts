import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { problem } from './problem';

/** Deeper than any command is, and far from the depth at which walking a body overflows the stack. */
const DEEPEST = 32;

const BRACES = { open: new Set([0x5b, 0x7b]), close: new Set([0x5d, 0x7d]) };
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const tooDeep = new WeakSet<IncomingMessage>();
const notUtf8 = new WeakSet<IncomingMessage>();

/**
 * Looks at a body before it is parsed; what it finds is told by `refuseOddJson`, since the parser would make another error of it, or
 * none: of bytes in GBK it makes question marks, which would be kept for ever.
 */
export function lookAtBody(request: IncomingMessage, _response: unknown, body: Buffer, encoding: string): void {
  if (/^utf-?8$/i.test(encoding) && !isUtf8(body)) notUtf8.add(request);
  let depth = 0;
  let inText = false;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]!;
    if (inText) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (BRACES.open.has(byte)) {
      depth += 1;
      if (depth > DEEPEST) {
        tooDeep.add(request);
        return;
      }
    } else if (BRACES.close.has(byte)) depth -= 1;
  }
}

/** Refuses a body that is not in UTF-8, or nests deeper than any command does. */
export function refuseOddJson(request: Request, _response: Response, next: NextFunction): void {
  if (notUtf8.has(request)) throw problem(400, 'malformed', '请求内容不是 UTF-8 编码（例如是 GBK）：请以 UTF-8 重新发送', 'The body is not in UTF-8 (but in GBK, say): send it again in UTF-8', { fields: [{ field: 'body', zh: '不是 UTF-8 编码', en: 'is not in UTF-8' }] });
  if (tooDeep.has(request)) throw problem(400, 'malformed', `请求内容嵌套超过 ${DEEPEST} 层`, `The body nests deeper than ${DEEPEST} levels`);
  next();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw problem(400, 'malformed', '地址编码不正确，应为 UTF-8 百分号编码', 'The address is not encoded as UTF-8 in percent signs');
  }
}

/** Refuses what no address of ours has: control characters, a broken encoding, a parameter given twice. */
export function refuseStrangeAddress(request: Request, _response: Response, next: NextFunction): void {
  const at = request.url.indexOf('?');
  const path = at < 0 ? request.url : request.url.slice(0, at);
  if (/[\u0000-\u001f\u007f]/.test(decoded(path))) throw problem(400, 'malformed', '地址中含有控制字符', 'The address holds control characters', { fields: [{ field: 'path', zh: '含有控制字符', en: 'holds control characters' }] });
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1))) {
    const wrong = (zh: string, en: string): never => {
      throw problem(400, 'malformed', `查询参数 ${name} ${zh}`, `The query parameter ${name} ${en}`, { fields: [{ field: name, zh, en }] });
    };
    if (seen.has(name)) wrong('给出了两次', 'is given twice');
    if (value.includes('\u0000')) wrong('含有无法保存的字符', 'holds characters that cannot be kept');
    seen.add(name);
  }
  next();
}
