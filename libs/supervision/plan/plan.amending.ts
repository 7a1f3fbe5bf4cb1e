import { dayWithin, isRejected, type DecideContext } from '../item/decide/deciding';
import type { CommandOf } from '../item/item.commands';
import { wrongTargets } from '../item/item.ids';
import { decideItem } from '../item/item.decide';
import { deadlineOf } from '../item/item.deadline';
import { evolveItem } from '../item/item.evolve';
import type { ItemEvent, ItemEventData, TakenIn } from '../item/item.events';
import type { AssignmentRole, ItemNamed, ItemState, Target } from '../item/item.types';
import { recorded } from '../recorded';
import { templateOf } from '../policy/duty-template';
import { reject, type Rejection } from '../rejection';
import { rulesOfUnit, spanAt } from '../rules';
import type { AmendedItem, ItemChange } from './amendment';
import type { Recurrence } from './draft';
import type { AmendmentChange } from './plan.events';
import { numberKey } from './item-number';
import type { PlanState } from './plan.evolve';
import { newItemData, wrongGroups, wrongUnits, type NewItem, type NewItemFrom } from './plan.new-item';

/** What deciding an amendment needs beside the plan and its items. */
export type AmendContext = DecideContext & { commandId?: string };

const ROLE: Record<AssignmentRole, string> = { lead: '牵头', participant: '参与', implementer: '实施' };
const NONE = '无';
const NOTHING = { addUnits: [], dropAssignments: [] };
const RECURS: Record<Recurrence, string> = { monthly: '每月', quarterly: '每季度', halfYearly: '每半年', yearly: '每年', ongoing: '常态化' };

/** How an item is named to people. */
export function label(state: { number: string; title: string }): string {
  return state.number === '' ? state.title : `${state.number} ${state.title}`;
}

/** An amendment while it is decided, part by part: what each item gets, and the changes in words. */
export class Amending {
  readonly number: number;
  readonly changes: AmendmentChange[] = [];
  readonly items = new Map<string, AmendedItem>();
  private readonly ended = new Set<string>();
  private begun = 0;

  constructor(
    private readonly plan: PlanState,
    private readonly states: ReadonlyMap<string, ItemState>,
    private readonly basis: string,
    private readonly context: AmendContext,
  ) {
    this.number = plan.amendments.length + 1;
  }

  /** The item as the amendment has made it so far; one that it has ended is not changed again. */
  item(itemId: string, field: string): ItemState | { rejected: Rejection } {
    const state = this.items.get(itemId)?.after ?? this.states.get(itemId);
    if (!state || state.planId !== this.plan.id) return reject('not-found', { field, details: { id: itemId } });
    if (this.ended.has(itemId)) return reject('amended-twice', { field, details: { id: itemId } });
    return state;
  }

