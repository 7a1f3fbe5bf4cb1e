import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { asDomain } from '#libs/commands/references';
import { DOCX } from '#libs/documents/papers/paper.draw';
import type { Paper } from '#libs/documents/papers/paper';
import { lightNote } from '#libs/documents/papers/templates/light.note';
import { supervisionSlip } from '#libs/documents/papers/templates/supervision.slip';
import type { Identity } from '#libs/identity/identity';
import { seesAssignment, type ItemSight } from '#libs/identity/reading';
import type { Duty } from '#libs/supervision/item/item.duties';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { evolveItem, ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemState } from '#libs/supervision/item/item.types';
import { SERIES_OF } from '#libs/supervision/series';
import type { Rules } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { AnswersFile } from '../core/files';
import { ItemDesk } from '../items/item.desk';
import { itemKnownAt } from '../items/item-known-at';
import { lightAnswer } from '../items/light.answer';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { rosterAt } from '../reading/roster.at';
import { escalatedDuty } from './escalated.duty';
import { escalationFacts, lightFacts, slipFacts, urgingFacts } from './item.facts';
import { fileNameOf, PaperDesk, type Asked } from './paper.desk';

/** Papers on an item as docx, read through the item that they belong to. */
@ApiTags('papers')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 409, 503)
@Controller('items/:itemId')
export class ItemPapersController {
  constructor(
    private readonly core: Core,
    private readonly desk: ItemDesk,
    private readonly papers: PaperDesk,
  ) {}

  @Get('papers/:paperId/document')
  @Does('item.read')
  @ApiOperation({
    summary: 'A supervision paper (督办单, 约谈通知), an urging (催办单) or an escalation (督办通知单) as docx in the layout of official documents',
    description: 'An issued paper is kept when it is first given out: whoever asks later gets the same bytes, of which `Repr-Digest` is the digest. A draft is drawn anew, without a number, for who sees the whole item. An urging or an escalation is named by its version in the item: v12.',
    operationId: 'readPaperDocument',
  })
  @AnswersFile('The paper, as a download', DOCX)
  async paper(@Param('itemId') itemId: string, @Param('paperId') paperId: string, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const version = /^v([1-9]\d{0,8})$/.exec(paperId)?.[1];
    await this.papers.give(version === undefined ? await this.slip(itemId, paperId, identity) : await this.told(itemId, Number(version), identity), response);
  }

  @Get('light/document')
  @Does('item.read')
  @ApiOperation({
    summary: 'Why the light has its colour, on a page (亮灯说明), as docx; as of any moment',
    description: 'Where not everything fits on the page, it shows what weighs most and the newest notices, says how many it leaves out, and an annex from the next page on lists all. Numbered within the item and kept when it is given out: who asks again as of the moment that `Duban-As-Of` says, and sees as much of the item, gets the same bytes, of which `Repr-Digest` is the digest.',
    operationId: 'readLightDocument',
  })
  @Ask.asOf()
  @AnswersFile('The paper, as a download', DOCX)
  async light(@Param('itemId') itemId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const read = await this.desk.readAsOf(itemId, asOf, identity);
    const { known, at, explained } = await lightAnswer(this.core, read);
    const draw = async (number: number): Promise<Paper> => {
      const names = await this.core.accounts.displayNames(explained.requests.flatMap((r) => r.ruledBy ?? []));
      return lightNote(lightFacts({ state: known, rules: await this.asCalledAt(read.rules, at), plan: await this.planTitle(known), number }, explained, names));
    };
    response.setHeader('Duban-As-Of', at);
    // Readers who see different parts of the item get different papers.
    await this.papers.giveInSeries(`${itemId}/light`, `${at}/v${known.version}/${sightWord(read.seen)}`, draw, () => `亮灯说明 ${known.number}`, response);
  }

