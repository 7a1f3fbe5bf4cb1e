import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Identity } from '#libs/identity/identity';
import { logSight, type ItemSight } from '#libs/identity/reading';
import type { Act } from '#libs/identity/policy/acts';
import type { Relation } from '#libs/identity/policy/policy';
import { personsOf } from '#libs/identity/standing-in';
import type { Outcome } from '#libs/commands/outcome';
import { encodeToken, type Cursor } from '#libs/event-store/cursor';
import type { Folded } from '#libs/commands/fold-cache';
import type { Actor } from '#libs/supervision/actor';
import type { Assignment, ItemState } from '#libs/supervision/item/item.types';
import { verifierOf } from '#libs/supervision/item/item.verifier';
import { livingUnit } from '#libs/supervision/roster/roster';
import { viewItem } from '#libs/supervision/item/item.view';
import type { Rules } from '#libs/supervision/rules';
import { dayOf, type Day, type Instant } from '#libs/supervision/time/day';
import { actingAs } from '../auth/acting';
import { allow } from '../auth/session.guard';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { itemKnownAt } from './item-known-at';
import { asSeen, readable, sight, type ItemAnswer } from './item.answer';
import { sealed, type AskedCommand } from './sealing';
import type { Sent } from './sent';

/** An item as its reader asked about it. */
export interface ReadAsOf {
  state: ItemState;
  rules: Rules;
  seen: ItemSight;
  cursor: Cursor;
  /** As folded up to the moment asked about. */
  known: ItemState;
  at: Instant;
  /** Null where none was named. */
  moment: Instant | null;
  /** A moment that is over: what was due by then and not carried out is not counted in. */
  past: boolean;
}

/** Brings a command from a route to the handler and its outcome back: permission, actor, answer. */
@Injectable()
export class ItemDesk {
  constructor(private readonly core: Core) {}

  /**
   * @param execute what carries the command out where that takes more than the item's own stream
   * @param act what the caller must be allowed, where that is not the command itself
   */
  async run(itemId: string, asked: AskedCommand, sent: Sent, response: Response, execute?: (actor: Actor, sent: Sent) => Promise<Outcome<ItemState>>, act: Act = asked.type): Promise<ItemAnswer> {
    const { identity, sender, ifMatch } = sent;
    const { relation, rules, holderId } = await this.permitted(itemId, asked, act, identity);
    const command = await sealed(asked, identity.unitId, this.core.personal);
    const actor: Actor = actingAs(identity, act, relation, holderId);
    const outcome = execute ? await execute(actor, sent) : await this.core.items.execute(itemId, command, actor, sender, ifMatch);
    switch (outcome.kind) {
      case 'accepted':
        return this.answer(outcome.state, outcome.cursor, outcome.replayed, identity, rules, response);
      case 'rejected':
        throw rejected(outcome.rejection);
      case 'differentBody':
        throw problem(409, 'key-reused', '这个 Idempotency-Key 已用于另一条命令，请换一个', 'This Idempotency-Key was used for another command: take a new one');
      case 'busy':
        throw problem(503, 'busy', '该事项正被频繁修改，请用同一 Idempotency-Key 重试', 'The item is being written without pause: try again with the same Idempotency-Key');
    }
  }

  /** How the caller stands to the command, if it is theirs to give. Nobody is refused by what another process has changed since. */
  async permitted(itemId: string, command: AskedCommand, act: Act, identity: Identity): Promise<{ relation: Relation; rules: Rules; holderId: string | null }> {
    const judge = async (folded: Folded<ItemState>): Promise<{ relation: Relation; rules: Rules; holderId: string | null }> => {
      const { rules } = await this.core.references.rules(folded.state?.policyId ?? 'standard');
      if (!folded.state || sight(identity, folded.state, rules.roster, this.today()).kind === 'none') throw rejected({ code: 'not-found', field: 'itemId' });
      return { rules, ...permittedIn(folded.state, command, act, identity, rules) };
    };
    const held = await this.core.items.items.get(`item/${itemId}`);
    try {
      return await judge(held);
    } catch (error) {
      const newest = await this.core.items.load(itemId);
      if (newest.version === held.version) throw error;
      return judge(newest);
    }
  }

  private today(): Day {
    return dayOf(this.core.clock.now());
  }

