import type { EventStore } from '#libs/event-store/event-store';
import { toNewEvent, type ItemCommands } from './item-commands';
import type { Actor } from '#libs/supervision/actor';
import { EVALUATION } from '#libs/supervision/evaluation/evaluation';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import { decideItem } from '#libs/supervision/item/item.decide';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { proposeWithdrawal, ruleWithdrawal, takeWithdrawalBack } from '#libs/supervision/plan/plan.withdraw';
import { kindOfStream } from '#libs/supervision/proceeding/kinds';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import type { ProgrammeState } from '#libs/supervision/programme/programme.types';
import { PROGRAMME } from '#libs/supervision/programme/programme';
import { ruleReason } from '#libs/supervision/rule-reason';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import type { RoundState } from '#libs/supervision/reporting-round/round.types';
import { latest } from '#libs/supervision/time/day';
import { atOnce } from './at-once';
import type { Clock } from './clock';
import type { Folded } from './fold-cache';
import type { InspectionCommands } from './inspection-commands';
import type { Jobs, JobWork } from './job';
import type { JobEntry, JobState } from './job.events';
import type { Outcome, Sender } from './outcome';
import type { PlanCommands } from './plan-commands';
import { proceedingsOf } from './plan-parts';
import type { Proceedings } from './proceedings';
import type { References } from './references';

/** Kind of the jobs that end what runs under a plan that was withdrawn. */
export const PLAN_WITHDRAWAL = 'planWithdrawal';
/** The last entry: what was begun between the list and the ruling ends too. */
const END = 'end';

/**
 * What becomes of a part of the plan: an item is withdrawn; a round is called off, or ended where its figures are frozen; an evaluation
 * or inspection is cancelled; planned entries of a programme are dropped. The rest runs on: difficulties, instructions, decisions of
 * meetings and the roster of reform units are not the plan's alone.
 */
export type PartEnds = 'withdrawn' | 'calledOff' | 'ended' | 'cancelled' | 'entriesDropped' | 'runsOn';

/** One open part of the plan; `refusal` null where that would happen now. */
export interface WithdrawalRow {
  stream: string;
  kind: string;
  id: string;
  title: string;
  ends: PartEnds;
  refusal: Rejection | null;
}

interface Terms {
  planId: string;
  number: number;
  basis: string;
  reason: string;
  /** Who proposed it for the office, which carries it out. */
  proposedBy: { personId: string; unitId: string };
}

type Ending = { ends: PartEnds; commands: { type: string; reason: string; entryId?: string }[] };