  private async slip(itemId: string, paperId: string, identity: Identity): Promise<Asked> {
    const { state, rules, seen } = await this.desk.read(itemId, identity);
    const paper = Object.hasOwn(state.papers, paperId) ? state.papers[paperId] : undefined;
    // What was never signed speaks for nobody, and is shown to who sees the whole item alone.
    if (!paper || (seen.kind !== 'all' && (paper.signedBy === null || !seesAssignment(seen, paper.assignmentId)))) throw rejected({ code: 'not-found', field: 'paperId' });
    const noticeId = `${itemId}/${paperId}`;
    const draw = async () => {
      const issuedAt = await this.signedAt(itemId, paperId);
      const known = issuedAt === null ? state : await itemKnownAt(this.core.store, itemId, issuedAt);
      const number = issuedAt === null ? null : await this.papers.numberOf(noticeId, SERIES_OF[paper.kind], issuedAt);
      return supervisionSlip(slipFacts({ state: known, rules: await this.asCalledAt(rules, issuedAt), plan: await this.planTitle(state), number }, paper, issuedAt));
    };
    return { noticeId, issued: paper.signedBy !== null, draw, name: fileNameOf };
  }

  /** An urging or an escalation, which are told at once and signed by nobody. */
  private async told(itemId: string, version: number, identity: Identity): Promise<Asked> {
    const { state, rules, seen } = await this.desk.read(itemId, identity);
    const stream = (await this.core.store.readStream(ITEM_STREAM + itemId)).slice(0, version).map((e) => asDomain<ItemEvent>(e));
    const event = stream.length === version ? stream.pop() : undefined;
    if (event?.type !== 'AssignmentUrged' && event?.type !== 'DutyEscalated') throw rejected({ code: 'not-found', field: 'paperId' });
    // As it stood when it was told, and by what was known then: what came at the same moment or later is not in it.
    const before = stream.reduce<ItemState | null>((known, e) => evolveItem(known, e, itemId), null)!;
    const at = event.meta.recordedAt;
    const then = await this.asCalledAt(rules, at);
    const assignmentId = event.type === 'AssignmentUrged' ? event.data.assignmentId : ownAssignment(escalatedDuty(before, event, then));
    const addressed = event.data.to.some((t) => t.unitId === identity.unitId);
    if (seen.kind !== 'all' && !addressed && (assignmentId === null || !seesAssignment(seen, assignmentId))) throw rejected({ code: 'not-found', field: 'paperId' });
    const noticeId = `${itemId}/v${version}`;
    const draw = async () => {
      const number = event.type === 'AssignmentUrged' ? await this.papers.numberOf(noticeId, SERIES_OF.urging, at) : null;
      const about = { state: before, rules: then, plan: await this.planTitle(state), number };
      return supervisionSlip(event.type === 'AssignmentUrged' ? urgingFacts(about, event.data, at) : escalationFacts(about, event));
    };
    return { noticeId, issued: true, draw, name: fileNameOf };
  }

  /** With units as they were called then: a paper that is first asked for after a renaming says what it said when it went out. */
  private async asCalledAt(rules: Rules, moment: Instant | null): Promise<Rules> {
    return moment === null ? rules : { ...rules, roster: await rosterAt(this.core, moment) };
  }

  private async signedAt(itemId: string, paperId: string): Promise<Instant | null> {
    const signed = (await this.core.store.readStream(ITEM_STREAM + itemId)).map((e) => asDomain<ItemEvent>(e)).find((e) => e.type === 'PaperSigned' && e.data.paperId === paperId);
    return signed?.meta.recordedAt ?? null;
  }

  private async planTitle(state: ItemState): Promise<string> {
    return (await this.core.plans.load(state.planId)).state?.plan.title ?? state.planNumber ?? '';
  }
}

/** What tells readers apart who see different parts of an item. */
function sightWord(seen: ItemSight): string {
  return seen.kind === 'assignments' ? [...seen.inFull].sort().join('+') : seen.kind;
}

/** The assignment whose unit owes a duty: it reads what was told of that. Of what others owe, an unsigned paper say, it is not told by this. */
function ownAssignment(duty: Duty | null): string | null {
  return duty?.owedBy.post === 'assignee' ? duty.assignmentId : null;
}
