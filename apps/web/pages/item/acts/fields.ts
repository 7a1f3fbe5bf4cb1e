import type { ActName } from './known';

/** What a person types for an act, in the order of the form. */
export type FieldKind = 'words' | 'day' | 'dayIfAny' | 'unit' | 'unitIfAny' | 'title' | 'value' | 'person';
export interface FieldOf {
  /** As the command names it. */
  name: string;
  kind: FieldKind;
  /** Its label, where the command's name alone does not say it. */
  label?: 'reopenDay' | 'stepDay';
}

const REASON: FieldOf = { name: 'reason', kind: 'words' };
const TEXT: FieldOf = { name: 'text', kind: 'words' };

/** Acts whose forms need nothing of their own; those that are left out need nothing but a look before they are sent. */
export const FIELDS: Partial<Record<ActName, readonly FieldOf[]>> = {
  decline: [REASON, { name: 'proposedUnitId', kind: 'unitIfAny' }],
  requestExtension: [{ name: 'day', kind: 'day' }, REASON],
  stateReason: [{ name: 'restUntil', kind: 'day' }, REASON],
  object: [REASON],
  correct: [{ name: 'basis', kind: 'words' }],
  correctValue: [{ name: 'value', kind: 'value' }, { name: 'asOf', kind: 'day' }, REASON],
  transfer: [{ name: 'toUnitId', kind: 'unit' }, REASON],
  urge: [TEXT],
  answerPaper: [TEXT],
  namePerson: [{ name: 'personId', kind: 'person' }],
  addStep: [{ name: 'title', kind: 'title' }, { name: 'day', kind: 'dayIfAny', label: 'stepDay' }],
  sendBack: [REASON],
  return: [REASON],
  reopen: [{ name: 'day', kind: 'dayIfAny', label: 'reopenDay' }, REASON],
  waiveTarget: [REASON],
  voidPaper: [REASON],
  suspend: [REASON],
  resume: [REASON],
  withdraw: [REASON],
  closeUnfulfilled: [REASON],
};

/** What the command has to say beside what is typed. */
export const BESIDE: Partial<Record<ActName, object>> = { addStep: { evidenceRequired: false } };
