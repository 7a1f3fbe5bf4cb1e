import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { asDomain } from '#libs/commands/references';
import { DOCX } from '#libs/documents/papers/paper.draw';
import type { Paper } from '#libs/documents/papers/paper';
import { inspectionReport } from '#libs/documents/papers/templates/inspection.report';
import type { RecordedEvent } from '#libs/event-store/event';
import type { Identity } from '#libs/identity/identity';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { InspectionState } from '#libs/supervision/inspection/inspection.types';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import type { Roster } from '#libs/supervision/roster/roster';
import { REPORT_NOTICE, REPORT_SERIES } from '#libs/supervision/series';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { asOfMoment } from '../core/as-of';
import { notYet } from '../core/known-at';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { AnswersFile } from '../core/files';
import { toldOwnId } from '../core/told';
import { ApiProblems } from '../problems/api-problems';
import { ProblemError } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { ProceedingDesk } from '../proceedings/proceeding.desk';
import { rosterAt } from '../reading/roster.at';
import { fileNameOf, PaperDesk } from './paper.desk';
import { reportFacts } from './proceeding.facts';

/** The report of an inspection as docx. */
@ApiTags('papers')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 409, 503)
@Controller('inspections/:id/report')
export class InspectionReportController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly papers: PaperDesk,
  ) {}

  @Get('document')
  @Does('proceeding.read')
  @ApiOperation({
    summary: 'The report (督查报告) as docx, drawn up from what happened; for who sees all of the inspection, or was told of the report',
    description: 'From the day on which it was drawn up it has its number, says how things stood then, and is kept when it is first given out: whoever asks later gets the same bytes, of which `Repr-Digest` is the digest. Before, and with `asOf`, it is drawn anew, without being kept: as of a later day it says how far things have been put right since, and which report it goes on from.',
    operationId: 'readInspectionReportDocument',
  })
  @Ask.asOf()
  @AnswersFile('The report, as a download', DOCX)
  async document(@Param('id') id: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const { state, roster, told } = await this.visible(id, identity);
    const now = this.core.clock.now();
    const moment = asOfMoment(asOf, now);
    // Who was only told of the report reads the report, and not how things went on.
    if (moment !== null && told) throw rejected({ code: 'not-found', field: 'id' });
    const events = await this.core.store.readStream(`${INSPECTION.name}/${id}`);
    const issued = events.find((e) => e.type === 'InspectionReported');
    const noticeId = `${INSPECTION.name}/${id}/${REPORT_NOTICE}`;
    const numbered = (): Promise<string | null> => (issued ? this.papers.numberOf(noticeId, REPORT_SERIES, issued.recordedAt) : Promise.resolve(null));
    if (moment !== null) {
      const known = folded(id, events.filter((e) => e.recordedAt <= moment));
      if (known === null) throw notYet(events[0]?.recordedAt ?? null);
      const since = known.reported !== null;
      const paper = await this.drawn(known, await rosterAt(this.core, moment), moment, since ? await numbered() : null, since);
      return this.papers.give({ noticeId, issued: false, draw: () => Promise.resolve(paper), name: fileNameOf }, response);
    }
    const given = await numbered();
    const draw = async (): Promise<Paper> => (issued ? this.drawn(folded(id, events.filter((e) => e.version <= issued.version))!, await rosterAt(this.core, issued.recordedAt), issued.recordedAt, given, false) : this.drawn(state, roster, now, null, false));
    await this.papers.give({ noticeId, issued: issued !== undefined, draw, name: fileNameOf }, response);
  }

  private async drawn(state: InspectionState, roster: Roster, at: Instant, number: string | null, since: boolean): Promise<Paper> {
    const names = await this.core.accounts.displayNames(state.team.map((m) => m.personId));
    const plan = (await this.core.plans.load(state.planId)).state?.plan.title ?? '';
    return inspectionReport(reportFacts(state, { roster, plan, names, asOf: dayOf(at), number, since }));
  }

  /** For who sees the whole inspection; the report alone for who has it in the inbox. */
  private async visible(id: string, identity: Identity): Promise<{ state: InspectionState; roster: Roster; told: boolean }> {
    try {
      const { state, rules, sight } = await this.desk.read(INSPECTION, id, identity);
      if (sight.kind === 'all') return { state, roster: rules.roster, told: false };
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 404) throw error;
    }
    const { state } = await this.core.proceedings.of(INSPECTION).load(id);
    if (state?.reported == null) throw rejected({ code: 'not-found', field: 'id' });
    await toldOwnId(this.core, `${INSPECTION.name}/${id}`, `${INSPECTION.name}/${id}/${REPORT_NOTICE}`, identity.unitId);
    return { state, roster: (await this.core.references.rules(state.policyId)).rules.roster, told: true };
  }
}

function folded(id: string, events: readonly RecordedEvent[]): InspectionState | null {
  return events.reduce<InspectionState | null>((state, event) => evolveProceeding(INSPECTION, state, asDomain(event), id), null);
}
