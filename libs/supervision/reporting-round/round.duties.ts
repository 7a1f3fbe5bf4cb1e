import type { ProceedingDuty } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf, endOfDay } from '../time/day';
import { dayOfForm } from './round.figures';
import type { RoundForm, RoundState } from './round.types';

/** What a unit owes for its form, and the office for what was sent. */
function dutiesOfForm(state: RoundState, form: RoundForm, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  const rules = rulesOfUnit(span, roster, form.unitId);
  const { unitId, arming, since } = form;
  const base = { restUntil: null, subject: unitId };
  const unit = { unitId, personId: null, post: 'liaison' as const };
  if (form.status === 'sent') {
    const officeRules = rulesOfUnit(span, roster, state.officeUnitId);
    const day = span.calendar.addWorkingDays(dayOf(since), officeRules.verifyWorkingDays);
    return [{ ...base, id: `collect:${unitId}`, kind: 'collect', arming, owedBy: { unitId: state.officeUnitId, personId: null, post: 'office' }, since, day, rules: officeRules }];
  }
  if (form.status !== 'open' && form.status !== 'inApproval') return [];
  const owed: ProceedingDuty[] = [{ ...base, id: `fill:${unitId}`, kind: 'fill', arming, owedBy: unit, since, day: dayOfForm(state, form), rules, reminders: rules.reminderWorkingDays }];
  if (form.status === 'inApproval' && form.soughtBy) {
    const from = form.approvals.at(-1)?.at ?? form.soughtBy.at;
    const id = `approve:${unitId}:${form.seekings}:${form.approvals.length + 1}`;
    owed.push({ ...base, id, kind: 'approve', arming: 1, owedBy: { ...unit, post: 'leader' }, since: from, day: span.calendar.addWorkingDays(dayOf(from), rules.approvalWorkingDays), rules });
  }
  return owed;
}

/** What is owed in a round: forms to fill and approve, to collect, the lock, and then the 通报. */
export function dutiesOfRound(state: RoundState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  if (state.closed) return [];
  const rules = rulesOfUnit(span, roster, state.officeUnitId);
  const office = { unitId: state.officeUnitId, personId: null, post: 'office' as const };
  const days = (from: string, n: number): string => span.calendar.addWorkingDays(dayOf(from), n);
  if (state.locked) {
    // A draft waits for its signature, which is a duty of its own.
    if (Object.values(state.papers).some((p) => p.status === 'drafted')) return [];
    const { at } = state.locked;
    return [{ id: 'bulletin', kind: 'bulletin', arming: 1 + Object.keys(state.papers).length, owedBy: office, since: at, day: days(at, rules.outcomeWorkingDays), restUntil: null, rules, subject: null }];
  }
  // Whoever is dissolved owes nothing any more.
  const forms = Object.values(state.forms).filter((f) => (roster.units[f.unitId]?.until ?? null) === null || f.status === 'sent');
  // The lock waits for the last day of all, and is owed anew with every day that a return sets.
  const all = Object.values(state.forms);
  const passed = endOfDay(all.map((f) => dayOfForm(state, f)).reduce((a, b) => (b > a ? b : a), state.day));
  const arming = 1 + all.reduce((returns, f) => returns + f.arming - 1, 0);
  return [
    ...forms.flatMap((f) => dutiesOfForm(state, f, span, roster)),
    { id: 'lock', kind: 'lock', arming, owedBy: office, since: passed, day: days(passed, rules.verifyWorkingDays), restUntil: null, rules, subject: null },
  ];
}