/** 撤回: the office proposes, a higher leader rules, a job ends all that runs under the plan, on that act as its basis. */
export class PlanWithdrawals {
  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
    private readonly items: ItemCommands,
    private readonly plans: PlanCommands,
    private readonly proceedings: Proceedings,
    private readonly inspections: InspectionCommands,
    private readonly jobs: () => Jobs,
  ) {}

  /** What would follow of withdrawing the plan now, part by part; or why it may not be proposed. */
  async preview(plan: PlanState, words: { basis: string; reason: string }, actor: Actor): Promise<WithdrawalRow[] | { rejected: Rejection }> {
    const proposed = proposeWithdrawal(plan, words, actor);
    if ('rejected' in proposed) return proposed;
    const by = actor.kind === 'person' ? { personId: actor.personId, unitId: actor.unitId } : { personId: actor.name, unitId: plan.officeUnitId };
    const terms: Terms = { planId: plan.id, number: plan.withdrawals.length + 1, ...words, proposedBy: by };
    const rows: WithdrawalRow[] = [];
    for (const stream of await this.parts(plan)) {
      const row = await this.look(stream, terms, actor);
      if (row) rows.push(row);
    }
    return rows;
  }

  propose(planId: string, words: { basis: string; reason: string }, actor: Actor, sender: Sender): Promise<Outcome<PlanState>> {
    return this.plans.decide(planId, (plan) => proposeWithdrawal(plan, words, actor), actor, sender, { proposeWithdrawal: words });
  }

  /** The office takes its open proposal back. */
  takeBack(planId: string, words: { number: number; reason: string }, actor: Actor, sender: Sender): Promise<Outcome<PlanState>> {
    return this.plans.decide(planId, (plan) => takeWithdrawalBack(plan, words, actor), actor, sender, { takeWithdrawalBack: words });
  }

  /** A leader says no: the plan goes on. */
  refuse(planId: string, ruling: { number: number; reason: string }, actor: Actor, sender: Sender): Promise<Outcome<PlanState>> {
    return this.plans.decide(planId, (plan) => ruleWithdrawal(plan, { ...ruling, grant: false }, actor, ''), actor, sender, { refuseWithdrawal: ruling });
  }

  /** A leader says yes: in one append the plan is withdrawn and the job begins that ends what runs. */
  grant(planId: string, ruling: { number: number; reason: string }, actor: Actor, sender: Sender): Promise<Outcome<JobState>> {
    // The list holds for the plan as it was listed; where the plan has moved on the append finds out.
    let listed: Folded<PlanState> | null = null;
    const list = async (): Promise<JobEntry[] | { rejected: Rejection }> => {
      listed = await this.plans.load(planId);
      const plan = listed.state;
      if (plan === null) return reject('not-found', { field: 'planId' });
      const refused = ruleWithdrawal(plan, { ...ruling, grant: true }, actor, '');
      if ('rejected' in refused) return refused;
      return [...(await this.parts(plan)).map((stream) => ({ key: stream, data: { stream } })), { key: END, data: {} }];
    };
    const about = async (): Promise<Terms> => {
      const { state } = await this.plans.load(planId);
      const proposal = state?.withdrawals.find((w) => w.number === ruling.number);
      return { planId, number: ruling.number, basis: proposal?.basis ?? '', reason: proposal?.reason ?? '', proposedBy: proposal?.proposedBy ?? { personId: '', unitId: '' } };
    };
    const body = { planId, ...ruling };
    return about().then((terms) =>
      this.jobs().begin(PLAN_WITHDRAWAL, { ...terms }, list, actor, sender, body, async (jobId) => {
        const { state, version, headHash } = listed!;
        const decided = ruleWithdrawal(state!, { ...ruling, grant: true }, actor, jobId);
        if ('rejected' in decided) return decided;
        const now = latest(this.clock.now(), state!.lastAt);
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, reason: ruling.reason, rules: { policy: 0, calendar: 0, roster: 0 } };
        return [{ stream: PLAN_STREAM + planId, expectedVersion: version, headHash, events: decided.map(({ type, data }) => toNewEvent({ type, data, meta })) }];
      }),
    );
  }

  readonly work: JobWork = async (entry, job, sender) => {
    const terms = job.about as unknown as Terms;
    const { stream } = entry.data;
    if (typeof stream === 'string') return this.end(stream, terms, job.actor, sender);
    const plan = await this.plans.load(terms.planId);
    // What was begun under the plan before it was withdrawn, and after its parts were listed; nothing is begun since.
    const listed = new Set(job.entries.map((e) => e.key));
    for (const later of (await this.parts(plan.state!)).filter((s) => !listed.has(s))) {
      const outcome = await this.end(later, terms, job.actor, { ...sender, commandId: later });
      if (outcome.kind === 'busy' || outcome.kind === 'differentBody') return outcome;
    }
    return { kind: 'accepted', state: null, cursor: plan.cursor, replayed: false };
  };

  /** Proceedings first: a round that loses all its lines would call itself off, on no basis. */
  private async parts(plan: PlanState): Promise<string[]> {
    const streams = [...(await proceedingsOf(this.store, plan.id)), ...itemIdsOf(plan).map((id) => ITEM_STREAM + id)];
    const open = new Set<string>();
    await atOnce(streams, 16, async (stream) => {
      const state = await this.stateOf(stream);
      if (state !== null && state.closed === null) open.add(stream);
    });
    return streams.filter((s) => open.has(s));
  }

  private async stateOf(stream: string): Promise<{ closed: unknown } | null> {
    if (stream.startsWith(ITEM_STREAM)) return (await this.items.load(stream.slice(ITEM_STREAM.length))).state;
    const kind = kindOfStream(stream);
    return kind ? (await this.proceedings.of(kind).load(stream.slice(kind.name.length + 1))).state : null;
  }

  private async look(stream: string, terms: Terms, actor: Actor): Promise<WithdrawalRow | null> {
    const { basis, reason } = terms;
    if (stream.startsWith(ITEM_STREAM)) {
      const id = stream.slice(ITEM_STREAM.length);
      const { state } = await this.items.load(id);
      if (!state) return null;
      const { rules } = await this.references.rules(state.policyId);
      const decided = decideItem(state, { type: 'withdraw', reason, basis }, { now: latest(this.clock.now(), state.lastAt), actor, rules });
      return { stream, kind: 'item', id, title: `${state.number} ${state.title}`.trim(), ends: 'withdrawn', refusal: 'rejected' in decided ? decided.rejected : null };
    }
    const kind = kindOfStream(stream);
    if (!kind) return null;
    const id = stream.slice(kind.name.length + 1);
    const commands = this.proceedings.of(kind);
    const { state } = await commands.load(id);
    if (!state) return null;
    const ending = endingOf(kind.name, state, terms);
    let refusal: Rejection | null = null;
    for (const command of ending.commands) {
      const decided = await commands.deciding(id, command, officeOf(terms), undefined);
      if ('rejected' in decided) refusal ??= decided.rejected;
    }
    return { stream, kind: kind.name, id, title: state.title, ends: ending.ends, refusal };
  }

  /** One part: its own command. What has ended meanwhile, or runs on, is done. */
  private async end(stream: string, terms: Terms, leader: Actor, sender: Sender): Promise<Outcome<unknown>> {
    if (stream.startsWith(ITEM_STREAM)) {
      const outcome = await this.items.execute(stream.slice(ITEM_STREAM.length), { type: 'withdraw', reason: terms.reason, basis: terms.basis }, leader, sender);
      return outcome.kind === 'rejected' && outcome.rejection.code === 'item-closed' ? this.done(stream) : outcome;
    }
    const kind = kindOfStream(stream);
    if (!kind) throw new Error(`no kind of proceeding has ${stream}: upgrade the program`);
    const id = stream.slice(kind.name.length + 1);
    const commands = this.proceedings.of(kind);
    const { state } = await commands.load(id);
    if (!state || state.closed) return this.done(stream);
    let last: Outcome<unknown> | null = null;
    for (const command of endingOf(kind.name, state, terms).commands) {
      const by = { ...sender, commandId: command.entryId === undefined ? sender.commandId : `${sender.commandId}:${command.entryId}` };
      last = command.type === 'cancelInspection' ? await this.inspections.cancel(id, { type: 'cancelInspection', reason: command.reason }, officeOf(terms), by) : await commands.execute(id, command, officeOf(terms), by);
      if (last.kind === 'rejected' && last.rejection.code === 'proceeding-closed') return this.done(stream);
      if (last.kind !== 'accepted') return last;
    }
    return last ?? this.done(stream);
  }

  private async done(stream: string): Promise<Outcome<unknown>> {
    const events = await this.store.readStream(stream);
    return { kind: 'accepted', state: null, cursor: events.at(-1)!.cursor, replayed: false };
  }
}

