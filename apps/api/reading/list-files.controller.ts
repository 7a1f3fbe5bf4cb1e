import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { dutyCsv } from '#libs/documents/lists/duty.export';
import { ledgerCsv, ledgerXlsx, planLedgerXlsx } from '#libs/documents/lists/ledger.export';
import { seenCsv, seenXlsx, SEEN_COLUMNS } from '#libs/documents/lists/ledger.seen';
import { areListsIncomplete } from '#libs/projections/read-models-health';
import type { Identity } from '#libs/identity/identity';
import { dutyPage, DUTY_SORTS, SUBJECTS, type DutyFilter } from '#libs/projections/queries/duty.query';
import { ledgerPage, LEDGER_SORTS } from '#libs/projections/queries/ledger.query';
import { dayOf, minuteOf, type Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { LIGHTS } from '../core/shown';
import { Core } from '../core/core';
import { AnswersFile, CSV, sendFile, XLSX } from '../core/files';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { askedBy, dutyFilter, ledgerFilter, overdueAt, todoOf } from './asked.by';
import { draftItems, dutyOut, filterWords, ledgerOut, planTitles, seenOut } from './ledger.files';
import { LedgerQueries, ListQueries, oneOfIn, pagingOf, severalIn, type ListQuery } from './list.query';
import { nextThen } from './next-then';
import { SORTS } from './lists.dto';

/** Rows that a file holds at most, and items of a plan whose contents are read for one. */
const MOST_ROWS_OF_A_FILE = 10_000;
const MOST_ITEMS_OF_A_PLAN = 2_000;

/** Lists as files: what is seen on the page, by the same filters, order, sight and day; all of it, whatever the page. */
@ApiTags('lists')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 503)
@Controller()
export class ListFilesController {
  constructor(private readonly core: Core) {}

  @Get('ledger/export')
  @Does('ledger.read')
  @ApiOperation({ summary: 'The ledger as a file: all rows that match; the xlsx of one plan imports again as that plan. Its name ends in `incomplete` where records of a newer program are not in it', operationId: 'exportLedger' })
  @AnswersFile('The file, as a download', CSV, XLSX)
  @Ask.oneOf('format', ['csv', 'xlsx'], 'Kind of file; xlsx unless told')
  @Ask.several('columns', SEEN_COLUMNS, 'The list as it is seen: these columns, under a head that says the conditions and as of when. Left out: all that a plan has, and how each item stands')
  @LedgerQueries()
  async ledger(@Query() query: ListQuery, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    const format = oneOfIn(query, 'format', ['csv', 'xlsx']) ?? 'xlsx';
    const { sort, descending } = pagingOf(query, LEDGER_SORTS, 'number');
    const filter = ledgerFilter(query);
    const { asked, at, roster } = await askedBy(this.core, query, identity);
    const columns = severalIn(query, 'columns', SEEN_COLUMNS);
    const ofPlan = columns === undefined && format === 'xlsx' && filter.planId !== undefined;
    const most = ofPlan ? MOST_ITEMS_OF_A_PLAN : MOST_ROWS_OF_A_FILE;
    const { total, rows } = await ledgerPage(await this.core.reading(), asked, filter, { sort, descending, offset: 0, limit: most });
    refuseTooMany(total, most);
    const titles = await planTitles(this.core, [...rows.map((r) => r.planId), filter.planId ?? null]);
    if (columns !== undefined) {
      const then = columns.includes('nextDue') ? await nextThen(this.core, rows, asked.asOf, identity) : rows;
      const [seen, incomplete] = [then.map((r) => seenOut(r, roster, titles)), await areListsIncomplete(this.core.pool)];
      const head = { filter: filterWords(filter, roster, titles), asOf: minuteOf(at), incomplete };
      const chosen = SEEN_COLUMNS.filter((c) => columns.includes(c));
      const named = await this.nameOf('台账', filter.planId === undefined ? null : (titles.get(filter.planId) ?? null), at, format);
      return format === 'csv' ? sendFile(res, CSV, named, seenCsv(seen, chosen, head)) : sendFile(res, XLSX, named, await seenXlsx(seen, chosen, head));
    }
    const out = rows.map((r) => ledgerOut(r, roster, titles));
    const name = await this.nameOf('台账', filter.planId === undefined ? null : (titles.get(filter.planId) ?? null), at, format);
    if (format === 'csv') return sendFile(res, CSV, name, ledgerCsv(out));
    const plan = filter.planId === undefined || rows.length === 0 ? null : (await this.core.plans.load(filter.planId)).state;
    return sendFile(res, XLSX, name, plan === null ? await ledgerXlsx(out) : await planLedgerXlsx(plan.plan, await draftItems(this.core, rows, roster, asked.asOf), out));
  }

