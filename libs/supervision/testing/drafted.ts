import type { DraftDecision, DraftItem } from '../plan/draft';
import { evolvePlan, type PlanState } from '../plan/plan.evolve';
import type { NewPlanEvent, PlanEvent } from '../plan/plan.events';
import type { Day } from '../time/day';
import { of } from './world';

const META: PlanEvent['meta'] = { actor: of('office'), occurredAt: '2026-01-05T02:00:00.000Z', recordedAt: '2026-01-05T02:00:00.000Z', rules: { policy: 1, calendar: 1, roster: 1 } };

/** An item of a draft with what the test names, and nothing else. */
export function draftItem(change: Partial<DraftItem> = {}): DraftItem {
  return { key: 'k1', number: '1', title: '技能培训', category: null, leads: [], participants: [], units: [], targets: [], deadline: '2026-06-30', deadlineText: null, recurrence: null, quote: '', content: '', place: { fromLine: 1, toLine: 1 }, ...change };
}

/** A question with the options of those ids. */
export function question(id: string, optionIds: readonly string[], blocking = false): DraftDecision {
  const [kind, itemKey] = id.split(':') as [DraftDecision['kind'], string];
  return { id, kind, blocking, itemKey: itemKey === 'plan' ? null : itemKey, itemNumber: null, question: { zh: '', en: '' }, options: optionIds.map((o) => ({ id: o, zh: o, en: o })) };
}

/** A draft of the year 2026, read from a paper. */
export function draftOf(items: DraftItem[], decisions: DraftDecision[] = [], period: { from: Day; to: Day } | null = { from: '2026-01-01', to: '2026-12-31' }): PlanState {
  const drafted = { type: 'PlanDrafted', data: { plan: { title: '', period, documentNumber: null, categories: [] }, officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null, policyId: 'standard', source: { name: 'x', sha256: '', format: 'txt' }, report: { reconciliation: [] }, notUnderstood: [] }, meta: META } as unknown as PlanEvent;
  return evolvePlan(evolvePlan(null, drafted, 'p1'), { type: 'DraftItemsRead', data: { items, decisions }, meta: META }, 'p1');
}

/** The draft after those events, which are read from JSON as they will be from the log. */
export function after(plan: PlanState, decided: NewPlanEvent[] | { rejected: unknown }): PlanState {
  if ('rejected' in decided) throw new Error(JSON.stringify(decided.rejected));
  return (JSON.parse(JSON.stringify(decided)) as NewPlanEvent[]).reduce((state, e) => evolvePlan(state, { ...e, meta: META } as PlanEvent, 'p1'), plan);
}
