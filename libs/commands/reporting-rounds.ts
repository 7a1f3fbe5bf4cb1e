import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import type { Json } from '#libs/event-store/json';
import type { Actor } from '#libs/supervision/actor';
import { decideItem } from '#libs/supervision/item/item.decide';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { itemLight, itemStatus } from '#libs/supervision/item/item.light';
import { decisionsOn } from '#libs/supervision/item/item.reached';
import { settleItem } from '#libs/supervision/item/item.settle';
import type { ItemState } from '#libs/supervision/item/item.types';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { itemIdsOf } from '#libs/supervision/plan/plan.evolve';
import { reject } from '#libs/supervision/rejection';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import type { DecidedOverlap, ItemStanding, RoundFigures } from '#libs/supervision/reporting-round/figure.types';
import { formsAtLock } from '#libs/supervision/reporting-round/round.decide';
import { figuresOf } from '#libs/supervision/reporting-round/round.figures';
import { entriesOf } from '#libs/supervision/reporting-round/round.form';
import type { FormOnBehalf, LineEntry, LineGone, Looked, RoundCommandOf, RoundEventData, RoundForm, RoundLine, RoundState } from '#libs/supervision/reporting-round/round.types';
import type { Rules } from '#libs/supervision/rules';
import { latest } from '#libs/supervision/time/day';
import { atOnce } from './at-once';
import type { Clock } from './clock';
import type { ItemCommands } from './item-commands';
import { OpenedOver } from './opened-over';
import type { Outcome, Sender } from './outcome';
import type { PlanCommands } from './plan-commands';
import type { Proceedings } from './proceedings';
import type { References } from './references';
import { reportOf, RoundFiling, ROUNDS, type RoundHandler } from './round-filing';
import { goneOf, lineOf } from './round-lines';

/** Items looked at at once. */
const WIDTH = 8;

/** Events of items after which the lines of open rounds may be others. */
const CHANGES_LINES: ReadonlySet<string> = new Set(['ItemClosed', 'ItemSuspended', 'ItemResumed', 'ItemReopened', 'ItemAmended', 'AssignmentTransferred', 'AssignmentCompleted', 'AssignmentPassedOn', 'MemberJoined', 'MemberLeft'] satisfies ItemEvent['type'][]);

/** What a round is opened with: what its plan settles, and what the office says. */
export type NewRound = Omit<RoundEventData['RoundOpened'], 'planId'> & { planId: string };

/** What is said of a form that was sent. */
export type FormJudged = RoundCommandOf<'sendBackForm' | 'urgeForm' | 'collectForm' | 'returnForm'>;

type Drawn = { forms: { unitId: string; lines: RoundLine[] }[]; gone: { lineId: string; because: LineGone }[] };

