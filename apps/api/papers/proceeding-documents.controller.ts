import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { asDomain } from '#libs/commands/references';
import { DOCX } from '#libs/documents/papers/paper.draw';
import { circular } from '#libs/documents/papers/templates/circular';
import { rectificationNotice } from '#libs/documents/papers/templates/rectification.notice';
import { numbered } from '#libs/documents/papers/words';
import type { Identity } from '#libs/identity/identity';
import { EVALUATION } from '#libs/supervision/evaluation/evaluation';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import type { InspectionState } from '#libs/supervision/inspection/inspection.types';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import type { ProceedingPaper } from '#libs/supervision/proceeding/paper.events';
import { papersSeen } from '#libs/supervision/proceeding/papers';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import type { Roster } from '#libs/supervision/roster/roster';
import type { Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { AnswersFile } from '../core/files';
import { knownAt } from '../core/known-at';
import { toldOwnId } from '../core/told';
import { ApiProblems } from '../problems/api-problems';
import { ProblemError } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { KIND_PARAM, kindNamed } from '../proceedings/kind-named';
import { ProceedingDesk } from '../proceedings/proceeding.desk';
import { rosterAt } from '../reading/roster.at';
import { fileNameOf, PaperDesk } from './paper.desk';
import { circularFacts, rectificationFacts } from './proceeding.facts';

/** Papers of proceedings as docx: rectification notices, circulars. */
@ApiTags('papers')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 409, 503)
@Controller()
export class ProceedingDocumentsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly papers: PaperDesk,
  ) {}

  @Get('proceedings/:kind/:id/papers/:paperId/document')
  @Does('proceeding.read')
  @ApiOperation({
    summary: 'A paper of a proceeding (整改通知书, 通报) as docx in the layout of official documents',
    description: 'An issued paper is kept when it is first given out: whoever asks later gets the same bytes, of which `Repr-Digest` is the digest. A draft is drawn anew, without a number, for who sees the whole proceeding. Who has a circular in the inbox reads it, whatever else of the proceeding they see.',
    operationId: 'readProceedingPaperDocument',
  })
  @ApiParam(KIND_PARAM)
  @AnswersFile('The paper, as a download', DOCX)
  async paper(@Param('kind') name: string, @Param('id') id: string, @Param('paperId') paperId: string, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const kind = kindNamed(name);
    const { state, paper, roster } = await this.visible(kind, id, paperId, identity);
    const noticeId = `${kind.name}/${id}/${paperId}`;
    const draw = async () => {
      const issuedAt = await this.signedAt(kind, id, paperId);
      const known = issuedAt === null ? state : await this.known(kind, id, issuedAt);
      const number = issuedAt === null ? null : await this.papers.numberOf(noticeId, paper.series, issuedAt);
      const about = { roster: issuedAt === null ? roster : await rosterAt(this.core, issuedAt), paper, number, issuedAt };
      if (paper.kind === 'circular') return circular(circularFacts({ state: known, ...about }, kind.name, await this.classNames(kind, known, paperId)));
      return rectificationNotice(rectificationFacts({ state: known as InspectionState, ...about }, await this.itemOf(known as InspectionState, paper)));
    };
    await this.papers.give({ noticeId, issued: paper.signedBy !== null, draw, name: fileNameOf }, response);
  }

  /** The paper for who sees it in its proceeding, or was told of it. */
  private async visible(kind: ProceedingKind<ProceedingState>, id: string, paperId: string, identity: Identity): Promise<{ state: ProceedingState; paper: ProceedingPaper; roster: Roster }> {
    try {
      const { state, rules, sight } = await this.desk.read(kind, id, identity);
      const paper = papersSeen(state.papers, sight).find((p) => p.id === paperId);
      if (paper) return { state, paper, roster: rules.roster };
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 404) throw error;
    }
    const { state } = await this.core.proceedings.of(kind).load(id);
    const paper = state && Object.hasOwn(state.papers, paperId) ? state.papers[paperId] : undefined;
    if (!state || !paper || paper.signedBy === null) throw rejected({ code: 'not-found', field: 'paperId' });
    await toldOwnId(this.core, `${kind.name}/${id}`, `${kind.name}/${id}/${paperId}`, identity.unitId);
    return { state, paper, roster: (await this.core.references.rules(state.policyId)).rules.roster };
  }

  /** Classes bear the names of the scheme that the paper's result was scored by, however the round goes on. */
  private async classNames(kind: ProceedingKind<ProceedingState>, state: ProceedingState, paperId: string): Promise<ReadonlyMap<string, string>> {
    if (kind.name !== EVALUATION.name) return new Map();
    const { schemeId, schemeVersion, publications } = state as EvaluationState;
    const basis = publications.find((p) => p.paperId === paperId)?.basis.schemeVersion ?? schemeVersion;
    const { classes } = await this.core.evaluations.rounds.schemeOf({ schemeId, schemeVersion: basis });
    return new Map(classes.map((c) => [c.id, c.name]));
  }

  private async signedAt(kind: ProceedingKind<ProceedingState>, id: string, paperId: string): Promise<Instant | null> {
    const events = await this.core.store.readStream(`${kind.name}/${id}`);
    return events.find((e) => e.type === 'ProceedingPaperSigned' && e.data['paperId'] === paperId)?.recordedAt ?? null;
  }

  private async known(kind: ProceedingKind<ProceedingState>, id: string, moment: Instant): Promise<ProceedingState> {
    const state = await knownAt<ProceedingState>(this.core.store, `${kind.name}/${id}`, moment, (before, event) => evolveProceeding(kind, before, asDomain(event), id));
    if (state === null) throw rejected({ code: 'not-found', field: 'id' });
    return state;
  }

  private async itemOf(state: InspectionState, paper: ProceedingPaper): Promise<string | null> {
    const itemId = state.findings[paper.subject ?? '']?.itemId ?? null;
    const item = itemId === null ? null : (await this.core.items.load(itemId)).state;
    return item ? numbered(item.number, item.title) : null;
  }
}
