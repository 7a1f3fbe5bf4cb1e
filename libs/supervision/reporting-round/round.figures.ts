import type { Day, Instant } from '../time/day';
import type { DecidedOverlap, ItemEntryFigure, ItemStanding, RoundFigures, UnitFigure } from './figure.types';
import type { FoundLateness } from '../proceeding/objection.events';
import { isOverturned } from '../proceeding/overturned';
import { totalsOf, type ToldOfTarget } from './round.totals';
import type { RoundForm, RoundState, Sending } from './round.types';

/** The sending that counts: the newest, unless the form was returned since, or never went out. No form counts without its approvals. */
export function countingSending(form: RoundForm): Sending | null {
  return form.status === 'sent' || form.status === 'collected' ? (form.sendings.at(-1) ?? null) : null;
}

/** Until when a form is to be sent: the round's day, or the day of its attempt after a return. */
export function dayOfForm(state: Pick<RoundState, 'day'>, form: Pick<RoundForm, 'attemptDay'>): Day {
  return form.attemptDay ?? state.day;
}

/** Forms as they count: a lateness that was overturned is none. */
export function countingForms(state: Pick<RoundState, 'forms' | 'latenessObjections'>): RoundForm[] {
  return Object.values(state.forms).map((form) => ({ ...form, sendings: form.sendings.map((s) => (s.late && isOverturned(state, latenessOfForm(form.unitId, s.arming)) ? { ...s, late: false } : s)) }));
}

export function latenessOfForm(unitId: string, arming: number): string {
  return `form:${unitId}:${arming}`;
}

/** 缺报 at the lock. */
export function latenessOfMissing(unitId: string): string {
  return `missing:${unitId}`;
}

/** What is held against units: forms that went out late, and those missing at the lock. */
export function latenessesOfRound(state: RoundState): FoundLateness[] {
  const missing = new Set(state.locked?.figures.units.filter((u) => u.standing === 'missing').map((u) => u.unitId));
  return Object.values(state.forms).flatMap((form): FoundLateness[] => {
    const { unitId } = form;
    const of = { unitId, day: state.day };
    if (state.locked && missing.has(unitId)) return [{ ...of, id: latenessOfMissing(unitId), what: 'missing', foundAt: state.locked.at, decidedBy: state.locked.personId }];
    const sending = countingSending(form);
    return sending?.late ? [{ ...of, id: latenessOfForm(unitId, sending.arming), what: 'late', foundAt: sending.recordedAt, decidedBy: null }] : [];
  });
}

function unitFigure(form: RoundForm): UnitFigure {
  const sending = countingSending(form);
  const noProgress = sending?.entries.filter((e) => e.noProgressReason !== null).length ?? 0;
  return {
    unitId: form.unitId,
    standing: form.status === 'dropped' ? 'dropped' : sending === null ? 'missing' : sending.late ? 'late' : 'inTime',
    returned: sending === null && form.sendings.length > 0,
    afterReturn: sending !== null && sending.arming > 1,
    event: sending?.event ?? null,
    lines: form.lines.length,
    progress: (sending?.entries.length ?? 0) - noProgress,
    noProgress,
  };
}

/** What is in the forms, in figures. Pure: from the forms, the items' standing and what was decided about values told by several. */
export function figuresOf(forms: readonly RoundForm[], standing: readonly ItemStanding[], decided: readonly DecidedOverlap[], asOf: Instant): RoundFigures {
  const units = forms.map(unitFigure).sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
  const count = (of: UnitFigure['standing']): number => units.filter((u) => u.standing === of).length;
  const owed = units.filter((u) => u.standing !== 'dropped');
  const sum = (of: (u: UnitFigure) => number): number => owed.reduce((n, u) => n + of(u), 0);
  const items = new Map<string, ItemEntryFigure[]>();
  const told: ToldOfTarget[] = [];
  for (const form of [...forms].sort((a, b) => (a.unitId < b.unitId ? -1 : 1))) {
    const sending = countingSending(form);
    if (sending === null) continue;
    const from = { unitId: form.unitId, event: sending.event };
    for (const { lineId, percent, values, noProgressReason } of sending.entries) {
      const line = form.lines.find((l) => l.id === lineId);
      if (!line) continue;
      items.set(line.itemId, [...(items.get(line.itemId) ?? []), { ...from, lineId, percent, values, noProgressReason }]);
      for (const { targetId, value } of values) {
        const target = line.targets.find((t) => t.targetId === targetId);
        told.push({ itemId: line.itemId, targetId, metric: target?.metric ?? '', unit: target?.unit ?? '', from: { ...from, assignmentId: line.assignmentId, value } });
      }
    }
  }
  const lights: Record<string, number> = {};
  for (const { light } of standing) lights[light] = (lights[light] ?? 0) + 1;
  const reported = sum((u) => u.progress + u.noProgress);
  return {
    asOf,
    forms: { of: owed.length, inTime: count('inTime'), late: count('late'), missing: count('missing'), afterReturn: units.filter((u) => u.afterReturn).length, dropped: count('dropped') },
    lines: { of: sum((u) => u.lines), progress: sum((u) => u.progress), noProgress: sum((u) => u.noProgress), missing: sum((u) => u.lines) - reported },
    units,
    items: [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([itemId, entries]) => ({ itemId, entries })),
    ...totalsOf(told, decided),
    lights,
    standing: [...standing],
  };
}
