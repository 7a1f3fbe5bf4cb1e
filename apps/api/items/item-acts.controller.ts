import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { whoCould } from '#libs/identity/policy/policy';
import { seesAssignment, type ItemSight } from '#libs/identity/reading';
import { decideItem } from '#libs/supervision/item/item.decide';
import { asksForInput, conceivable } from '#libs/supervision/item/item.acts';
import type { CommandOf, ItemCommand } from '#libs/supervision/item/item.commands';
import type { ItemState } from '#libs/supervision/item/item.types';
import { viewItem } from '#libs/supervision/item/item.view';
import type { Rules } from '#libs/supervision/rules';
import { latest, type Instant } from '#libs/supervision/time/day';
import { actingAs } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import { ProblemError } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { dayIn } from '../reading/list.query';
import { asSeen } from './item.answer';
import { ItemDesk, permittedIn } from './item.desk';
import { requestHistory } from './request-history';
import { ItemActsBody, RequestHistoryBody, RulingEffectsBody, type ConceivableActBody, type EffectBody } from './item-acts.dto';
import type { AskedCommand } from './sealing';

/** What a caller could do with an item: the policy and the decisions themselves are asked, dry. */
@ApiTags('items')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@Controller('items/:itemId')
export class ItemActsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ItemDesk,
  ) {}

  @Get('acts')
  @Does('item.read')
  @ApiOperation({ summary: 'What could be asked of the item now: what the caller may do, and why not what they may not', operationId: 'listItemActs' })
  @ApiResponse({ status: 200, type: ItemActsBody })
  async acts(@Param('itemId') itemId: string, @Caller() identity: Identity): Promise<ItemActsBody> {
    const { state, rules, seen } = await this.desk.read(itemId, identity);
    const now = latest(this.core.clock.now(), state.lastAt);
    const shown = shownCommands(state, rules, now, seen);
    const acts = await Promise.all(shown.map(async (command) => ({ ...subjectOf(command), unitId: unitOf(state, command), refused: await this.refusedOf(state, command, identity, rules, now) })));
    return { itemId, version: state.materialVersion, now, acts };
  }

  @Get('requests/:requestId/effects')
  @Does('rule')
  @ApiOperation({ summary: 'What granting and what refusing a request would do, before the ruling', operationId: 'previewRuling' })
  @Ask.day('day', 'Another day than the one asked for')
  @Ask.id('toUnitId', 'Of a declined assignment: the unit that would take it over')
  @ApiResponse({ status: 200, type: RulingEffectsBody })
  async effects(@Param('itemId') itemId: string, @Param('requestId') requestId: string, @Query() query: Record<string, string | undefined>, @Caller() identity: Identity): Promise<RulingEffectsBody> {
    const { state, rules, seen } = await this.desk.read(itemId, identity);
    const now = latest(this.core.clock.now(), state.lastAt);
    const request = Object.hasOwn(state.requests, requestId) ? state.requests[requestId] : undefined;
    if (!request || !seesAssignment(seen, request.assignmentId)) throw rejected({ code: 'not-found', field: 'requestId' });
    const ruling = (grant: boolean): CommandOf<'rule'> => ({ type: 'rule', requestId, grant, reason: '（试算）', day: dayIn(query, 'day') ?? null, toUnitId: query['toUnitId'] ?? null, newAssignmentId: '?' });
    const { relation, holderId } = permittedIn(state, ruling(true), 'rule', identity, rules);
    const actor = actingAs(identity, 'rule', relation, holderId);
    const effect = (grant: boolean): EffectBody => effectOf(state, decideItem(state, ruling(grant), { now, actor, rules }), rules, now, requestId);
    return { requestId, version: state.materialVersion, granted: effect(true), refused: effect(false) };
  }

  @Get('requests/:requestId/history')
  @Does('rule')
  @ApiOperation({ summary: 'How requests of the same kind by the same unit were ruled on, on this item and on all its items that the caller reads', operationId: 'readRequestHistory' })
  @ApiResponse({ status: 200, type: RequestHistoryBody })
  async history(@Param('itemId') itemId: string, @Param('requestId') requestId: string, @Caller() identity: Identity): Promise<RequestHistoryBody> {
    const { state, seen } = await this.desk.read(itemId, identity);
    const request = Object.hasOwn(state.requests, requestId) ? state.requests[requestId] : undefined;
    if (!request || !seesAssignment(seen, request.assignmentId)) throw rejected({ code: 'not-found', field: 'requestId' });
    return { requestId, ...(await requestHistory(this.core, identity, state, request)) };
  }

  private async refusedOf(state: ItemState, command: ItemCommand, identity: Identity, rules: Rules, now: Instant): Promise<ConceivableActBody['refused']> {
    try {
      const { relation, holderId } = permittedIn(state, command as AskedCommand, command.type, identity, rules);
      const plan = await this.core.items.planRefuses(state, command);
      if (plan !== null) throw rejected(plan);
      const decided = decideItem(state, command, { now, actor: actingAs(identity, command.type, relation, holderId), rules });
      if ('rejected' in decided && !asksForInput(decided.rejected)) throw rejected(decided.rejected);
      return null;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { code, detail } = error.problem;
      return { code, ...detail, others: code === 'forbidden-role', who: [...whoCould(command.type)] };
    }
  }
}