  private answer(state: ItemState, cursor: Cursor, replayed: boolean, identity: Identity, rules: Rules, response: Response): ItemAnswer {
    response.setHeader('ETag', `"${state.materialVersion}"`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { item: asSeen(viewItem(state, rules, this.core.clock.now()), sight(identity, state, rules.roster, this.today())), position: encodeToken(cursor), replayed };
  }

  /** The item for a reader of its log: the auditor reads that something was done, of items that they do not see. */
  async readLog(itemId: string, identity: Identity): Promise<{ state: ItemState; rules: Rules; seen: ReturnType<typeof logSight> }> {
    const { state } = await this.core.items.load(itemId);
    const { rules } = await this.core.references.rules(state?.policyId ?? 'standard');
    const seen = state ? logSight(identity, readable(state, this.today()), rules.roster) : { kind: 'none' as const };
    if (!state || seen.kind === 'none') throw rejected({ code: 'not-found', field: 'itemId' });
    return { state, rules, seen };
  }

  /** The item for a reader; refused as not found where they may not see it. */
  async read(itemId: string, identity: Identity): Promise<{ state: ItemState; rules: Rules; seen: ReturnType<typeof sight>; cursor: Cursor }> {
    const folded = await this.core.items.load(itemId);
    const { rules } = await this.core.references.rules(folded.state?.policyId ?? 'standard');
    const seen = folded.state ? sight(identity, folded.state, rules.roster, this.today()) : { kind: 'none' as const };
    if (!folded.state || seen.kind === 'none') throw rejected({ code: 'not-found', field: 'itemId' });
    return { state: folded.state, rules, seen, cursor: folded.cursor };
  }

  /** The item for a reader as it was known on a day, or now where none is named. @throws ProblemError 404 where it had not begun, or they may not see it */
  async readAsOf(itemId: string, asOf: string | undefined, identity: Identity): Promise<ReadAsOf> {
    const read = await this.read(itemId, identity);
    const now = this.core.clock.now();
    const moment = asOfMoment(asOf, now);
    return { ...read, known: moment === null ? read.state : await itemKnownAt(this.core.store, itemId, moment), at: moment ?? now, moment, past: moment !== null && moment < now };
  }
}

/** How the caller stands to the command on the item as it stands. @throws ProblemError 403 where it is not theirs to give */
export function permittedIn(state: ItemState, command: AskedCommand, act: Act, identity: Identity, rules: Rules): { relation: Relation; holderId: string | null } {
  const relation = relationOf(state, command, rules, identity);
  allow(identity, act, relation);
  return { relation, holderId: holderOf(state, command, identity) };
}

/** The assignment that a command is about, by whatever it names. */
function assignmentAskedOf(state: ItemState, command: AskedCommand): Assignment | undefined {
  const stepId = 'stepId' in command && typeof command.stepId === 'string' ? command.stepId : null;
  const paper = command.type === 'answerPaper' ? state.papers[command.paperId] : undefined;
  const assignmentId = 'assignmentId' in command ? command.assignmentId : stepId !== null ? state.steps[stepId]?.assignmentId : paper?.assignmentId;
  return assignmentId === undefined ? undefined : state.assignments[assignmentId];
}

/** The person whose the act is: who answers for the assignment; of verifying, whom the standing authorisation names and the caller stands in for. */
function holderOf(state: ItemState, command: AskedCommand, identity: Identity): string | null {
  if (command.type !== 'verify' && command.type !== 'return') return assignmentAskedOf(state, command)?.responsiblePersonId ?? null;
  const named = state.otherVerification.standing?.personIds ?? [];
  return named.includes(identity.personId) ? null : (named.find((id) => personsOf(identity).includes(id)) ?? null);
}

/** How the caller stands to what the command is about: whose act it is, whose plan, on whose behalf. */
function relationOf(state: ItemState, command: AskedCommand, rules: Rules, identity: Identity): Relation {
  const plan = { planId: state.planId, officeUnitId: livingUnit(rules.roster, state.officeUnitId), supervisingUnitId: state.supervisingUnitId === null ? null : livingUnit(rules.roster, state.supervisingUnitId) };
  const assignment = assignmentAskedOf(state, command);
  const onBehalf = 'onBehalf' in command && command.onBehalf !== null && command.onBehalf !== undefined;
  if (command.type === 'verify' || command.type === 'return') {
    const standing = state.otherVerification.standing?.personIds.some((id) => personsOf(identity).includes(id)) ?? false;
    const verifier = assignment ? verifierOf(state, assignment, rules.roster) : null;
    return { ...plan, ...(standing || verifier === null ? {} : { unitId: verifier }) };
  }
  if (command.type === 'quantify') {
    const own = Object.values(state.assignments).find((a) => a.status === 'active' && a.unitId === identity.unitId);
    return { ...plan, unitId: own?.unitId ?? plan.officeUnitId };
  }
  return { ...plan, ...(assignment ? { unitId: assignment.unitId } : {}), ...(onBehalf ? { onBehalf: true } : {}) };
}
