import type { NewPlanEvent } from './plan.events';
import { settledItems, type Drafted, type SettledItem } from './draft.settled';
import { aliasesIn } from './plan.decide';
import type { PlanState } from './plan.evolve';

/** What an answer would change of what is issued, before beside after; null: nothing. */
export interface DraftChange {
  itemKey: string | null;
  itemNumber: string | null;
  field: 'followed' | 'mergedInto' | 'number' | 'title' | 'category' | 'content' | 'units' | 'assignee' | 'targets' | 'deadline' | 'recurrence' | 'steps' | 'figuresNotNeeded' | 'alias' | 'registered' | 'heldBack';
  before: string | null;
  after: string | null;
}

function shown(item: SettledItem): Omit<Record<DraftChange['field'], string | null>, 'followed' | 'mergedInto' | 'alias' | 'registered' | 'heldBack'> {
  const { number, title, category, content, names, assignee, targets, deadline, recurrence, steps = [], figuresNotNeeded } = item;
  return {
    number,
    title,
    category,
    content,
    units: names.map((n) => `${n.name}:${n.role}${n.unitId === null ? '' : `=${n.unitId}`}${n.groupId === null ? '' : `=${n.groupId}`}`).join('、') || null,
    assignee,
    targets: targets.map((t) => t.text).join('、') || null,
    deadline,
    recurrence,
    steps: steps.map((s) => (s.deadline === null ? s.title : `${s.title} ${s.deadline}`)).join('、') || null,
    figuresNotNeeded: figuresNotNeeded ? 'true' : null,
  };
}

/** The items as they would be issued before and after; of an item that is not followed up any more only that. */
export function itemChanges(before: Drafted, after: Drafted): DraftChange[] {
  const [was, will] = [settledItems(before), settledItems(after)].map((items) => new Map(items.map((i) => [i.key, i]))) as [Map<string, SettledItem>, Map<string, SettledItem>];
  const keys = [...before.items, ...settledItems(after).filter((i) => !before.items.some((o) => o.key === i.key))];
  return keys.flatMap(({ key, number }): DraftChange[] => {
    const [a, b] = [was.get(key), will.get(key)];
    const base = { itemKey: key, itemNumber: number };
    if (a && b) {
      const [from, to] = [shown(a), shown(b)];
      return (Object.keys(from) as (keyof typeof from)[]).flatMap((field) => (from[field] === to[field] ? [] : [{ ...base, field, before: from[field], after: to[field] }]));
    }
    if (!a === !b) return [];
    const into = [...will.values()].find((i) => i.merged.includes(key));
    return [into ? { ...base, field: 'mergedInto', before: null, after: into.number } : { ...base, field: 'followed', before: a ? 'true' : 'false', after: b ? 'true' : 'false' }];
  });
}

/** What a settlement would do: to the items, to the roster, and to the issue itself. */
export function previewOf(plan: PlanState, events: readonly NewPlanEvent[]): DraftChange[] {
  const settlements = events.flatMap((e) => (e.type === 'DecisionsSettled' ? e.data.settlements : []));
  const answered = Object.fromEntries(settlements.map(({ decisionId, optionId, value }) => [decisionId, { optionId, value, personId: '', at: plan.lastAt, bulk: false }]));
  const after: PlanState = { ...plan, settled: { ...plan.settled, ...answered } };
  const base = { itemKey: null, itemNumber: null, before: null };
  const aliases = aliasesIn(plan, settlements).map((a): DraftChange => ({ ...base, field: 'alias', after: `${a.name} → ${a.unitId ?? a.groupId}` }));
  const others = settlements.flatMap(({ decisionId, optionId }): DraftChange[] => {
    if (optionId === 'register') return [{ ...base, field: 'registered', after: decisionId.slice('unit-unresolved:plan:'.length) }];
    return optionId === 'check' || optionId === 'now' ? [{ ...base, field: 'heldBack', after: decisionId }] : [];
  });
  return [...itemChanges(plan, after), ...aliases, ...others];
}
