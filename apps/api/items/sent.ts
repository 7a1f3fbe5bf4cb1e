import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AccountCommand } from '#libs/identity/accounts/once-only';
import type { Identity } from '#libs/identity/identity';
import type { Sender } from '#libs/commands/outcome';
import { SEEN_STREAM, showVersion, type StreamOf } from '../core/headers';
import { problem } from '../problems/problem';

/** What every command carries beside its body. */
export interface Sent {
  identity: Identity;
  sender: Sender;
  /** Version that the sender saw, from `If-Match`: of items and proceedings the material one. */
  ifMatch: number | undefined;
  /** Says in the answer's headers what is there now, and whether it is a repeat's. */
  shows(outcome: { version?: number; replayed: boolean }): void;
}

/** The command as the tables of accounts keep it. @param body what was sent, without passwords, and what the command is */
export function accountCommand({ sender, shows }: Sent, ...body: (string | null)[]): AccountCommand {
  return { personId: sender.scope, commandId: sender.commandId, body, repeated: () => shows({ replayed: true }) };
}

const KEY = /^[\x21-\x7e]{8,120}$/;

/** Reads `Idempotency-Key` and `If-Match`; refuses a command without a key, since a repeat could not be told. */
export function readSent(request: Request & { identity: Identity }, response: Response, streamOf?: StreamOf): Sent {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw problem(400, 'idempotency-key', '请在 Idempotency-Key 头中给出 8 至 120 个字符的唯一编号（例如 UUID），重试时保持不变', 'Give a unique Idempotency-Key header of 8 to 120 characters (a UUID, say), the same for a retry');
  }
  const match = request.headers['if-match'];
  const version = match === undefined ? undefined : /^(?:W\/)?"(\d{1,9})"$/.exec(match)?.[1];
  if (match !== undefined && match !== '*' && version === undefined) {
    throw problem(400, 'if-match', 'If-Match 应为读取时得到的 ETag，例如 "12"', 'If-Match must be the ETag that was read, "12" say');
  }
  const ifMatch = version === undefined ? undefined : Number(version);
  const seen = ifMatch === undefined || streamOf === undefined ? {} : { seen: { stream: streamOf(request.params as Record<string, string>), version: ifMatch } };
  return {
    identity: request.identity,
    sender: { scope: request.identity.personId, commandId: key, ...seen },
    ifMatch,
    shows({ version: now, replayed }) {
      if (now !== undefined) showVersion(response, now);
      if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    },
  };
}

/** What {@link SentBy} reads; by it the contract of the document finds the operations that ask for a key. */
export const readSentOf = (_: unknown, context: ExecutionContext): Sent => {
  const http = context.switchToHttp();
  return readSent(http.getRequest(), http.getResponse(), Reflect.getMetadata(SEEN_STREAM, context.getHandler()) as StreamOf | undefined);
};

/** The command's sender, key and seen version. */
export const SentBy = createParamDecorator(readSentOf);
