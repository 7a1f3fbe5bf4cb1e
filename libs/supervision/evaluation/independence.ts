import { underOneRoof, type Roster } from '../roster/roster';
import type { Party, Redirection, SignRequest } from './evaluation.events';

/** Bodies under one roof are one, and nobody scores or signs off their own: for scoring there is no waiver. */
export function conflictOf(roster: Roster, unitId: string, about: string): Redirection['because'] | null {
  if (unitId === about) return 'own-work';
  return underOneRoof(roster, unitId, about) ? 'one-roof' : null;
}

/** The first of the candidates who stands apart from all of these units; undefined where nobody does. */
export function independentOf(roster: Roster, candidates: readonly string[], about: readonly string[]): string | undefined {
  return candidates.find((c) => about.every((unitId) => conflictOf(roster, c, unitId) === null));
}

/** Whether two could be the same hand. */
export function clashes(a: Party, b: Party): boolean {
  if (a.personId !== null && b.personId !== null) return a.personId === b.personId;
  return a.unitId === b.unitId;
}

export interface AskedSigner extends Party {
  group: string | null;
}

/**
 * Turns the signers named into requests: each covers the units that it stands apart from, and what it does not cover is signed by
 * another member unit in its place. Null where no member stands apart.
 */
export function requestsFor(
  roster: Roster,
  signers: readonly AskedSigner[],
  about: readonly string[],
  members: readonly string[],
  names: { slot: (n: number) => string; role: 'signer' | 'approver' },
): { requests: SignRequest[]; redirected: Redirection[] } | { nobodyFor: string } {
  const requests: SignRequest[] = [];
  const redirected: Redirection[] = [];
  for (const [i, signer] of signers.entries()) {
    const slot = names.slot(i + 1);
    const own = about.filter((unitId) => conflictOf(roster, signer.unitId, unitId) !== null);
    const covers = about.filter((unitId) => !own.includes(unitId));
    if (covers.length > 0) requests.push({ id: slot, slot, group: signer.group, unitId: signer.unitId, personId: signer.personId, covers });
    if (own.length === 0) continue;
    const others = members.filter((m) => signers.every((s) => s.unitId !== m) && requests.every((r) => r.unitId !== m));
    const to = independentOf(roster, others, own);
    if (to === undefined) return { nobodyFor: own[0]! };
    requests.push({ id: `${slot}-other`, slot, group: signer.group, unitId: to, personId: null, covers: own });
    redirected.push(...own.map((unitId): Redirection => ({ role: names.role, unitId, from: signer.unitId, to, because: conflictOf(roster, signer.unitId, unitId)! })));
  }
  return { requests, redirected };
}
