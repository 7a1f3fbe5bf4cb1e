export const STEPS = ['check', 'decide', 'schedule', 'rehearse', 'issue'] as const;
export type DraftStep = (typeof STEPS)[number];

/** What the address of a draft says: one returns to the step and the item that one left. Anything else in it is dropped. */
export interface DraftSearch {
  step?: DraftStep;
  /** Key of the item that is looked at. */
  item?: string;
}

export function readDraftSearch(found: Record<string, unknown>): DraftSearch {
  const step = STEPS.find((s) => s === found['step']);
  const item = typeof found['item'] === 'string' ? found['item'] : undefined;
  return { ...(step && { step }), ...(item !== undefined && { item }) };
}
