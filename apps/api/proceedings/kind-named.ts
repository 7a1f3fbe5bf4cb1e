import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import type { ProceedingKind } from '#libs/supervision/proceeding/proceeding';
import { rejected } from '../problems/rejection.table';

/** Names of all kinds, as addresses have them. */
export const KIND_NAMES = PROCEEDING_KINDS.map((kind) => kind.name);

/** The `kind` of an address, as the document says it. */
export const KIND_PARAM = { name: 'kind', enum: KIND_NAMES } as const;

/** @throws ProblemError 404 for a kind that there is not */
export function kindNamed(name: string): ProceedingKind {
  const kind = PROCEEDING_KINDS.find((k) => k.name === name);
  if (!kind) throw rejected({ code: 'not-found', field: 'kind' });
  return kind as ProceedingKind;
}