  change(change: ItemChange, field: string): { rejected: Rejection } | null {
    const state = this.item(change.itemId, `${field}.itemId`);
    if (isRejected(state)) return state;
    const { title, deadline, targets, dutyTemplate, dropAssignments } = change;
    const stays = Object.values(state.assignments).some((a) => a.coordinator && (a.status === 'active' || a.status === 'completed') && !dropAssignments.includes(a.id));
    const first = stays ? -1 : change.addUnits.findIndex((u) => u.role !== 'participant');
    const addUnits = change.addUnits.map((u, i) => ({ ...u, assignmentId: `m${this.number}-${i + 1}`, coordinator: i === first }));
    const said = { ...(title === undefined || title === state.title ? {} : { title }), ...(deadline === undefined ? {} : { deadline }), ...(targets === undefined ? {} : { targets }), ...(dutyTemplate === undefined ? {} : { dutyTemplate }) };
    const addGroups = change.addGroups ?? [];
    const refused = this.amend(state, { ...said, addUnits, ...(addGroups.length === 0 ? {} : { addGroups }), ...((change.steps ?? []).length === 0 ? {} : { steps: change.steps }), dropAssignments, drop: false }, field);
    if (refused) return refused;
    const { id: itemId } = state;
    const units = this.context.rules.roster.units;
    const name = (unitId: string): string => units[unitId]?.name ?? unitId;
    if ('title' in said) this.changes.push({ itemId, kind: 'title', before: state.title, after: title ?? null });
    if (deadline !== undefined && deadline !== state.deadline) this.changes.push({ itemId, kind: 'deadline', before: state.deadline ?? NONE, after: deadline ?? NONE });
    if (targets !== undefined) this.changes.push({ itemId, kind: 'targets', before: wordsOf(state.targets), after: wordsOf(targets) });
    if (targets !== undefined) this.noteUntied(state, ({ id }) => (targets.some((t) => t.id === id) ? targets.filter((t) => t.id === id) : targets.filter((t) => !state.targets.some((known) => known.id === t.id))));
    if (dutyTemplate !== undefined && dutyTemplate !== state.dutyTemplate) this.changes.push({ itemId, kind: 'duty', before: this.dutyWords(state.dutyTemplate, state.recurrence), after: this.dutyWords(dutyTemplate, null) });
    for (const { stepId, day } of change.steps ?? []) this.changes.push({ itemId, kind: 'step', before: this.stepWords(state, stepId), after: day });
    for (const id of dropAssignments) this.changes.push({ itemId, kind: 'dropUnit', before: name(state.assignments[id]?.unitId ?? id), after: null });
    for (const g of addGroups) this.changes.push({ itemId, kind: 'addUnit', before: null, after: `${this.context.rules.roster.groups[g.groupId]?.name ?? g.groupId}（${ROLE[g.role]}）` });
    for (const u of addUnits) this.changes.push({ itemId, kind: 'addUnit', before: null, after: `${name(u.unitId)}（${ROLE[u.role]}）` });
    return null;
  }

  /** A step with the day that held until now. */
  private stepWords(state: ItemState, stepId: string): string {
    const { now, rules } = this.context;
    const step = state.steps[stepId];
    if (!step) return NONE;
    const span = spanAt(rules, now);
    const { day } = deadlineOf(step, span.calendar, rulesOfUnit(span, rules.roster, state.assignments[step.assignmentId]?.unitId ?? ''), now);
    return `${step.title}：${day ?? NONE}`;
  }

  /** A recurring duty in words: by its template, or by how often it returns. */
  private dutyWords(template: string | null, recurrence: Recurrence | null): string {
    const { now, rules } = this.context;
    return templateOf(spanAt(rules, now).policy.rules.dutyTemplates, template)?.name ?? template ?? (recurrence === null ? NONE : RECURS[recurrence]);
  }

  /** @param goesOnIn null: it is dropped for good */
  drop(itemId: string, field: string, goesOnIn: ItemEventData['ItemClosed']['goesOnIn'] | null): { rejected: Rejection } | null {
    const state = this.item(itemId, field);
    if (isRejected(state)) return state;
    if (this.items.has(itemId)) return reject('amended-twice', { field, details: { id: itemId } });
    const refused = this.amend(state, { ...NOTHING, drop: true, ...(goesOnIn ? { goesOnIn } : {}) }, field);
    if (refused) return refused;
    this.ended.add(itemId);
    this.changes.push({ itemId, kind: goesOnIn?.by ?? 'drop', before: label(state), after: goesOnIn ? goesOnIn.items.map(label).join('；') : null, endsItem: true });
    return null;
  }

  /** What an item that goes on gets of a merge into it, or of a split that leaves it. */
  goOn(itemId: string, field: string, gets: { takesIn: TakenIn } | { splitOff: ItemNamed[] }): { rejected: Rejection } | null {
    const state = this.item(itemId, field);
    return isRejected(state) ? state : this.amend(state, { ...NOTHING, drop: false, ...gets }, field);
  }