/** What the office does is done in the name of who proposed it. */
function officeOf({ proposedBy }: Terms): Actor {
  return { kind: 'person', ...proposedBy };
}

/** How a proceeding ends when its plan is withdrawn. */
function endingOf(kind: string, state: ProceedingState, { basis, reason: why }: Terms): Ending {
  const reason = ruleReason('plan-withdrawn', basis, why);
  switch (kind) {
    case REPORTING_ROUND.name:
      // What is locked is past: its figures stay, without a circular where none was drawn up.
      return (state as RoundState).locked ? { ends: 'ended', commands: [{ type: 'endRound', reason }] } : { ends: 'calledOff', commands: [{ type: 'callOff', reason }] };
    case EVALUATION.name:
      return { ends: 'cancelled', commands: [{ type: 'cancelEvaluation', reason }] };
    case INSPECTION.name:
      // What was found is put right whatever becomes of the plan: an inspection with open findings refuses, and runs on to their end.
      return { ends: 'cancelled', commands: [{ type: 'cancelInspection', reason }] };
    case PROGRAMME.name: {
      const planned = Object.values((state as ProgrammeState).entries).filter((e) => e.status === 'planned');
      return planned.length === 0 ? { ends: 'runsOn', commands: [] } : { ends: 'entriesDropped', commands: planned.map(({ id }) => ({ type: 'dropEntry', entryId: id, reason })) };
    }
    default:
      return { ends: 'runsOn', commands: [] };
  }
}