/** Of joint items the shares of others are not the caller's; what is not shown is not offered. */
function shownCommands(state: ItemState, rules: Rules, now: Instant, seen: ItemSight): ItemCommand[] {
  const view = asSeen(viewItem(state, rules, now), seen);
  const requests = new Set(view.requests.map((r) => r.id));
  const papers = new Set(view.papers.map((p) => p.id));
  return conceivable(state).filter((command) => {
    const { requestId, paperId } = subjectOf(command);
    if (requestId !== null) return requests.has(requestId);
    if (paperId !== null) return papers.has(paperId);
    const about = assignmentOf(state, command);
    return about === null || seesAssignment(seen, about);
  });
}

/** The assignment that a command is about, by whatever it names; null: the item as a whole. */
function assignmentOf(state: ItemState, command: ItemCommand): string | null {
  const { assignmentId, stepId, requestId, paperId, duty } = subjectOf(command);
  const step = duty?.startsWith('step:') ? duty.slice('step:'.length) : stepId;
  const found = step !== null ? state.steps[step] : requestId !== null ? state.requests[requestId] : paperId !== null ? state.papers[paperId] : undefined;
  return assignmentId ?? found?.assignmentId ?? null;
}

function unitOf(state: ItemState, command: ItemCommand): string | null {
  return state.assignments[assignmentOf(state, command) ?? '']?.unitId ?? null;
}

type Subject = Omit<ConceivableActBody, 'refused' | 'unitId'>;

/** What a command is about, by the ids that it names. */
function subjectOf(command: ItemCommand): Subject {
  const named = command as unknown as Record<string, unknown>;
  const text = (name: string): string | null => (typeof named[name] === 'string' && named[name] !== '' ? (named[name] as string) : null);
  const made = command.type === 'rule';
  return {
    act: command.type,
    assignmentId: text('assignmentId'),
    stepId: command.type === 'addStep' ? null : text('stepId'),
    requestId: made ? text('requestId') : null,
    paperId: text('paperId'),
    targetId: text('targetId'),
    what: text('what'),
    duty: text('duty'),
    arming: typeof named['arming'] === 'number' ? named['arming'] : null,
  };
}

/** What differs in the item after a ruling that is not made. */
function effectOf(before: ItemState, decided: ReturnType<typeof decideItem>, rules: Rules, now: Instant, requestId: string): EffectBody {
  const was = viewItem(before, rules, now);
  if ('rejected' in decided) {
    const { code, detail } = rejected(decided.rejected).problem;
    return { code, ...detail, deadline: was.deadline, light: was.light, steps: [], overturned: 0, found: 0, restUntil: null, toUnitId: null };
  }
  const is = viewItem(decided.state, rules, now);
  const ruled = decided.events.find((e) => (e.type === 'RequestGranted' || e.type === 'RequestRefused') && e.data.requestId === requestId);
  const moved = decided.events.find((e) => e.type === 'AssignmentTransferred');
  const stood = new Map(was.steps.map((s) => [s.id, s]));
  return {
    code: null,
    zh: null,
    en: null,
    deadline: is.deadline,
    light: is.light,
    steps: is.steps.filter((s) => s.deadline !== stood.get(s.id)?.deadline || s.light !== stood.get(s.id)?.light).map((s) => ({ stepId: s.id, deadline: s.deadline, light: s.light })),
    overturned: decided.events.filter((e) => e.type === 'LatenessOverturned').length,
    found: decided.state.lateness.length - before.lateness.length,
    restUntil: ruled?.type === 'RequestRefused' ? ruled.data.restUntil : null,
    toUnitId: moved?.type === 'AssignmentTransferred' ? moved.data.to.unitId : null,
  };
}
