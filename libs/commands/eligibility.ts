import type { EventStore } from '#libs/event-store/event-store';
import { withRates } from '#libs/scoring/score';
import { classByOwnership, FACT_GROUPS, PURPOSES, type Purpose } from '#libs/supervision/eligibility/purpose';
import { putRightInItem, putRightInProceeding, type PutRight } from '#libs/supervision/eligibility/put-right';
import { EVALUATION } from '#libs/supervision/evaluation/evaluation';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import { FIGURES, type FigureName } from '#libs/supervision/evaluation/figure.names';
import { countFigures, type CountedItem, type CountedProceeding } from '#libs/supervision/evaluation/figures';
import type { Figure } from '#libs/supervision/evaluation/sheet';
import type { DomainEvent } from '#libs/supervision/event';
import { evolveItem, ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { wasIssued } from '#libs/supervision/plan/plan.withdraw';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { REFORM_UNIT, type ReformUnitState } from '#libs/supervision/reform-unit/reform-unit';
import type { Roster } from '#libs/supervision/roster/roster';
import { traitsAt, type UnitClass } from '#libs/supervision/roster/unit-traits';
import type { Day, Instant } from '#libs/supervision/time/day';
import { inTurn } from './at-once';
import type { PlanCommands } from './plan-commands';
import { proceedingsOf } from './plan-parts';
import { asDomain } from './references';

/** Plans below plans below plans: no administration has as many levels. */
const DEEPEST = 20;

export interface EligibilityAsked {
  plan: PlanState;
  period: { from: Day; to: Day };
  purpose: Purpose;
  /** Of these alone; null: of all enterprises of the purpose. */
  unitIds: readonly string[] | null;
  /** As known at this moment. */
  asOf: Instant;
  /** Units as they are known at that moment. */
  roster: Roster;
}

/** A fact about an enterprise, with the events that it was counted from and what of it was put right. */
export interface Fact extends Figure {
  name: FigureName;
  group: string;
  putRight: Omit<PutRight, 'unitId' | 'figures'>[];
}

/** Its place in a published evaluation. */
export interface PublishedPlace {
  evaluationId: string;
  title: string;
  period: { from: Day; to: Day };
  classId: string;
  total: string;
  rank: number;
  grade: string;
  /** The event that published it. */
  event: string;
  /** The circular before it, where this one corrects and replaces it. */
  replaces: string | null;
  /** It is being corrected (更正). */
  correcting: boolean;
}

/** What the list of reform units says of it. */
export interface AsReformUnit {
  id: string;
  ownership: string | null;
  batch: string | null;
  level: string | null;
  since: Day;
  until: Day | null;
  ownPlan: string | null;
  contactUnitIds: string[];
  instructors: number;
  visits: number;
}

export interface EligibilityRow {
  unitId: string;
  name: string;
  unitClass: UnitClass;
  reformUnit: AsReformUnit | null;
  /** Plans of its own, and those in which it has a share. */
  planIds: string[];
  facts: Fact[];
  results: PublishedPlace[];
}

export interface Eligibility {
  rows: EligibilityRow[];
  /** On the list of reform units and no unit of the roster: nothing could be counted of them. */
  uncounted: { reformUnitId: string; name: string; ownership: string | null }[];
  /** Plans that were looked at: the one asked about, and all below it. */
  planIds: string[];
}

/** Draws up what is known of enterprises for assessments and honours (结果运用): counted from the log, as known at any moment, nothing stored. */
export class EligibilityFacts {
  constructor(
    private readonly store: EventStore,
    private readonly plans: PlanCommands,
  ) {}

  async of({ plan, period, purpose, unitIds, asOf, roster }: EligibilityAsked): Promise<Eligibility> {
    const plans = await this.withLower(plan, asOf);
    const ids = [...new Set(plans.flatMap(itemIdsOf))].filter((id) => id !== '').sort();
    const items = (await inTurn(ids, async (itemId): Promise<CountedItem> => ({ itemId, events: await this.read<ItemEvent>(ITEM_STREAM + itemId, asOf) }))).filter((i) => i.events.length > 0);
    const streams = await this.proceedings(plans);
    const proceedings = (await inTurn(streams, async (stream): Promise<CountedProceeding> => ({ stream, events: await this.read(stream, asOf) }))).filter((p) => p.events.length > 0);

    const reformUnits = folded(REFORM_UNIT, proceedings);
    const sharing = shares(items, plans);
    const ofUnit = (unitId: string): ReformUnitState | undefined => reformUnits.findLast((r) => r.particulars.unitId === unitId);
    const wanted: readonly UnitClass[] = PURPOSES[purpose].classes;
    const units = Object.values(roster.units).flatMap((unit) => {
      const listed = ofUnit(unit.id);
      const unitClass = traitsAt(unit, asOf).unitClass ?? classByOwnership(listed?.particulars.ownership ?? null);
      const concerned = listed !== undefined || sharing.has(unit.id);
      return unitClass !== null && wanted.includes(unitClass) && concerned && (unitIds === null || unitIds.includes(unit.id)) ? [{ unit, unitClass, listed }] : [];
    });
    const counted = new Map(countFigures({ items, proceedings }, units.map((u) => u.unit.id), period).map((u) => [u.unitId, withRates(u.figures)]));
    const right = [...items.flatMap((i) => putRightInItem(i, period)), ...proceedings.flatMap((p) => putRightInProceeding(p, period))];
    const results = published(proceedings, period);
    const rows = units.map(({ unit, unitClass, listed }): EligibilityRow => ({
      unitId: unit.id,
      name: unit.name,
      unitClass,
      reformUnit: listed === undefined ? null : asListed(listed),
      planIds: [...(sharing.get(unit.id) ?? [])].sort(),
      facts: factsOf(counted.get(unit.id)!, right.filter((r) => r.unitId === unit.id)),
      results: results.filter((r) => r.unitId === unit.id).map(({ unitId: _unit, ...place }) => place),
    }));
    const uncounted = reformUnits.filter((r) => r.particulars.unitId === null && unitIds === null && concerns(r, wanted)).map((r) => ({ reformUnitId: r.id, name: r.particulars.name, ownership: r.particulars.ownership }));
    return { rows: rows.sort((a, b) => (a.name < b.name ? -1 : 1)), uncounted, planIds: plans.map((p) => p.id) };
  }

  /** The plan with all that were issued below it, at whatever level. */
  private async withLower(plan: PlanState, asOf: Instant): Promise<PlanState[]> {
    const found = [plan];
    for (let level = 0, above = [plan.id]; level < DEEPEST && above.length > 0; level++) {
      const { rows } = await this.store.pool.query<{ stream: string }>(
        `select s.stream from log.streams s join log.events e on e.stream = s.stream and e.version = 1
          where s.stream > $1 and s.stream < $2 and e.data->'upper'->>'planId' = any($3) and e.recorded_at <= $4 order by s.stream`,
        [PLAN_STREAM, `${PLAN_STREAM.slice(0, -1)}0`, above, asOf],
      );
      const lower = (await inTurn(rows, async ({ stream }) => (await this.plans.load(stream.slice(PLAN_STREAM.length))).state)).flatMap((p) => (p !== null && wasIssued(p) ? [p] : []));
      found.push(...lower);
      above = lower.map((p) => p.id);
    }
    return found;
  }

  /** Proceedings of the plans, and reform units that their offices list without a plan. */
  private async proceedings(plans: readonly PlanState[]): Promise<string[]> {
    const ofPlans = (await inTurn(plans, (p) => proceedingsOf(this.store, p.id))).flat();
    const { rows } = await this.store.pool.query<{ stream: string }>(
      `select s.stream from log.streams s join log.events e on e.stream = s.stream and e.version = 1
        where s.stream > $1 and s.stream < $2 and e.data->>'planId' is null and e.data->>'officeUnitId' = any($3) order by s.stream`,
      [`${REFORM_UNIT.name}/`, `${REFORM_UNIT.name}0`, [...new Set(plans.map((p) => p.officeUnitId))]],
    );
    return [...new Set([...ofPlans, ...rows.map((r) => r.stream)])];
  }

  private async read<E extends DomainEvent>(stream: string, asOf: Instant): Promise<E[]> {
    return (await this.store.readStream(stream)).filter((e) => e.recordedAt <= asOf).map((e) => asDomain<E & { type: string }>(e)) as E[];
  }
}

function concerns({ particulars, closed }: ReformUnitState, wanted: readonly UnitClass[]): boolean {
  const of = classByOwnership(particulars.ownership);
  return closed === null && of !== null && wanted.includes(of);
}

function folded<S extends ProceedingState>(kind: ProceedingKind<S, any>, proceedings: readonly CountedProceeding[]): S[] {
  return proceedings.filter((p) => p.stream.startsWith(`${kind.name}/`)).map(({ stream, events }) => foldOf(kind, stream, events));
}

function foldOf<S extends ProceedingState>(kind: ProceedingKind<S, any>, stream: string, events: readonly DomainEvent[]): S {
  return events.reduce<S | null>((state, event) => evolveProceeding(kind, state, event, stream.slice(kind.name.length + 1)), null)!;
}

/** By unit: the plans of which it is the office, and those in whose items it has or had a share. */
function shares(items: readonly CountedItem[], plans: readonly PlanState[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (unitId: string, planId: string): void => void found.set(unitId, (found.get(unitId) ?? new Set()).add(planId));
  for (const plan of plans) add(plan.officeUnitId, plan.id);
  for (const { itemId, events } of items) {
    const state = events.reduce<ItemState | null>((before, event) => evolveItem(before, event, itemId), null)!;
    for (const a of Object.values(state.assignments)) add(a.unitId, state.planId);
  }
  return found;
}

function factsOf(figures: readonly Figure[], right: readonly PutRight[]): Fact[] {
  const by = new Map(figures.map((f) => [f.name, f]));
  return FACT_GROUPS.flatMap(({ id, figures: names }) =>
    names.map((name): Fact => {
      const { value, events } = by.get(name) ?? { value: '0', events: [] };
      return { name, group: id, value, events, putRight: right.filter((r) => r.figures.includes(name)).map(({ unitId: _unit, figures: _figures, ...rest }) => rest) };
    }),
  );
}

function asListed(state: ReformUnitState): AsReformUnit {
  const links = Object.values(state.links).filter((l) => l.until === null && state.pending[l.id] === undefined);
  const { ownership, batch, level } = state.particulars;
  return {
    id: state.id, ownership, batch, level, since: state.since, until: state.until, ownPlan: state.ownPlan?.title ?? null,
    contactUnitIds: links.filter((l) => l.kind === 'contactUnit').map((l) => l.unitId), instructors: links.filter((l) => l.kind === 'instructor').length, visits: Object.keys(state.visits).length,
  };
}

/** Places in rounds over days of the period, as last published. */
function published(proceedings: readonly CountedProceeding[], { from, to }: { from: Day; to: Day }): ({ unitId: string } & PublishedPlace)[] {
  return proceedings.filter((p) => p.stream.startsWith(`${EVALUATION.name}/`)).flatMap(({ stream, events }) => {
    const state = foldOf<EvaluationState>(EVALUATION, stream, events);
    const last = state.publications.at(-1);
    if (!last || state.period.to < from || state.period.from > to) return [];
    const at = events.findLastIndex((e) => e.type === 'EvaluationPublished') + 1;
    const replaces = state.publications.at(-2)?.paperId ?? null;
    return last.result.rows.map(({ unitId, classId, total, rank, grade }) => ({ unitId, evaluationId: state.id, title: state.title, period: state.period, classId, total, rank, grade, event: `${stream}@${at}`, replaces, correcting: last.correction !== null }));
  });
}

/** What a fact is called, and what one of it is. */
export function factWords(name: FigureName): { zh: string; en: string; unit: { zh: string; en: string } } {
  const { zh, en, unit } = FIGURES[name];
  return { zh, en, unit };
}
