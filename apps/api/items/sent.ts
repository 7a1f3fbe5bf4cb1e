import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Identity } from '#libs/identity/identity';
import type { Sender } from '#libs/commands/outcome';
import { problem } from '../problems/problem';

/** What every command carries beside its body. */
export interface Sent {
  identity: Identity;
  sender: Sender;
  /** Material version that the sender saw, from `If-Match`. */
  ifMatch: number | undefined;
}

const KEY = /^[\x21-\x7e]{8,120}$/;

/** Reads `Idempotency-Key` and `If-Match`; refuses a command without a key, since a repeat could not be told. */
export function readSent(request: Request & { identity: Identity }): Sent {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw problem(400, 'idempotency-key', '请在 Idempotency-Key 头中给出 8 至 120 个字符的唯一编号（例如 UUID），重试时保持不变', 'Give a unique Idempotency-Key header of 8 to 120 characters (a UUID, say), the same for a retry');
  }
  const match = request.headers['if-match'];
  const version = match === undefined ? undefined : /^(?:W\/)?"(\d{1,9})"$/.exec(match)?.[1];
  if (match !== undefined && match !== '*' && version === undefined) {
    throw problem(400, 'if-match', 'If-Match 应为读取时得到的 ETag，例如 "12"', 'If-Match must be the ETag that was read, "12" say');
  }
  return { identity: request.identity, sender: { scope: request.identity.personId, commandId: key }, ifMatch: version === undefined ? undefined : Number(version) };
}

/** What {@link SentBy} reads; by it the contract of the document finds the operations that ask for a key. */
export const readSentOf = (_: unknown, context: ExecutionContext): Sent => readSent(context.switchToHttp().getRequest());

/** The command's sender, key and seen version. */
export const SentBy = createParamDecorator(readSentOf);