  /** @param itemId of {@link newId} */
  add(itemId: string, item: NewItem, field: string, from: NewItemFrom): { rejected: Rejection } | null {
    const { now, actor, rules, commandId } = this.context;
    const { period } = this.plan.plan;
    if (period === null) return reject('period-missing');
    const wrong = wrongUnits(item.units, `${field}.units`, rules.roster) ?? wrongGroups(item.groups ?? [], `${field}.groups`, rules.roster) ?? wrongTargets(item.targets, `${field}.targets`, from.upper ?? null) ?? (item.deadline === null ? null : dayWithin({ period }, item.deadline, `${field}.deadline`, this.context));
    if (wrong) return wrong;
    if (numberKey(item.number) !== '' && this.isTaken(numberKey(item.number))) return reject('name-taken', { field: `${field}.number`, details: { number: item.number } });
    const template = templateOf(spanAt(rules, now).policy.rules.dutyTemplates, item.dutyTemplate);
    if (item.dutyTemplate && (!template || template.retired)) return reject('duty-template-unknown', { field: `${field}.dutyTemplate`, details: { id: item.dutyTemplate } });
    const { groups } = item;
    const recurring: NewItem = template ? { ...item, recurrence: template.cadence } : item;
    const named: NewItem = groups === undefined ? recurring : { ...recurring, groups: groups.map((g) => ({ ...g, name: rules.roster.groups[g.groupId]?.name ?? g.name })) };
    const event = recorded<ItemEvent>({ type: 'ItemIssued', reason: this.basis, data: newItemData(this.plan, period, named, from) }, { now, actor, rules, span: spanAt(rules, now), command: commandId });
    this.items.set(itemId, { itemId, before: null, after: evolveItem(null, event, itemId), events: [event] });
    const units = item.units.map((u) => `${rules.roster.units[u.unitId]?.name ?? u.unitId}（${ROLE[u.role]}）`).join('、');
    this.changes.push({ itemId, kind: 'add', before: null, after: [label(item), units, item.deadline ?? NONE].join('；') });
    return null;
  }

  note(change: AmendmentChange): void {
    this.changes.push(change);
  }

  /** Figures that go on in no other item: what counted towards them counts no more. */
  noteEnds(figures: readonly { itemId: string; target: Target }[]): void {
    for (const { itemId, target } of figures) this.note({ itemId, kind: 'figureEnds', before: wordsOf([target]), after: null });
  }

  /** Figures that counted towards one above, which nothing that comes of them does. @param goesOn the figures that may come of one */
  noteUntied({ id: itemId, targets }: ItemState, goesOn: (target: Target) => readonly Target[]): void {
    for (const target of targets) {
      const { upper } = target;
      if (upper !== undefined && !goesOn(target).some((t) => t.upper?.targetId === upper.targetId)) this.note({ itemId, kind: 'tieEnds', before: wordsOf([target]), after: null });
    }
  }

  private amend(state: ItemState, said: Omit<CommandOf<'amend'>, 'type' | 'amendment' | 'basis'>, field: string): { rejected: Rejection } | null {
    const { commandId, ...context } = this.context;
    const decided = decideItem(state, { type: 'amend', amendment: this.number, basis: this.basis, ...said }, context, commandId);
    if (isRejected(decided)) return { rejected: { ...decided.rejected, field: decided.rejected.field === undefined ? field : `${field}.${decided.rejected.field}`, details: { ...decided.rejected.details, item: label(state) } } };
    const held = this.items.get(state.id);
    this.items.set(state.id, { itemId: state.id, before: held ? held.before : state, after: decided.state, events: [...(held?.events ?? []), ...decided.events] });
    return null;
  }

  /** Id of an item that this amendment begins. */
  newId(): string {
    const taken = new Set(this.plan.issueItems.map((i) => i.itemId));
    for (;;) {
      this.begun += 1;
      const id = `${this.plan.id}-T${this.number}.${this.begun}`;
      if (!taken.has(id)) return id;
    }
  }

  /** Numbers of the items that stay in the plan; those that are dropped give theirs back. */
  private isTaken(key: string): boolean {
    const keys = new Map(this.plan.issueItems.map((i) => [i.key, i.itemId]));
    const gone = new Set(this.plan.amendments.flatMap((a) => a.changes.filter((c) => c.endsItem).map((c) => c.itemId ?? '')));
    for (const id of this.ended) gone.add(id);
    if (this.plan.items.some((i) => numberKey(i.number) === key && keys.has(i.key) && !gone.has(keys.get(i.key) ?? ''))) return true;
    const others = [...this.states.values(), ...[...this.items.values()].map((i) => i.after)];
    return others.some((s) => numberKey(s.number) === key && s.planId === this.plan.id && s.closed === null && !gone.has(s.id));
  }
}

function wordsOf(targets: readonly Target[]): string {
  return targets.length === 0 ? NONE : targets.map((t) => t.text || `${t.metric}${t.comparison}${t.value}${t.unit}`).join('；');
}
