/** 更正 of a lateness: when, why, and the colour that it had brought. */
interface Overturned {
  readonly at: string;
  readonly basis: string;
  readonly was: string;
}
interface Step {
  readonly lateness: readonly { readonly overturned: Overturned | null }[];
}

/** What was put right (更正) of a step's latenesses, the newest; undefined where nothing was. */
export function correctedOf(step: Step): Overturned | undefined {
  return step.lateness.flatMap((l) => l.overturned ?? []).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
}

/** The same of all steps of an item. */
export function lastCorrected({ steps }: { steps: readonly Step[] }): Overturned | undefined {
  return correctedOf({ lateness: steps.flatMap((s) => s.lateness) });
}
