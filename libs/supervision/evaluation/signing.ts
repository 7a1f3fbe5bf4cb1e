import type { SigningPolicy } from './evaluation.events';
import type { EvaluationState, OpenRequest, Signature } from './evaluation.state';

/** The signature on a request that counts: given on the result as it stands. A stale one never does. */
export function standing(state: EvaluationState, request: OpenRequest): Signature | undefined {
  const { result } = state;
  if (result === null) return undefined;
  const given = request.id in state.approvals ? state.approvalsGiven : state.signatures;
  return given.find((s) => s.requestId === request.id && s.material === result.material && s.hash === result.hash);
}

interface Slot {
  id: string;
  group: string | null;
  signed: boolean;
}

/** Slots in the order in which they were named; one is signed when each of its requests is. */
function slotsOf(state: EvaluationState): Slot[] {
  const slots: Slot[] = [];
  for (const request of Object.values(state.requests)) {
    const signed = standing(state, request) !== undefined;
    const slot = slots.find((s) => s.id === request.slot);
    if (slot) slot.signed &&= signed;
    else slots.push({ id: request.slot, group: request.group, signed });
  }
  return slots;
}

const signedOf = (slots: readonly Slot[]): number => slots.filter((s) => s.signed).length;

/** Whether so many of the slots as the policy asks for are signed. */
function enough(policy: SigningPolicy, slots: readonly Slot[]): boolean {
  switch (policy.kind) {
    case 'all':
    case 'sequence':
      return slots.every((s) => s.signed);
    case 'any':
      return slots.some((s) => s.signed);
    case 'quorum':
      return signedOf(slots) >= policy.of;
    case 'byGroup':
      return policy.groups.every((g) => signedOf(slots.filter((s) => s.group === g.name)) >= g.of);
  }
}

/** Whether the result has its co-signatures. */
export function isSigned(state: EvaluationState): boolean {
  return state.result !== null && enough(state.signing, slotsOf(state));
}

export function isApproved(state: EvaluationState): boolean {
  return isSigned(state) && Object.values(state.approvals).every((r) => standing(state, r) !== undefined);
}

/** Whose signature is awaited now. */
export function awaited(state: EvaluationState): OpenRequest[] {
  if (state.result === null) return [];
  const open = (requests: readonly OpenRequest[]): OpenRequest[] => requests.filter((r) => standing(state, r) === undefined);
  if (isSigned(state)) return open(Object.values(state.approvals));
  const slots = slotsOf(state);
  const asked = new Set(slotsAsked(state.signing, slots).map((s) => s.id));
  return open(Object.values(state.requests)).filter((r) => asked.has(r.slot));
}

function slotsAsked(policy: SigningPolicy, slots: readonly Slot[]): Slot[] {
  const unsigned = slots.filter((s) => !s.signed);
  if (policy.kind === 'sequence') return unsigned.slice(0, 1);
  if (policy.kind !== 'byGroup') return unsigned;
  return unsigned.filter((s) => policy.groups.some((g) => g.name === s.group && signedOf(slots.filter((x) => x.group === g.name)) < g.of));
}
