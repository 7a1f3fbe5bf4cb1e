import type { Outcome } from '#libs/commands/outcome';
import { problem, type ProblemError } from './problem';
import { rejected } from './rejection.table';

type Accepted<S> = Extract<Outcome<S>, { kind: 'accepted' }>;

export function keyReused(): ProblemError {
  return problem(409, 'key-reused', '这个 Idempotency-Key 已用于另一条命令，请换一个', 'This Idempotency-Key was used for another command: take a new one');
}

/** The outcome where the command was accepted. @throws ProblemError for every other */
export function accepted<S>(outcome: Outcome<S>): Accepted<S> {
  switch (outcome.kind) {
    case 'accepted':
      return outcome;
    case 'rejected':
      throw rejected(outcome.rejection);
    case 'differentBody':
      throw keyReused();
    case 'busy':
      throw problem(503, 'busy', '正被他人修改，请用同一 Idempotency-Key 重试', 'Others are writing it: try again with the same Idempotency-Key');
  }
}
