import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Guards } from '#libs/commands/proceeding-commands';
import type { Outcome, Sender } from '#libs/commands/outcome';
import { encodeToken, type Cursor } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import type { Act } from '#libs/identity/policy/acts';
import type { Relation } from '#libs/identity/policy/policy';
import { proceedingSight, type ReadableProceeding } from '#libs/identity/reading';
import { personsOf } from '#libs/identity/standing-in';
import type { Actor } from '#libs/supervision/actor';
import type { OnBehalf } from '#libs/supervision/on-behalf';
import { judgeUnits, judgingsOf, readerUnits } from '#libs/supervision/proceeding/judging';
import type { ProceedingKind, ProceedingSight, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import type { CommonCommand } from '#libs/supervision/proceeding/proceeding.decide';
import { viewProceeding } from '#libs/supervision/proceeding/proceeding.view';
import type { Roster } from '#libs/supervision/roster/roster';
import type { Rules } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';
import { actingAs } from '../auth/acting';
import { allow } from '../auth/session.guard';
import { asOfMoment } from '../core/as-of';
import { inWords } from '../core/readable';
import { Core } from '../core/core';
import type { OnBehalfDto } from '../items/item-command.dto';
import { unsealed } from '../items/sealing';
import type { Sent } from '../items/sent';
import { accepted } from '../problems/outcome';
import { rejected } from '../problems/rejection.table';
import { proceedingKnownAt } from './proceeding-known-at';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** What somebody reads of a proceeding. */
export interface ReadProceeding<S> {
  state: S;
  rules: Rules;
  sight: ProceedingSight;
  cursor: Cursor;
}

/** The relation in which the caller stands to a proceeding's act; `unitId` is whose act it is, `holderId` the person to whom it falls by name. */
export type RelationOf<S> = (state: S) => Pick<Relation, 'unitId' | 'onBehalf'> & { holderId?: string | null };

/** 代录 as it comes in: who called still stands there in plain words. */
export type GivenOnBehalf = OnBehalfDto | null | undefined;

/** Carries a command out as the caller, who may. */
export type Carry<S> = (actor: Actor, sender: Sender) => Promise<Outcome<S>>;

/** Brings commands and questions from a route to a kind of proceeding, and their outcome back: permission, actor, answer. */
@Injectable()
export class ProceedingDesk {
  constructor(private readonly core: Core) {}

  /** An id for what a command opens: the same when it is sent again. */
  newId(sent: Sent): string {
    return createHash('sha256').update(`${sent.sender.scope}\u0000${sent.sender.commandId}`).digest('hex').slice(0, 12);
  }

  /** Ids for what a command opens beside its own, by their place in it: the same when it is sent again. */
  newIds({ sender }: Sent): (index: number) => string {
    return (index) => createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}\u0000${index}`).digest('hex').slice(0, 12);
  }

  /** The proceeding for a reader; refused as not found where they may not see it. */
  async read<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, id: string, identity: Identity): Promise<ReadProceeding<S>> {
    const { state, cursor } = await this.core.proceedings.of(kind).load(id);
    if (state === null) throw rejected({ code: 'not-found', field: 'id' });
    const { rules } = await this.core.references.rules(state.policyId);
    const sight = sightOf(kind, state, identity, rules);
    if (sight === null) throw rejected({ code: 'not-found', field: 'id' });
    return { state, rules, sight, cursor };
  }

  /** The same as the log knew it on a past day; who may see it is settled as of now. @throws ProblemError 404 where it had not begun */
  async readAsOf<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, id: string, identity: Identity, asOf: string | undefined): Promise<ReadProceeding<S> & { moment: Instant | null }> {
    const found = await this.read(kind, id, identity);
    const moment = asOfMoment(asOf, this.core.clock.now());
    if (moment === null) return { ...found, moment };
    return { ...found, moment, state: (await proceedingKnownAt(this.core.store, kind as unknown as ProceedingKind, id, moment)) as S };
  }

  /** Opens one. Its plan, its office and who sends it settle who may. */
  async open<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, command: C, act: Act, about: { planId: string | null; policyId: string; officeUnitId: string }, sent: Sent, response: Response, guards: Guards = []): Promise<ProceedingAnswer> {
    const id = this.newId(sent);
    return this.openBy(kind, act, about, sent, response, (actor, sender) => this.core.proceedings.of(kind).open(id, about.policyId, command, actor, sender, guards));
  }

  /** The same where another handler opens it, which looks into other streams or writes them too. */
  async openBy<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, act: Act, about: { planId: string | null; officeUnitId: string; supervisingUnitId?: string | null }, { identity, sender }: Sent, response: Response, carry: Carry<S>): Promise<ProceedingAnswer> {
    const stands = { officeUnitId: about.officeUnitId, unitId: identity.unitId, ...(about.supervisingUnitId === undefined ? {} : { supervisingUnitId: about.supervisingUnitId }), ...(about.planId === null ? {} : { planId: about.planId }) };
    allow(identity, act, stands);
    return this.answer(kind, await carry(actingAs(identity, act, stands), sender), identity, response);
  }

  /**
   * Carries out a command.
   *
   * @param relation whose act it is, where a ground asks for the caller's own unit
   * @param told how a unit told it, where the office records it (代录)
   */
  async run<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, id: string, command: C | CommonCommand, act: Act, sent: Sent, response: Response, relation: RelationOf<S> = () => ({}), guards: Guards = [], told: GivenOnBehalf = null): Promise<ProceedingAnswer> {
    const { ifMatch } = sent;
    return this.runBy(kind, id, act, sent, response, async (actor, sender) => this.core.proceedings.of(kind).execute(id, { ...command, ...(await this.told(told, sent)) }, actor, sender, ifMatch, guards), relation);
  }

  /** What a command says of how a unit told the office (代录), with who said it sealed: asked for once permission was found. */
  async told(given: GivenOnBehalf, { identity }: Sent): Promise<{ onBehalf?: OnBehalf }> {
    if (!given) return {};
    const { date, channel, caller, scanId } = given;
    return { onBehalf: { date, channel, caller: await this.core.personal.sealNamed(identity.unitId, 'caller', caller), scanId: scanId ?? null } };
  }

  /** The same where another handler carries it out, which looks into other streams or writes them too. */
  async runBy<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, id: string, act: Act, { identity, sender }: Sent, response: Response, carry: Carry<S>, relation: RelationOf<S> = () => ({})): Promise<ProceedingAnswer> {
    const { state } = await this.read(kind, id, identity);
    return this.answer(kind, await carry(permittedActor(state, act, identity, relation), sender), identity, response);
  }

  private async answer<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, outcome: Outcome<S>, identity: Identity, response: Response): Promise<ProceedingAnswer> {
    const { state, cursor, replayed } = accepted(outcome);
    const { rules } = await this.core.references.rules(state.policyId);
    const sight = sightOf(kind, state, identity, rules) ?? { kind: 'units' as const, unitIds: [identity.unitId] };
    response.setHeader('ETag', `"${state.materialVersion}"`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { proceeding: inWords(await unsealed(viewProceeding(kind, state, rules, this.core.clock.now(), sight), this.core.personal)), position: encodeToken(cursor), replayed };
  }
}

/**
 * Who acts on it, if it is theirs to do.
 *
 * @throws ProblemError 403, naming who could
 */
export function permittedActor<S extends ProceedingState>(state: S, act: Act, identity: Identity, relation: RelationOf<S> = () => ({})): Actor {
  const { officeUnitId, supervisingUnitId, planId } = state;
  const { holderId = null, ...stands } = relation(state);
  const whole = { officeUnitId, supervisingUnitId, ...(planId === null ? {} : { planId }), ...stands };
  allow(identity, act, whole);
  return actingAs(identity, act, whole, holderId);
}

/** What sight of it is decided on. */
export function readableProceeding<S extends ProceedingState>(kind: Pick<ProceedingKind<S, any>, 'summary' | 'steps' | 'judgings' | 'over' | 'serving'>, state: S, roster: Roster): ReadableProceeding {
  const { planId, officeUnitId, supervisingUnitId } = state;
  return { planId, officeUnitId, supervisingUnitId, overUnitIds: kind.over?.(state) ?? [], judgeUnitIds: judgeUnits(kind, state), unitIds: readerUnits(kind, state, roster), judgings: judgingsOf(kind, state, roster) };
}

function sightOf<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, state: S, identity: Identity, rules: Rules): ProceedingSight | null {
  if (kind.readsAll && personsOf(identity).some((personId) => kind.readsAll!(state, personId))) return { kind: 'all' };
  return proceedingSight(identity, readableProceeding(kind, state, rules.roster), rules.roster);
}
