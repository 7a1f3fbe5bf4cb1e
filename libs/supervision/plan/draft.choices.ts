import type { DraftDecisionKind } from './draft';

/** What a choice takes beside itself: a registered unit (id or name), a day, an item's number, a figure in base units, or how often a duty returns; `optional`: there is an answer without it. */
export interface Choice {
  takes: 'nothing' | 'unit' | 'day' | 'number' | 'figure' | 'rhythm';
  optional?: true;
}

const PLAIN: Choice = { takes: 'nothing' };

/**
 * Every choice that a question of a draft may offer, by its kind; of `lead:市教育局` the part before the colon. What is not here
 * is not offered, and what is here has an effect: {@link settledDraft} for what becomes of the items, {@link heldBack} for what
 * keeps the plan from being issued, the roster for names.
 */
export const CHOICES = {
  'role-unmarked': { 'first-leads': PLAIN, 'all-lead': PLAIN, lead: PLAIN },
  'unit-unresolved': { register: PLAIN, unit: PLAIN, group: PLAIN, remove: PLAIN },
  'unit-ambiguous': { unit: PLAIN, group: PLAIN },
  'unit-twice': { drop: PLAIN },
  'duplicate-number': { renumber: { takes: 'number', optional: true }, merge: PLAIN, drop: PLAIN },
  'no-unit': { issuer: PLAIN, assign: { takes: 'unit' }, drop: PLAIN },
  'no-deadline': { 'period-end': PLAIN, ongoing: PLAIN, set: { takes: 'day' } },
  'units-without-role': { 'take-part': PLAIN, 'all-lead': PLAIN, lead: PLAIN },
  'impossible-date': { set: { takes: 'day' }, 'period-end': PLAIN, none: PLAIN },
  'other-rhythm': { keep: PLAIN, split: { takes: 'rhythm' }, set: { takes: 'rhythm' } },
  'no-target': { await: PLAIN, none: PLAIN },
  'group-without-roster': { later: PLAIN, now: PLAIN },
  'category-inferred': { category: PLAIN, none: PLAIN },
  'count-differs': { accept: PLAIN, check: PLAIN },
  'deadline-past': { keep: PLAIN, set: { takes: 'day' }, drop: PLAIN },
  'period-past': { keep: PLAIN },
  'upper-share': { whole: PLAIN, share: { takes: 'figure' }, none: PLAIN },
  'later-than-upper': { keep: PLAIN, upper: PLAIN, set: { takes: 'day' } },
} satisfies Record<DraftDecisionKind, Record<string, Choice>>;

/** The choice that an option's id names; undefined where no such choice is known of the kind. */
export function choiceOf(kind: DraftDecisionKind, optionId: string): Choice | undefined {
  const choices: Record<string, Choice> = CHOICES[kind];
  const name = optionId.split(':', 1)[0] ?? '';
  return Object.hasOwn(choices, name) ? choices[name] : undefined;
}

/** What stands behind the first colon of an option's id: the name, the unit's id, the category. */
export function chosen(optionId: string, choice: string): string | null {
  return optionId.startsWith(`${choice}:`) ? optionId.slice(choice.length + 1) : null;
}
