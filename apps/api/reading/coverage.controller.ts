import { applyDecorators, Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { coverageCsv, coverageXlsx, type CoverageOut } from '#libs/documents/lists/coverage.export';
import { areListsIncomplete } from '#libs/projections/read-models-health';
import type { Identity } from '#libs/identity/identity';
import { coverageScope } from '#libs/identity/reading';
import { coverageMatrix, coveragePage, COVERAGE_SORTS, type CoverageFilter } from '#libs/projections/queries/coverage.query';
import type { Asked } from '#libs/projections/queries/scope';
import { COVERAGE_STANDINGS } from '#libs/supervision/period-coverage/cell';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { ListAnswer } from '../core/list-answer';
import { AnswersFile, CSV, sendFile, XLSX } from '../core/files';
import { readOwnWrites } from '../core/read-own-writes';
import { PlanDesk } from '../plans/plan.desk';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { CoverageBody, CoverageCellsBody } from './coverage.dto';
import { dayIn, flagIn, oneOfIn, pagingOf, type ListQuery } from './list.query';

/** Cells that a file holds at most; more is narrowed first. */
const MOST_EXPORTED = 50_000;

function CoverageQueries(): MethodDecorator {
  return applyDecorators(
    Ask.id('planId', 'The plan'),
    Ask.flag('throughLevels', 'With `planId`, for who may export that plan: of every plan below it as well, at whatever level'),
    Ask.id('unitId', 'The unit that owes it'),
    Ask.text('duty', 'Template or cadence of the duty; reporting-round for rounds'),
    Ask.day('from', 'Periods that end on this day or later'),
    Ask.day('to', 'Periods that begin on this day or earlier'),
    Ask.asOf(),
  );
}

/** The coverage view (缺报一览): what units owe by periods, of recurring duties and of reporting rounds, as known on any day. */
@ApiTags('coverage')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@Controller('coverage')
export class CoverageController {
  constructor(
    private readonly core: Core,
    private readonly plans: PlanDesk,
  ) {}

  @Get()
  @Does('coverage.read')
  @ApiOperation({ summary: 'Units × periods: in time, late, missing (缺报), excused, not yet due', operationId: 'readCoverage' })
  @ListAnswer(CoverageBody)
  @CoverageQueries()
  @Ask.after()
  async matrix(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const { asked, at } = await this.asked(query, identity);
    return { asOf: at, ...(await coverageMatrix(await this.core.reading(), asked, filterOf(query), dayOf(at))) };
  }

  @Get('cells')
  @Does('coverage.read')
  @ApiOperation({ summary: 'The cells behind the figures, each with the event that it rests on', operationId: 'listCoverage' })
  @ListAnswer(CoverageCellsBody)
  @Ask.text('period', 'The period', { example: '2026-05' })
  @Ask.several('standing', COVERAGE_STANDINGS, 'How the cell stands')
  @Ask.sort(COVERAGE_SORTS.flatMap((s) => [s, `-${s}`]))
  @Ask.offset()
  @Ask.limit()
  @CoverageQueries()
  @Ask.after()
  async cells(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const paging = pagingOf(query, COVERAGE_SORTS, 'period');
    const { asked, at } = await this.asked(query, identity);
    const { total, rows } = await coveragePage(await this.core.reading(), asked, filterOf(query), dayOf(at), paging);
    return { asOf: at, total, offset: paging.offset, limit: paging.limit, rows };
  }

  @Get('export')
  @Does('coverage.read')
  @ApiOperation({ summary: 'The same as a file: csv has the cells, xlsx units × periods and the cells behind; where records of a newer program are not in it, its name says so', operationId: 'exportCoverage' })
  @AnswersFile('The file, as a download', CSV, XLSX)
  @Ask.oneOf('format', ['csv', 'xlsx'], 'Kind of file; csv unless told')
  @Ask.text('period', 'The period', { example: '2026-05' })
  @Ask.several('standing', COVERAGE_STANDINGS, 'How the cell stands')
  @CoverageQueries()
  async export(@Query() query: ListQuery, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    const format = oneOfIn(query, 'format', ['csv', 'xlsx']) ?? 'csv';
    const { asked, at, roster } = await this.asked(query, identity);
    const source = await this.core.reading();
    const filter = filterOf(query);
    const { total, rows } = await coveragePage(source, asked, filter, dayOf(at), { sort: 'unit', descending: false, offset: 0, limit: MOST_EXPORTED });
    if (total > MOST_EXPORTED) throw problem(400, 'malformed', `共 ${total} 格，超过一个文件的 ${MOST_EXPORTED} 格：请缩小范围`, `${total} cells are more than the ${MOST_EXPORTED} of a file: narrow it down`);
    const out = rows.map((r): CoverageOut => ({ ...r, unit: roster.units[r.unitId]?.name ?? r.unitId, reportedAt: r.reportedAt?.toISOString() ?? null }));
    const name = `coverage-${dayOf(at)}${(await areListsIncomplete(this.core.pool)) ? '-incomplete' : ''}.${format}`;
    if (format === 'csv') return sendFile(res, CSV, name, coverageCsv(out));
    const { periods } = await coverageMatrix(source, asked, filter, dayOf(at));
    return sendFile(res, XLSX, name, await coverageXlsx(out, periods.map((p) => p.period)));
  }

  /** Who reads a plan whole reads what is missing below it; anybody else what is theirs. */
  private async mayReadBelow({ planId }: CoverageFilter, identity: Identity): Promise<void> {
    if (planId === undefined) throw problem(400, 'malformed', 'throughLevels 须与 planId 一并给出', 'throughLevels is given together with planId', { fields: [{ field: 'planId', zh: '未给出', en: 'is not given' }] });
    const { officeUnitId, supervisingUnitId } = await this.plans.load(planId);
    allow(identity, 'plan.export', { planId, officeUnitId, supervisingUnitId });
  }

  private async asked(query: ListQuery, identity: Identity): Promise<{ asked: Asked; at: Instant; roster: Roster }> {
    const filter = filterOf(query);
    if (filter.throughLevels === true) await this.mayReadBelow(filter, identity);
    await readOwnWrites(this.core, query['after']);
    const now = this.core.clock.now();
    const asOf = asOfMoment(query['asOf'], now);
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    return { asked: { scope: coverageScope(identity, roster), today: dayOf(now), asOf }, at: asOf ?? now, roster };
  }
}

function filterOf(query: ListQuery): CoverageFilter {
  const { planId, unitId, duty, period, standing } = query;
  for (const named of standing?.split(',') ?? []) oneOfIn({ standing: named }, 'standing', COVERAGE_STANDINGS);
  return { planId, throughLevels: flagIn(query, 'throughLevels'), unitId, duty, period, standing, from: dayIn(query, 'from'), to: dayIn(query, 'to') };
}
