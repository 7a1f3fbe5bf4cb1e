import { applyDecorators, Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { EligibilityFacts, factWords, type Eligibility } from '#libs/commands/eligibility';
import { eventsOf, factsInWords, saidOf } from '#libs/commands/eligibility.words';
import { eligibilityCsv, eligibilityXlsx } from '#libs/documents/lists/eligibility.export';
import { DOCX, drawPaper } from '#libs/documents/papers/paper.draw';
import { eligibilityNote } from '#libs/documents/papers/templates/eligibility.note';
import type { Identity } from '#libs/identity/identity';
import { may } from '#libs/identity/policy/policy';
import { PURPOSE_NAMES, PURPOSES, type Purpose } from '#libs/supervision/eligibility/purpose';
import type { Day, Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { AnswersFile, CSV, sendFile, XLSX } from '../core/files';
import { PlanDesk } from '../plans/plan.desk';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { dayIn, oneOfIn, type ListQuery } from '../reading/list.query';
import { rosterAt } from '../reading/roster.at';
import { EligibilityBody } from './eligibility.dto';

function EligibilityQueries(): MethodDecorator {
  return applyDecorators(
    Ask.id('planId', 'The plan; all that were issued below it are looked at too', { required: true }),
    Ask.oneOf('for', PURPOSE_NAMES, 'Whom it is for: `assessments` of state-owned enterprises (国企), `honours` of private ones (非公); all unless told'),
    Ask.day('from', 'First day; the plan’s own unless told'),
    Ask.day('to', 'Last day; the plan’s own unless told'),
    Ask.id('unitId', 'Of one enterprise'),
    Ask.asOf(),
  );
}

const FORMATS = ['csv', 'xlsx', 'docx'] as const;

interface Drawn {
  planId: string;
  /** Its title. */
  plan: string;
  purpose: Purpose;
  period: { from: Day; to: Day };
  asOf: Instant;
  found: Eligibility;
}

/** 结果运用: what is known of enterprises, for assessments where the state owns them and for honours where it does not. Counted when it is asked for; nothing is stored. */
@ApiTags('evaluations')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@Controller('eligibility')
export class EligibilityController {
  private readonly facts: EligibilityFacts;

  constructor(
    private readonly core: Core,
    private readonly plans: PlanDesk,
  ) {
    this.facts = new EligibilityFacts(core.store, core.plans);
  }

  @Get()
  @Does('eligibility.read')
  @ApiOperation({ summary: 'Facts about enterprises for leadership assessments (国企) and honours (非公), each figure with its events and with what was put right in it; an enterprise reads its own', operationId: 'readEligibility' })
  @EligibilityQueries()
  @ApiResponse({ status: 200, type: EligibilityBody })
  async read(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const { planId, purpose, period, asOf, found } = await this.drawn(query, identity);
    const rows = found.rows.map((row) => ({ ...row, facts: row.facts.map((fact) => ({ ...fact, ...factWords(fact.name) })) }));
    return { planId, for: purpose, period, asOf, planIds: found.planIds, rows, uncounted: found.uncounted, events: await this.core.evaluations.checks.events(eventsOf(found)) };
  }

  @Get('export')
  @Does('eligibility.read')
  @ApiOperation({ summary: 'The same as a file: a table, a row a fact, with a sheet of what was put right (更正); or a document (docx) in which each figure names its records', operationId: 'exportEligibility' })
  @Ask.oneOf('format', FORMATS, 'Kind of file; xlsx unless told')
  @EligibilityQueries()
  @AnswersFile('The table or document, as a download', CSV, XLSX, DOCX)
  async export(@Query() query: ListQuery, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    const format = oneOfIn(query, 'format', FORMATS) ?? 'xlsx';
    const { planId, plan, purpose, period, asOf, found } = await this.drawn(query, identity);
    const facts = factsInWords(found);
    const name = `eligibility-${planId}-${purpose}.${format}`;
    if (format === 'csv') return sendFile(res, CSV, name, eligibilityCsv(facts));
    if (format === 'docx') {
      const recorded = new Map((await this.core.evaluations.checks.events(eventsOf(found))).map(({ ref, at }) => [ref, at] as const));
      const note = eligibilityNote({ plan, purpose: PURPOSES[purpose].zh, period, asOf, facts, uncounted: found.uncounted.map((u) => u.name), recorded });
      return sendFile(res, DOCX, name, await drawPaper(note));
    }
    sendFile(res, XLSX, name, await eligibilityXlsx(facts, saidOf(purpose, period, asOf)));
  }

  private async drawn(query: ListQuery, identity: Identity): Promise<Drawn> {
    const { planId, unitId } = query;
    if (!planId) throw problem(400, 'malformed', '请给出计划（planId）', 'Name the plan (planId)', { fields: [{ field: 'planId', zh: '必填', en: 'is needed' }] });
    const purpose = oneOfIn(query, 'for', PURPOSE_NAMES) ?? 'all';
    const plan = await this.plans.load(planId);
    const period = { from: dayIn(query, 'from') ?? plan.plan.period?.from, to: dayIn(query, 'to') ?? plan.plan.period?.to };
    if (period.from === undefined || period.to === undefined) throw rejected({ code: 'period-missing', field: period.from === undefined ? 'from' : 'to' });
    if (period.from > period.to) throw rejected({ code: 'date-invalid', field: 'to', details: { from: period.from, to: period.to } });
    const { officeUnitId, supervisingUnitId } = plan;
    const stands = { planId, officeUnitId, supervisingUnitId };
    // Of all by who conducts and who leads; whoever else may, reads what is about their own unit.
    const all = may(identity, 'eligibility.read', { ...stands, unitId: '' }).allowed;
    if (!all) allow(identity, 'eligibility.read', { ...stands, unitId: unitId ?? identity.unitId });
    const unitIds = all ? (unitId === undefined ? null : [unitId]) : [identity.unitId];
    const moment = asOfMoment(query['asOf'], this.core.clock.now());
    const asOf = moment ?? this.core.clock.now();
    const found = await this.facts.of({ plan, period: period as Drawn['period'], purpose, unitIds, asOf, roster: await rosterAt(this.core, moment) });
    return { planId, plan: plan.plan.title, purpose, period: period as Drawn['period'], asOf, found };
  }
}
