import type { Day } from '#libs/supervision/time/day';
import type { Imprint } from '../paper';

/** 版记 of a paper: who gets a copy, if anybody does, and who printed it when (GB/T 9704-2012, 7.4); none of a draft. */
export function imprintOf(issuer: string, issuedOn: Day | null, copies: readonly string[] = []): Imprint | null {
  return issuedOn === null ? null : { lines: [{ label: '抄送', to: copies }], printedBy: issuer, printedOn: issuedOn, copies: null };
}
