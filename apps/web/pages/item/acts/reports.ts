/** A report that a unit may make: of one of its steps, or of its share as a whole where no step of it is open. */
export interface Report<A, S> {
  act: A;
  step: S | null;
}

/** Every report that may be made: steps that run beside one another are reported each for itself, in the item's order. */
export function reportsOf<A extends { assignmentId: string | null }, S extends { assignmentId: string; status: string }>(steps: readonly S[], acts: readonly A[]): Report<A, S>[] {
  return acts.flatMap((act): Report<A, S>[] => {
    const open = steps.filter((step) => step.assignmentId === act.assignmentId && step.status === 'open');
    return open.length === 0 ? [{ act, step: null }] : open.map((step) => ({ act, step }));
  });
}

export const reportKey = ({ act, step }: Report<{ assignmentId: string | null }, { id: string }>): string => step?.id ?? act.assignmentId ?? '';
