/** Whether what comes is done by the system alone, or is a paper that waits for its signature. */
export const howOf = (act: string): 'automatic' | 'toSign' => (act === 'draftPaper' ? 'toSign' : 'automatic');

/** What would keep it from happening: that what is owed is done before. */
const KEPT_BY = ['deliver', 'receive', 'quantify', 'approve', 'verify', 'rule', 'sign', 'answer', 'settleOutcome', 'reviewSuspension', 'closeYear'] as const;
const OF_DUTIES: ReadonlySet<string> = new Set(['markDueSoon', 'markOverdue', 'markRed', 'remind', 'draftPaper', 'escalate']);

/** Which act in time ends it; null for what comes whatever anybody does. */
export function unlessOf({ act, kind }: { act: string; kind: string }): (typeof KEPT_BY)[number] | null {
  return OF_DUTIES.has(act) ? (KEPT_BY.find((one) => one === kind) ?? null) : null;
}