/** Reporting rounds with what they take from the items of their plan, and what they bring to them. */
export class ReportingRounds {
  /** The handler of rounds as proceedings. */
  readonly rounds: RoundHandler;
  private readonly opened: OpenedOver;
  private readonly filing: RoundFiling;

  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
    private readonly items: ItemCommands,
    private readonly plans: PlanCommands,
    proceedings: Proceedings,
  ) {
    this.rounds = proceedings.of(REPORTING_ROUND);
    this.opened = new OpenedOver(store, clock);
    this.filing = new RoundFiling(items, this.rounds);
  }

  /** Opens a round over a plan: one form a unit, with its open assignments as they stand. */
  open(id: string, about: NewRound, actor: Actor, sender: Sender): Promise<Outcome<RoundState>> {
    return this.rounds.openPrepared(id, about.policyId, { open: id, ...about } as Json, async () => {
      const { state, version } = await this.plans.load(about.planId);
      const ended = state === null ? reject('not-found', { field: 'planId' }) : notStanding(state, 'planId');
      if (ended) return ended;
      const { ids, record } = await this.opened.look(REPORTING_ROUND.name, [about.planId, about.period.from, about.period.to]);
      const other = await this.collectingOf(ids);
      if (other) return reject('round-open', { field: 'period', details: { title: other.title, from: other.period.from, to: other.period.to } });
      return { command: { type: 'openRound', ...about, forms: (await this.draw(about.planId, [])).forms }, guards: [{ stream: PLAN_STREAM + about.planId, version }], streams: [record(id, actor, sender.commandId)] };
    }, actor, sender);
  }

  /** Draws the lines anew from what the items say now. */
  redraw(id: string, actor: Actor, sender: Sender): Promise<Outcome<RoundState>> {
    return this.rounds.executePrepared(id, { id, redraw: true }, async (round) => ({ command: { type: 'redraw', ...(await this.draw(round?.planId ?? null, Object.values(round?.forms ?? {}))) } }), actor, sender);
  }

  save(id: string, unitId: string, entries: LineEntry[], seen: number | null, actor: Actor, sender: Sender): Promise<Outcome<RoundState>> {
    return this.rounds.execute(id, { type: 'saveForm', unitId, entries, seen }, actor, sender);
  }

  send(id: string, unitId: string, seen: number | null, onBehalf: FormOnBehalf | null, actor: Actor, sender: Sender): Promise<Outcome<RoundState>> {
    // The ciphertext of who called differs each time; of whom it speaks does not.
    const body = { id, send: unitId, seen, onBehalf: onBehalf && { date: onBehalf.date, caller: onBehalf.caller.subject, channel: onBehalf.channel, scanId: onBehalf.scanId } };
    return this.rounds.executePrepared(id, body, async (round) => ({ command: { type: 'sendForm', unitId, seen, onBehalf, looked: await this.look(round?.forms[unitId], actor, onBehalf) } }), actor, sender);
  }

  approve(id: string, unitId: string, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<RoundState>> {
    return this.rounds.executePrepared(id, { id, approve: unitId, ifMatch: ifMatch ?? null }, async (round) => {
      const form = round?.forms[unitId];
      return staleForm(form, ifMatch) ?? { command: { type: 'approveForm', unitId, looked: await this.look(form, actor, null) } };
    }, actor, sender);
  }

  /** Sends a form back, collects or returns it. */
  judge(id: string, command: FormJudged, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<RoundState>> {
    return this.rounds.executePrepared(id, { id, command, ifMatch: ifMatch ?? null }, async (round) => staleForm(round?.forms[command.unitId], ifMatch) ?? { command }, actor, sender);
  }

  /** Whoever locks stands for the list of the silent that they saw. */
  lock(id: string, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<RoundState>> {
    return this.rounds.executePrepared(id, { id, lock: true, ifMatch: ifMatch ?? null }, async (round) => ({ command: { type: 'lockRound', ...(await this.standing(round)) } }), actor, sender, ifMatch);
  }

  /** The figures as they would be frozen now; nothing is written. */
  async figures(round: RoundState): Promise<RoundFigures> {
    const { standing, decided } = await this.standing(round);
    const { rules } = await this.references.rules(round.policyId);
    return figuresOf(formsAtLock(round, rules.roster).forms, standing, decided, this.clock.now());
  }

  /** What the items say of a form's lines: what has ended, what they would refuse, what shows it. */
  async look(form: RoundForm | undefined, actor: Actor, onBehalf: FormOnBehalf | null): Promise<Looked> {
    const looked: { gone: Looked['gone']; refused: Looked['refused']; evidence: Record<string, number> } = { gone: [], refused: [], evidence: {} };
    if (!form) return looked;
    const items = await this.itemsOf(form.lines.map((l) => l.itemId));
    for (const line of form.lines) {
      const item = items.get(line.itemId) ?? null;
      const because = goneOf(item, line.assignmentId);
      if (because !== null || item === null) {
        looked.gone.push({ lineId: line.id, because: because ?? 'itemMissing' });
        continue;
      }
      looked.evidence[line.id] = item.assignments[line.assignmentId]?.newEvidence ?? 0;
      const entry = entriesOf(form).find((e) => e.lineId === line.id);
      const { rules } = await this.references.rules(item.policyId);
      const decided = entry && decideItem(item, { ...reportOf(line, entry, onBehalf && withoutScan(onBehalf)), round: '' }, { now: latest(this.clock.now(), item.lastAt), actor, rules });
      if (decided && 'rejected' in decided) looked.refused.push({ lineId: line.id, code: decided.rejected.code, ...(decided.rejected.details === undefined ? {} : { details: decided.rejected.details }) });
    }
    return looked;
  }

  /** The plan's open assignments by unit, and which of the forms' lines are none any more. */
  private async draw(planId: string | null, forms: readonly RoundForm[]): Promise<Drawn> {
    const plan = planId === null ? null : (await this.plans.load(planId)).state;
    const roster = (await this.references.roster()).state;
    const known = forms.flatMap((f) => f.lines);
    const items = await this.itemsOf([...(plan === null ? [] : itemIdsOf(plan)), ...known.map((l) => l.itemId)]);
    const byUnit = new Map<string, RoundLine[]>();
    for (const item of items.values()) {
      for (const a of Object.values(item.assignments)) {
        if (goneOf(item, a.id) !== null || (roster?.units[a.unitId]?.until ?? null) !== null) continue;
        byUnit.set(a.unitId, [...(byUnit.get(a.unitId) ?? []), lineOf(item, a)]);
      }
    }
    const gone = known.flatMap(({ id, itemId, assignmentId }) => {
      const because = goneOf(items.get(itemId) ?? null, assignmentId);
      return because === null ? [] : [{ lineId: id, because }];
    });
    return { forms: [...byUnit].map(([unitId, lines]) => ({ unitId, lines })), gone };
  }

  /** The items of the round's lines as they stand now, each with the version by which that is known, and what was decided about values told by several. */
  private async standing(round: RoundState | null): Promise<{ standing: ItemStanding[]; decided: DecidedOverlap[] }> {
    if (round === null) return { standing: [], decided: [] };
    const items = [...(await this.itemsOf(Object.values(round.forms).flatMap((f) => f.lines.map((l) => l.itemId)))).values()];
    const rules: Rules = (await this.references.rules(round.policyId)).rules;
    const standing = items.map((folded): ItemStanding => {
      const { state } = settleItem(folded, latest(this.clock.now(), folded.lastAt), rules);
      const { light, late } = itemLight(state);
      return { itemId: state.id, number: state.number, title: state.title, version: folded.version, light, status: itemStatus(state), late };
    });
    const decided = items.flatMap((item) => item.targets.flatMap((t) => decisionsOn(item, t.id).map(({ targetId, sources, how, event }): DecidedOverlap => ({ itemId: item.id, targetId, sources, how, event }))));
    return { standing, decided };
  }

  private async itemsOf(ids: readonly string[]): Promise<Map<string, ItemState>> {
    const unique = [...new Set(ids)].filter((id) => id !== '');
    const found = new Map<string, ItemState>();
    await atOnce(unique, WIDTH, async (id) => {
      const { state } = await this.items.load(id);
      if (state) found.set(id, state);
    });
    // In the plan's order, whichever answered first.
    return new Map(unique.flatMap((id) => (found.has(id) ? [[id, found.get(id)!] as const] : [])));
  }

  /** What follows of events: the items take the lines of a form that was sent, and open rounds see which items ended. */
  async follow(events: readonly RecordedEvent[]): Promise<void> {
    const changed = new Map<string, RecordedEvent>();
    for (const event of events) {
      if (event.type === 'FormSent' && event.stream.startsWith('reporting-round/')) {
        const { unitId, arming } = event.data as unknown as { unitId: string; arming: number };
        await this.filing.file(event.stream.slice('reporting-round/'.length), unitId, arming);
      }
      if (CHANGES_LINES.has(event.type) && event.stream.startsWith(ITEM_STREAM)) changed.set(event.stream, event);
    }
    if (changed.size > 0) await this.redrawOpen([...changed.values()]);
  }

  /** Rounds that still take forms. */
  private async *collecting(): AsyncGenerator<RoundState> {
    const { rows } = await this.store.pool.query<{ stream: string }>(`select stream from log.streams where stream > 'reporting-round/' and stream < 'reporting-round0' order by stream`);
    for (const row of rows) {
      const { state } = await this.rounds.load(row.stream.slice('reporting-round/'.length));
      if (state && !state.closed && !state.locked) yield state;
    }
  }

  /** The round that takes forms over the same plan and days already: a unit fills one form for them, not two. */
  private async collectingOf(ids: readonly string[]): Promise<RoundState | undefined> {
    const rounds = await Promise.all(ids.map(async (id) => (await this.rounds.load(id)).state));
    return rounds.filter((state) => state !== null).find((state) => !state.closed && !state.locked);
  }

  /** Open rounds over the plans of items that changed. */
  private async redrawOpen(changed: readonly RecordedEvent[]): Promise<void> {
    for await (const state of this.collecting()) {
      const { id } = state;
      for (const { stream, version } of changed) {
        const item = (await this.items.load(stream.slice(ITEM_STREAM.length))).state;
        if (item?.planId !== state.planId) continue;
        const outcome = await this.redraw(id, ROUNDS, { scope: 'system:rounds', commandId: `redraw/${id}/${stream}/${version}` });
        if (outcome.kind === 'busy') throw new Error(`round ${id} is being written without pause`);
        break;
      }
    }
  }
}

/** As it is looked at before the item has the scan. */
function withoutScan(onBehalf: FormOnBehalf): FormOnBehalf {
  return { ...onBehalf, channel: 'phone', scanId: null };
}

/** Whoever judges a form stands for what they saw of it. */
function staleForm(form: RoundForm | undefined, seen: number | undefined): ReturnType<typeof reject> | null {
  return form && seen !== undefined && form.version !== seen ? reject('stale', { details: { seen, now: form.version } }) : null;
}
