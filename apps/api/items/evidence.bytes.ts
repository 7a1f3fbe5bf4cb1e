import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { MOST_EVIDENCE_BYTES } from '#libs/commands/evidence/evidence-commands';
import { EvidenceTooLarge } from '#libs/commands/evidence/streams';
import { MEDIA_TYPES } from '#libs/commands/evidence/media-types';
import { problem } from '../problems/problem';

const log = new Logger('evidence');

/** Kinds that a page may show: pictures hold nothing that runs. */
export const PREVIEWED: readonly string[] = ['image/png', 'image/jpeg'];

/** What an upload is described by. */
export const ATTACH_DESCRIPTION = `本系统不处理国家秘密：不得上传涉密文件。Never send classified files. At most 20 MB; ${MEDIA_TYPES.join(', ')}. The bytes must be of the kind that Content-Type says; application/octet-stream is judged by the name’s ending.`;

/** As what bytes go out: text of any kind as plain text, since a page would run or draw the others. */
const sentAs = (mediaType: string): string => (mediaType.startsWith('text/') ? 'text/plain' : mediaType);

/** As what evidence may go out. */
export const SENT_AS: readonly string[] = [...new Set(MEDIA_TYPES.map(sentAs)), 'application/octet-stream'];

/** Refuses what cannot be taken as it is before a byte of it is read. @throws ProblemError, EvidenceTooLarge */
export function takenAsItIs(request: Request): { mediaType: string; bytes: AsyncIterable<Uint8Array> } {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw problem(415, 'media-type', '请发送未压缩的文件内容', 'Send the bytes as they are, without Content-Encoding');
  if (Number(request.headers['content-length'] ?? 0) > MOST_EVIDENCE_BYTES) throw new EvidenceTooLarge(MOST_EVIDENCE_BYTES);
  return { mediaType: request.headers['content-type'] ?? '', bytes: request };
}

/** A query parameter that is there, is not too long and holds nothing odd. @throws ProblemError 400 */
export function wellFormed(value: unknown, field: string, longest: number): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= longest && !value.includes('\u0000') && value.isWellFormed()) return value;
  throw problem(400, 'malformed', `${field} 不能为空，且不超过 ${longest} 个字符`, `${field} must not be empty and has at most ${longest} characters`, { fields: [{ field, zh: '不正确', en: 'is not valid' }] });
}

interface Described {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

/**
 * Answers with the bytes, inert: whatever they hold, no browser runs or guesses them.
 *
 * @param how `inline` for what a page may show, see {@link PREVIEWED}
 */
export async function sendBytes(response: Response, evidence: Described, bytes: AsyncIterable<Uint8Array>, about: Record<string, string>, how: 'attachment' | 'inline' = 'attachment'): Promise<void> {
  const type = MEDIA_TYPES.includes(evidence.mediaType) ? evidence.mediaType : 'application/octet-stream';
  response.writeHead(200, {
    'Content-Type': type.startsWith('text/') ? `${sentAs(type)}; charset=utf-8` : type,
    'Content-Length': evidence.bytes,
    'Content-Disposition': `${how}; filename="evidence"; filename*=UTF-8''${encodeURIComponent(evidence.name).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
    'Repr-Digest': `sha-256=:${Buffer.from(evidence.sha256, 'hex').toString('base64')}:`,
  });
  try {
    await pipeline(Readable.from(bytes, { objectMode: false }), response);
  } catch (error) {
    // The head is out: what is left to say is said by a connection that breaks. That the reader went away is no news.
    if ((error as { code?: unknown }).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    log.error({ ...about, sha256: evidence.sha256, err: error }, error instanceof Error ? error.stack : undefined);
  }
}
