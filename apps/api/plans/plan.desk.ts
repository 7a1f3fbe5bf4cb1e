import { Injectable } from '@nestjs/common';
import type { Outcome } from '#libs/commands/outcome';
import type { PlanDecision } from '#libs/commands/plan-commands';
import { itemsOfPlan, toCompare, type Later } from '#libs/commands/plan-rows';
import { asDomain } from '#libs/commands/references';
import { categoryCandidates, decisionsFor } from '#libs/documents/draft/draft.decisions';
import { reconcileAgain } from '#libs/documents/draft/reconcile';
import type { Exported } from '#libs/documents/export-draft';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import type { Actor } from '#libs/supervision/actor';
import { askedOn, openBlocking, openQuestions, questionsOf } from '#libs/supervision/plan/draft.questions';
import type { ChangeGround } from '#libs/supervision/plan/draft.change';
import { asShown } from '#libs/supervision/plan/draft.fields';
import type { Ground } from '#libs/supervision/plan/plan.decide';
import { PLAN_STREAM, type PlanEvent } from '#libs/supervision/plan/plan.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import { answersToKeep, questionsOfRows } from '#libs/supervision/plan/draft.answers';
import { answersInForce, rowsInForce, rowsOfDraft } from '#libs/supervision/plan/draft.export';
import { wasIssued } from '#libs/supervision/plan/plan.withdraw';
import type { PlanComparison } from '#libs/supervision/plan/plan.compare';
import { evolvePlan, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { spanAt } from '#libs/supervision/rules';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import { actingAs } from '../auth/acting';
import { allow } from '../auth/session.guard';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { CommandOn } from '../core/headers';
import { knownThen } from '../core/known-at';
import type { Sent } from '../items/sent';
import { knownUnits } from './known-units';
import { accepted } from '../problems/outcome';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';

export function actorOf(identity: Identity): Actor {
  return actingAs(identity, 'plan.change');
}

/** A command on a plan as it was read. */
export const OnPlan = CommandOn(({ planId }) => PLAN_STREAM + planId, 'the plan has changed');

/** Brings a command on a plan from a route to the handler and its outcome back. */
@Injectable()
export class PlanDesk {
  constructor(private readonly core: Core) {}

  /** @throws ProblemError where there is no such plan */
  async load(planId: string): Promise<PlanState> {
    const { state } = await this.core.plans.load(planId);
    if (!state) throw rejected({ code: 'not-found', field: 'planId' });
    return state;
  }

  /** The plan as known at the end of a day or at a moment; without one, now. @throws ProblemError where it was not there */
  async known(planId: string, asOf: string | undefined): Promise<{ state: PlanState; at: Instant; past: boolean }> {
    const current = await this.load(planId);
    const moment = asOfMoment(asOf, this.core.clock.now());
    if (moment === null) return { state: current, at: this.core.clock.now(), past: false };
    const state = await knownThen<PlanState>(this.core.store, PLAN_STREAM + planId, moment, (before, event) => evolvePlan(before, asDomain<PlanEvent>(event), planId));
    return { state, at: moment, past: true };
  }

  async roster(): Promise<Roster> {
    return (await this.core.references.roster()).state ?? EMPTY_ROSTER;
  }

  /** The plan as a sheet holds it: a draft as it would be issued, with what is still asked and what was answered; an issued one as it is in force. */
  async exported(state: PlanState): Promise<Exported> {
    const roster = await this.roster();
    const { plan, notUnderstood } = state;
    const issued = wasIssued(state);
    const inForce = issued ? await this.items(state) : [];
    const items = issued ? rowsInForce(inForce, roster) : rowsOfDraft(state, roster);
    const reconciliation = reconcileAgain(state.report.reconciliation, items, plan.categories.length);
    const open = state.decisions.filter((d) => state.settled[d.id] === undefined);
    const decisions = decisionsFor(items, { known: knownUnits(roster), reconciliation, categoryCandidates: issued ? new Map() : categoryCandidates(open), year: plan.year });
    if (issued) {
      const answers = answersInForce(inForce);
      const asked = new Set(decisions.map((d) => d.id));
      return { plan, items, decisions, answers: answers.filter((a) => asked.has(a.decisionId)), notUnderstood, reconciliation };
    }
    const questions = questionsOfRows({ plan, items, decisions }, dayOf(this.core.clock.now()));
    return { plan, items, decisions: questions, answers: answersToKeep(state, questions), notUnderstood, reconciliation };
  }

  /** Every item that the plan has or had, as it now stands. */
  items(state: PlanState): Promise<ItemState[]> {
    return itemsOfPlan(this.core.items, state);
  }

  /** The plan for a reader: who may read each of two may see what differs. @throws ProblemError where they may not */
  async readable(planId: string, identity: Identity): Promise<PlanState> {
    const state = await this.load(planId);
    if (wasIssued(state)) allow(identity, 'plan.read', { planId });
    else allow(identity, 'plan.settle', { planId, officeUnitId: state.officeUnitId });
    return state;
  }

  /** What became of an earlier plan's items in a later one, or in what a file holds: worked out aside, as files are read. @throws ProblemError where too many are */
  async compared(earlier: PlanState, later: Later): Promise<PlanComparison> {
    const read = await this.core.documents.read<'compare'>({ kind: 'compare', ...(await toCompare(this.core.items, earlier, later, await this.roster())) });
    if (!read.ok) throw problem(503, 'busy', '正在对比的计划过多，或对比未能完成：请稍后重试', 'Too many plans are being compared, or the comparison did not end: try again in a moment');
    return read.comparison;
  }

  /** By what changes of a draft's items are judged now. */
  async changeGround(planId: string): Promise<ChangeGround> {
    const roster = await this.roster();
    const known = knownUnits(roster);
    const { policyId, plan, report } = await this.load(planId);
    const { rules } = await this.core.references.rules(policyId);
    const derive: ChangeGround['derive'] = (items) => decisionsFor(items, { known, reconciliation: report.reconciliation, categoryCandidates: new Map(), year: plan.year });
    return { derive, templates: spanAt(rules, this.core.clock.now()).policy.rules.dutyTemplates, roster };
  }

  /** By what answers are judged now. */
  async ground(): Promise<Ground> {
    return { roster: await this.roster(), today: dayOf(this.core.clock.now()) };
  }

  /** @throws ProblemError where the unit is not registered; none is none */
  async knownUnit(unitId: string | null | undefined, field: string): Promise<void> {
    if (unitId === null || unitId === undefined || unitId === '' || Object.hasOwn((await this.roster()).units, unitId)) return;
    throw rejected({ code: 'unit-unknown', field, details: { name: unitId } });
  }

  /** @param body what the caller sent, by which a repeat is known */
  async decide(planId: string, act: 'plan.settle' | 'plan.change' | 'plan.discard', sent: Sent, body: unknown, decision: PlanDecision): Promise<unknown> {
    const state = await this.load(planId);
    allow(sent.identity, act, { planId, officeUnitId: state.officeUnitId });
    return this.answer(await this.core.plans.decide(planId, decision, actorOf(sent.identity), sent.sender, body), sent);
  }

  /** @throws ProblemError for every outcome but an accepted one */
  answer(outcome: Outcome<PlanState>, sent: Sent): unknown {
    const { state, cursor, replayed } = accepted(outcome);
    sent.shows({ version: state.version, replayed });
    return { plan: this.view(state), position: encodeToken(cursor), replayed };
  }

  /** @param at as of when: a draft's days pass */
  view(state: PlanState, at: Instant = this.core.clock.now()): unknown {
    const day = askedOn(state, at);
    // The archive's list is long, and has a route of its own; what was read is shown in the inbox.
    const { archived: _archived, readNotices: _read, undoable, ...shown } = state;
    return { ...shown, undoable: undoable.length, decisions: asShown(questionsOf(state, day), state.fields), openDecisions: openQuestions(state, day).length, openBlocking: openBlocking(state, day).length };
  }
}
