import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import type { Json } from '#libs/event-store/json';
import type { Actor } from '#libs/supervision/actor';
import { decideItem } from '#libs/supervision/item/item.decide';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { itemLight, itemStatus } from '#libs/supervision/item/item.light';
import { settleItem } from '#libs/supervision/item/item.settle';
import type { Assignment, ItemState } from '#libs/supervision/item/item.types';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { itemIdsOf } from '#libs/supervision/plan/plan.evolve';
import { reject } from '#libs/supervision/rejection';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import type { ItemStanding } from '#libs/supervision/reporting-round/figure.types';
import { entriesOf } from '#libs/supervision/reporting-round/round.form';
import type { Filing, FormOnBehalf, LineEntry, LineGone, Looked, RoundEventData, RoundForm, RoundLine, RoundState } from '#libs/supervision/reporting-round/round.types';
import type { Rules } from '#libs/supervision/rules';
import { latest } from '#libs/supervision/time/day';
import { atOnce } from './at-once';
import type { Clock } from './clock';
import { evidenceIdFor } from './evidence/evidence-commands';
import type { ItemCommands } from './item-commands';
import type { Outcome, Sender } from './outcome';
import type { PlanCommands } from './plan-commands';
import type { ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import type { References } from './references';

/** Items looked at at once. */
const WIDTH = 8;
/** Times that a report is brought to an item that others keep writing. */
const TRIES = 5;

/** Events of items after which the lines of open rounds may be others. */
const CHANGES_LINES: ReadonlySet<string> = new Set(['ItemClosed', 'ItemSuspended', 'ItemResumed', 'ItemReopened', 'ItemAmended', 'AssignmentTransferred', 'AssignmentCompleted', 'AssignmentPassedOn', 'MemberJoined', 'MemberLeft'] satisfies ItemEvent['type'][]);

const SYSTEM: Actor = { kind: 'system', name: 'rounds' };

/** What a round is opened with: what its plan settles, and what the office says. */
export type NewRound = Omit<RoundEventData['RoundOpened'], 'planId'> & { planId: string };

type RoundHandler = ProceedingCommands<RoundState, Parameters<typeof REPORTING_ROUND.decide>[1]>;
type Drawn = { forms: { unitId: string; lines: RoundLine[] }[]; gone: { lineId: string; because: LineGone }[] };

/** Why an assignment is no line any more; null where it is one. */
function goneOf(item: ItemState | null, assignmentId: string): LineGone | null {
  if (item === null) return 'itemMissing';
  if (item.closed) return 'itemClosed';
  if (item.suspended) return 'itemSuspended';
  return item.assignments[assignmentId]?.status === 'active' ? null : 'assignmentClosed';
}

/** A line filled in beforehand with what the log knows of the assignment. */
function lineOf(item: ItemState, a: Assignment): RoundLine {
  const steps = Object.values(item.steps).filter((s) => s.assignmentId === a.id && s.status === 'open');
  return {
    id: `${item.id}.${a.id}`,
    itemId: item.id,
    assignmentId: a.id,
    number: item.number,
    title: item.title,
    role: a.role,
    steps: steps.map((s) => ({ stepId: s.id, title: s.title, day: s.attemptDay ?? s.extensions.at(-1)?.day ?? (s.basis?.kind === 'date' ? s.basis.day : null) })),
    targets: item.targets
      .filter((t) => item.waivedTargets[t.id] === undefined)
      .map((t) => ({ targetId: t.id, metric: t.metric, comparison: t.comparison, value: t.value, unit: t.unit, reported: a.values[t.id]?.value ?? null, asOf: a.values[t.id]?.asOf ?? null })),
    percent: a.lastReport?.percent ?? null,
    last: a.lastReport && { at: a.lastReport.at, text: a.lastReport.text, noProgress: a.lastReport.noProgress },
  };
}

/** Reporting rounds with what they take from the items of their plan, and what they bring to them. */
export class ReportingRounds {
  /** The handler of rounds as proceedings. */
  readonly rounds: RoundHandler;

  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
    private readonly items: ItemCommands,
    private readonly plans: PlanCommands,
    proceedings: Proceedings,
  ) {
    this.rounds = proceedings.of(REPORTING_ROUND);
  }

  /** Opens a round over a plan: one form a unit, with its open assignments as they stand. */
  open(id: string, about: NewRound, actor: Actor, sender: Sender): Promise<Outcome<RoundState>> {
    return this.rounds.openPrepared(id, about.policyId, { open: id, ...about } as Json, async () => {
      const { state, version } = await this.plans.load(about.planId);
      const ended = state === null ? reject('not-found', { field: 'planId' }) : notStanding(state, 'planId');
      const other = ended === null ? await this.openOver(about.planId, about.period) : null;
      if (other) return reject('round-open', { field: 'period', details: { title: other.title, from: other.period.from, to: other.period.to } });
      return ended ?? { command: { type: 'openRound', ...about, forms: (await this.draw(about.planId, [])).forms }, guards: [{ stream: PLAN_STREAM + about.planId, version }] };
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
      // Whoever approves stands for what they saw.
      if (form && ifMatch !== undefined && form.version !== ifMatch) return reject('stale', { details: { seen: ifMatch, now: form.version } });
      return { command: { type: 'approveForm', unitId, looked: await this.look(form, actor, null) } };
    }, actor, sender);
  }

  lock(id: string, actor: Actor, sender: Sender): Promise<Outcome<RoundState>> {
    return this.rounds.executePrepared(id, { id, lock: true }, async (round) => ({ command: { type: 'lockRound', standing: round === null ? [] : await this.standing(round) } }), actor, sender);
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

  /** The items of the round's lines as they stand now, each with the version by which that is known. */
  private async standing(round: RoundState): Promise<ItemStanding[]> {
    const items = await this.itemsOf(Object.values(round.forms).flatMap((f) => f.lines.map((l) => l.itemId)));
    const rules: Rules = (await this.references.rules(round.policyId)).rules;
    return [...items.values()].map((folded) => {
      const { state } = settleItem(folded, latest(this.clock.now(), folded.lastAt), rules);
      const { light, late } = itemLight(state);
      return { itemId: state.id, number: state.number, title: state.title, version: folded.version, light, status: itemStatus(state), late };
    });
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
        await this.file(event.stream.slice('reporting-round/'.length), unitId, arming);
      }
      if (CHANGES_LINES.has(event.type) && event.stream.startsWith(ITEM_STREAM)) changed.set(event.stream, event);
    }
    if (changed.size > 0) await this.redrawOpen([...changed.values()]);
  }

  /**
   * Brings a sent form's lines to their items. Each report's command id is derived from round, unit, arming and line: after a crash
   * the same work is done again, and nothing is reported twice. A form that was returned reports anew only what it says otherwise.
   */
  async file(roundId: string, unitId: string, arming: number): Promise<void> {
    const { state } = await this.rounds.load(roundId);
    const form = state?.forms[unitId];
    const sending = form?.sendings.find((s) => s.arming === arming);
    if (!state || !form || !sending || state.filings[`${unitId}/${arming}`]) return;
    const filing: Filing = { reported: [], refused: [] };
    for (const entry of sending.entries) {
      const line = form.lines.find((l) => l.id === entry.lineId);
      if (!line || saidBefore(state, form, arming, entry)) continue;
      const instead = sending.insteadOf === undefined ? {} : { insteadOf: sending.insteadOf };
      const actor: Actor = { kind: 'person', personId: sending.personId, ...instead, ...(sending.onBehalf ? { unitId: state.officeUnitId, onBehalfOf: unitId } : { unitId }) };
      const brought = await this.bringEvidence(state, line, [...(entry.evidenceIds ?? []), ...(sending.onBehalf?.scanId ? [sending.onBehalf.scanId] : [])], actor, `${unitId}/${arming}`);
      const onBehalf = sending.onBehalf && { ...sending.onBehalf, scanId: brought.get(sending.onBehalf.scanId ?? '') ?? null };
      const code = await this.report(line, { ...reportOf(line, entry, onBehalf), round: roundId }, actor, { scope: `round:${roundId}`, commandId: `${unitId}/${arming}/${entry.lineId}` });
      if (code === null) filing.reported.push(line.id);
      else filing.refused.push({ lineId: line.id, code });
    }
    const noted = await this.rounds.executePrepared(roundId, { file: unitId, arming }, async () => ({ command: { type: 'fileForm', unitId, arming, filing } }), SYSTEM, { scope: 'system:rounds', commandId: `${roundId}/${unitId}/${arming}` });
    if (noted.kind === 'busy' || noted.kind === 'differentBody') throw new Error(`the filing of ${roundId}/${unitId} was not noted: ${noted.kind}`);
  }

  /** The item has the form's evidence too: the same bytes, under an id of its own. What refuses it refuses the report. @returns those ids by the round's own */
  private async bringEvidence(round: RoundState, line: RoundLine, evidenceIds: readonly string[], actor: Actor, sending: string): Promise<Map<string, string>> {
    const brought = new Map<string, string>();
    for (const id of evidenceIds) {
      const evidence = round.evidence[id];
      if (!evidence) continue;
      const sender: Sender = { scope: `round:${round.id}`, commandId: `${sending}/${line.id}/${id}` };
      const { name, mediaType, bytes, sha256 } = evidence;
      brought.set(id, evidenceIdFor(sender));
      for (let n = 0, outcome = 'busy'; outcome === 'busy'; n++) {
        if (n >= TRIES) throw new Error(`item ${line.itemId} is being written without pause`);
        outcome = (await this.items.execute(line.itemId, { type: 'attachEvidence', evidenceId: evidenceIdFor(sender), assignmentId: line.assignmentId, stepId: null, name, mediaType, bytes, sha256 }, actor, sender)).kind;
      }
    }
    return brought;
  }

  /** @returns null where the item took the report, else why it refused */
  private async report(line: RoundLine, command: Report, actor: Actor, sender: Sender): Promise<string | null> {
    for (let n = 0; n < TRIES; n++) {
      const outcome = await this.items.execute(line.itemId, command, actor, sender);
      if (outcome.kind === 'accepted') return null;
      if (outcome.kind === 'rejected') return outcome.rejection.code;
      if (outcome.kind === 'differentBody') throw new Error(`another report was sent as ${sender.commandId}`);
    }
    throw new Error(`item ${line.itemId} is being written without pause`);
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
  private async openOver(planId: string, { from, to }: RoundState['period']): Promise<RoundState | null> {
    for await (const state of this.collecting()) if (state.planId === planId && state.period.from === from && state.period.to === to) return state;
    return null;
  }

  /** Open rounds over the plans of items that changed. */
  private async redrawOpen(changed: readonly RecordedEvent[]): Promise<void> {
    for await (const state of this.collecting()) {
      const { id } = state;
      for (const { stream, version } of changed) {
        const item = (await this.items.load(stream.slice(ITEM_STREAM.length))).state;
        if (item?.planId !== state.planId) continue;
        const outcome = await this.redraw(id, SYSTEM, { scope: 'system:rounds', commandId: `redraw/${id}/${stream}/${version}` });
        if (outcome.kind === 'busy') throw new Error(`round ${id} is being written without pause`);
        break;
      }
    }
  }
}

type Report = Extract<Parameters<ItemCommands['execute']>[1], { type: 'report' }>;

/** As it is looked at before the item has the scan. */
function withoutScan(onBehalf: FormOnBehalf): FormOnBehalf {
  return { ...onBehalf, channel: 'phone', scanId: null };
}

function reportOf(line: RoundLine, { stepId, text, percent, values, noProgressReason }: LineEntry, onBehalf: FormOnBehalf | null): Report {
  return { type: 'report', assignmentId: line.assignmentId, stepId, text, percent, values, noProgressReason, onBehalf };
}

/** Whether the line's item took a report that said the same, the last one that it took. */
function saidBefore(state: RoundState, form: RoundForm, arming: number, entry: LineEntry): boolean {
  const taken = form.sendings.filter((s) => s.arming < arming && state.filings[`${form.unitId}/${s.arming}`]?.reported.includes(entry.lineId)).at(-1);
  const before = taken?.entries.find((e) => e.lineId === entry.lineId);
  return before !== undefined && JSON.stringify(before) === JSON.stringify(entry);
}
