/** What can be objected to. */
export const DISPUTED = ['lateness', 'return', 'attribution'] as const;
export type Disputed = (typeof DISPUTED)[number];

interface Step {
  assignmentId: string;
  lateness: readonly { overturned: object | null }[];
  submissions: readonly { outcome: string }[];
}

/** The unit's steps whose lateness stands, or that were returned, finished ones too: what an objection may be about. An attribution is no step's. */
export function disputable<S extends Step>(steps: readonly S[], assignmentId: string, what: Disputed): S[] {
  const own = steps.filter((s) => s.assignmentId === assignmentId);
  if (what === 'lateness') return own.filter((s) => s.lateness.some((l) => l.overturned === null));
  if (what === 'return') return own.filter((s) => s.submissions.some((x) => x.outcome === 'returned'));
  return [];
}