  @Get('todo/export')
  @Does('todo.read')
  @ApiOperation({ summary: 'To do (待办) as csv: all rows that match; its name ends in `incomplete` where records of a newer program are not in it', operationId: 'exportTodo' })
  @AnswersFile('The file, as a download', CSV)
  @Ask.flag('mine', 'Only what falls to me in person or to nobody yet')
  @Ask.several('kind', null, 'Kinds of duty')
  @Ask.oneOf('subject', SUBJECTS, 'Of items alone, or in proceedings alone')
  @ListQueries(SORTS.duties)
  todo(@Query() query: ListQuery, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    return this.duties(query, identity, res, '待办', () => todoOf(query, identity));
  }

  @Get('overdue/export')
  @Does('ledger.read')
  @ApiOperation({ summary: 'What is past its day as csv: all rows that match; its name ends in `incomplete` where records of a newer program are not in it', operationId: 'exportOverdue' })
  @AnswersFile('The file, as a download', CSV)
  @Ask.id('unitId', 'The unit that owes it')
  @Ask.several('kind', null, 'Kinds of duty')
  @Ask.oneOf('subject', SUBJECTS, 'Of items alone, or in proceedings alone')
  @ListQueries(SORTS.duties)
  overdue(@Query() query: ListQuery, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    return this.duties(query, identity, res, '逾期', (at) => overdueAt(query, at));
  }

  private async duties(query: ListQuery, identity: Identity, res: Response, what: string, which: (at: Instant) => DutyFilter): Promise<void> {
    const { sort, descending } = pagingOf(query, DUTY_SORTS, 'due');
    const narrowed = dutyFilter(query);
    const { asked, at, roster } = await askedBy(this.core, query, identity);
    const { total, rows } = await dutyPage(await this.core.reading(), asked, { ...narrowed, ...which(at) }, at, { sort, descending, offset: 0, limit: MOST_ROWS_OF_A_FILE });
    refuseTooMany(total, MOST_ROWS_OF_A_FILE);
    const titles = await planTitles(this.core, rows.map((r) => r.planId));
    const persons = await this.core.accounts.displayNames([...new Set(rows.flatMap((r) => r.personId ?? []))]);
    const name = await this.nameOf(what, narrowed.planId === undefined ? null : (titles.get(narrowed.planId) ?? null), at, 'csv');
    sendFile(res, CSV, name, dutyCsv(rows.map((r) => dutyOut(r, roster, titles, persons))));
  }

  /** 台账-某市2026年工作要点-2026-03-31.xlsx */
  private async nameOf(what: string, plan: string | null, at: Instant, format: string): Promise<string> {
    const parts = [what, ...(plan === null ? [] : [[...plan.replace(/[\\/:*?"<>|\p{Cc}]/gu, '')].slice(0, 60).join('')]), dayOf(at), ...((await areListsIncomplete(this.core.pool)) ? ['incomplete'] : [])];
    return `${parts.join('-')}.${format}`;
  }
}

function refuseTooMany(total: number, most: number): void {
  if (total > most) throw problem(400, 'malformed', `共 ${total} 行，超过一个文件的 ${most} 行：请缩小范围`, `${total} rows are more than the ${most} of a file: narrow it down`);
}
