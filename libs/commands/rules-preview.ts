import type { EventStore } from '#libs/event-store/event-store';
import { calendarOf, type Calendar } from '#libs/supervision/calendar/calendar';
import { NO_CALENDAR, type CalendarHistory } from '#libs/supervision/calendar/calendar.events';
import type { Light } from '#libs/supervision/item/item.light';
import type { ItemState } from '#libs/supervision/item/item.types';
import { NO_POLICY, type PolicyHistory } from '#libs/supervision/policy/policy.events';
import type { Rejection } from '#libs/supervision/rejection';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { decideRoster } from '#libs/supervision/roster/roster.decide';
import { evolveRoster } from '#libs/supervision/roster/roster.events';
import type { UnitTraits } from '#libs/supervision/roster/unit-traits';
import type { Rules } from '#libs/supervision/rules';
import { compareRules, noticesAhead, rejudge, type MovedDeadline, type Rejudged } from '#libs/supervision/rules.preview';
import { timelineOf } from '#libs/supervision/rules.timeline';
import { addMs, dayOf, latest, type Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import { allItems } from './open-items';
import { CALENDAR_STREAM, policyStream, type References } from './references';
import { refusalOfCalendar, refusalOfPolicy, type ProposedCalendar, type ProposedPolicy } from './rules-commands';

/** Rows of each list in the answer; the counts are of all. */
const ROWS = 200;
/** Items whose next month is rehearsed: it costs some hundred times what looking at an item does. */
const REHEARSED = 500;
const NOTICE_DAYS = 30;
/** Real time after which the preview answers with what it has seen. */
const BUDGET_MS = 20_000;
/** Items between two breaths, so that other requests are answered meanwhile. */
const BREATH = 10;

export type Candidate = ({ kind: 'policy'; policyId: string } & ProposedPolicy) | ({ kind: 'calendar' } & ProposedCalendar) | { kind: 'traits'; unitId: string; traits: UnitTraits; effectiveFrom: null };

interface OfItem {
  itemId: string;
  planId: string;
  number: string;
  title: string;
  officeUnitId: string;
}
export type MovedRow = OfItem & MovedDeadline;
export type LightRow = OfItem & { from: Light; to: Light };
export type CorrectionRow = OfItem & Rejudged;

/** What proposed rules would do to all open items, before anybody sets them. */
export interface RulesPreview {
  now: Instant;
  effectiveAt: Instant;
  /** Versions that were to begin later, and that the proposed one sets aside. */
  supersedes: number[];
  /** False where time ran out: what is counted is then of the items examined. */
  complete: boolean;
  examined: number;
  moved: { count: number; rows: MovedRow[] };
  becomeOverdue: { count: number; rows: MovedRow[] };
  lights: { count: number; rows: LightRow[] };
  /** Notices of the next 30 days as things stand, of the items rehearsed. */
  notices: { days: number; items: number; before: number; after: number };
  /** For a calendar: past latenesses that it judges otherwise, in closed items too, to be corrected by an act of its own. */
  corrections: { count: number; rows: CorrectionRow[] };
}

function ofItem(state: ItemState): OfItem {
  const { id, planId, number, title, officeUnitId } = state;
  return { itemId: id, planId, number, title, officeUnitId };
}

function put<T>(list: { count: number; rows: T[] }, row: T): void {
  list.count += 1;
  if (list.rows.length < ROWS) list.rows.push(row);
}

/** Shows rules dry, over all open items, from the log. Reads only. */
export class RulesPreviews {
  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
  ) {}

  async preview(candidate: Candidate): Promise<RulesPreview | { rejected: Rejection }> {
    const now = this.clock.now();
    const calendars = (await this.references.calendars.refresh(CALENDAR_STREAM)).state ?? NO_CALENDAR;
    const refused = await this.refusal(candidate, calendars, now);
    if (refused) return refused;
    const effectiveAt = latest(now, candidate.effectiveFrom);
    const after = await this.rulesWith(candidate, calendars, effectiveAt);
    const planned = plannedBefore(candidate, after.policy, calendars);
    const preview: RulesPreview = {
      now,
      effectiveAt,
      supersedes: planned.flatMap((from, i) => (from >= effectiveAt && from > now ? [i + 1] : [])),
      complete: true,
      examined: 0,
      moved: { count: 0, rows: [] },
      becomeOverdue: { count: 0, rows: [] },
      lights: { count: 0, rows: [] },
      notices: { days: NOTICE_DAYS, items: 0, before: 0, after: 0 },
      corrections: { count: 0, rows: [] },
    };
    const until = Date.now() + BUDGET_MS;
    let seen = 0;
    for await (const state of allItems(this.store)) {
      if (candidate.kind === 'policy' && (state.policyId !== candidate.policyId || state.closed)) continue;
      if (++seen % BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
      if (Date.now() > until) {
        preview.complete = false;
        break;
      }
      const { rules } = await this.references.rules(state.policyId);
      if (after.calendar) for (const row of rejudge(state, rules, after.calendar, now)) put(preview.corrections, { ...ofItem(state), ...row });
      if (state.closed === null) add(preview, state, rules, await after.rules(state.policyId, rules));
    }
    return preview;
  }

  private async refusal(candidate: Candidate, calendars: CalendarHistory, now: Instant): Promise<{ rejected: Rejection } | null> {
    if (candidate.kind === 'policy') return refusalOfPolicy(candidate, (await this.references.policies.refresh(policyStream(candidate.policyId))).state, now);
    if (candidate.kind === 'calendar') return refusalOfCalendar(candidate, calendars, now);
    const decided = decideRoster((await this.references.roster()).state ?? EMPTY_ROSTER, { type: 'classify', unitId: candidate.unitId, traits: candidate.traits }, dayOf(now));
    return 'rejected' in decided ? decided : null;
  }

  /** The latenesses that the newest published calendar judges otherwise, of one office's items: what its correcting act may name. */
  async corrections(officeUnitId: string): Promise<CorrectionRow[]> {
    const now = this.clock.now();
    const calendars = (await this.references.calendars.refresh(CALENDAR_STREAM)).state ?? NO_CALENDAR;
    const newest = calendars.versions.at(-1)?.calendar;
    const rows: CorrectionRow[] = [];
    if (!newest) return rows;
    for await (const state of allItems(this.store)) {
      if (state.officeUnitId !== officeUnitId || state.lateness.length === 0) continue;
      const { rules } = await this.references.rules(state.policyId);
      for (const row of rejudge(state, rules, newest, now)) rows.push({ ...ofItem(state), ...row });
    }
    return rows;
  }

  private async rulesWith(candidate: Candidate, calendars: CalendarHistory, effectiveFrom: Instant): Promise<{ calendar: Calendar | null; policy(id: string): PolicyHistory; rules(policyId: string, now: Rules): Promise<Rules> }> {
    const policies = new Map<string, PolicyHistory>();
    const policyOf = async (id: string): Promise<PolicyHistory> => {
      const known = policies.get(id);
      if (known) return known;
      const history = (await this.references.policies.refresh(policyStream(id))).state ?? NO_POLICY;
      policies.set(id, history);
      return history;
    };
    let calendar: Calendar | null = null;
    const roster = candidate.kind === 'traits' ? reclassed((await this.references.roster()).state ?? EMPTY_ROSTER, candidate.unitId, candidate.traits, effectiveFrom) : null;
    let history = calendars;
    if (candidate.kind === 'policy') {
      const { name, rules, variants } = candidate;
      const before = await policyOf(candidate.policyId);
      const version = before.version + 1;
      policies.set(candidate.policyId, { version, name, versions: [...before.versions, { version, effectiveFrom, rules, variants }] });
    } else if (candidate.kind === 'calendar') {
      const version = calendars.version + 1;
      calendar = calendarOf(version, candidate.publishedThrough, candidate.days);
      history = { version, versions: [...calendars.versions, { effectiveFrom, calendar }] };
    }
    const timelines = new Map<string, Rules['spans']>();
    return {
      calendar,
      policy: (id) => policies.get(id) ?? NO_POLICY,
      rules: async (policyId, now) => {
        const spans = timelines.get(policyId) ?? timelineOf(await policyOf(policyId), history, roster ?? now.roster);
        timelines.set(policyId, spans);
        return { spans, roster: roster ?? now.roster };
      },
    };
  }
}

function plannedBefore(candidate: Candidate, policy: (id: string) => PolicyHistory, calendars: CalendarHistory): Instant[] {
  if (candidate.kind === 'traits') return [];
  return candidate.kind === 'policy' ? policy(candidate.policyId).versions.slice(0, -1).map((v) => v.effectiveFrom) : calendars.versions.map((v) => v.effectiveFrom);
}

/** The roster as it would be with the unit classed anew. */
function reclassed(roster: Roster, unitId: string, traits: UnitTraits, at: Instant): Roster {
  const meta = { actor: { kind: 'system' as const, name: 'preview' }, occurredAt: at, recordedAt: at, rules: { policy: 0, calendar: 0, roster: roster.version } };
  return evolveRoster(roster, { type: 'UnitClassified', data: { unitId, ...traits }, meta });
}

function add(preview: RulesPreview, state: ItemState, before: Rules, after: Rules): void {
  const { now, effectiveAt } = preview;
  preview.examined += 1;
  const effect = compareRules(state, before, after, effectiveAt);
  for (const moved of effect.moved) {
    const row = { ...ofItem(state), ...moved };
    put(preview.moved, row);
    if (moved.becomesOverdue) put(preview.becomeOverdue, row);
  }
  if (effect.light) put(preview.lights, { ...ofItem(state), ...effect.light });
  if (preview.notices.items >= REHEARSED) return;
  const until = addMs(now, NOTICE_DAYS * 86_400_000);
  preview.notices.items += 1;
  preview.notices.before += noticesAhead(state, before, now, until);
  preview.notices.after += noticesAhead(state, after, now, until);
}
