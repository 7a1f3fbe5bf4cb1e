import { createHash } from 'node:crypto';
import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { MOST_LISTED, ReformUnitLists, type ListEntry, type Looked } from '#libs/commands/reform-unit-list';
import { reformUnitsCsv, reformUnitsXlsx } from '#libs/documents/lists/reform-unit.export';
import { readReformUnitList } from '#libs/documents/lists/reform-unit.list';
import type { RowProblem } from '#libs/documents/lists/reform-unit.row';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import { proceedingSight, readScope } from '#libs/identity/reading';
import { proceedingPage } from '#libs/projections/queries/proceeding.query';
import { areListsIncomplete } from '#libs/projections/read-models-health';
import { REFORM_UNIT, type ReformUnitState } from '#libs/supervision/reform-unit/reform-unit';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { dayOf } from '#libs/supervision/time/day';
import { actingAs } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { AnswersFile, CSV, OCTETS, sendFile, TakesFile, XLSX } from '../core/files';
import { KEY } from '../core/headers';
import { readOwnWrites } from '../core/read-own-writes';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { fileProblem } from '../problems/file.problem';
import { accepted } from '../problems/outcome';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { dayIn, oneOfIn, type ListQuery } from '../reading/list.query';
import { PlanFrame } from './plan.frame';
import { readableProceeding } from './proceeding.desk';
import { entryOf, knownRows, outOf, type KnownRow } from './reform-unit.rows';
import * as dto from './reform-unit-list.dto';

/** Rows that a file holds at most. */
const MOST_ROWS_OF_A_FILE = 10_000;
const PAGE = 500;

/** Lists of reform units (名单) in and out: what is given out is read back as the same list. */
@ApiTags('reform units')
@ApiBearerAuth()
@ApiProblems()
@Controller('reform-units')
export class ReformUnitListsController {
  private readonly lists: ReformUnitLists;

  constructor(
    private readonly core: Core,
    private readonly frame: PlanFrame,
  ) {
    this.lists = new ReformUnitLists(core, core.proceedings);
  }

  @Post('import')
  @HttpCode(200)
  @Does('reformUnit.keep')
  @ApiOperation({ summary: 'Read a list (csv, xlsx) onto the roster, whole or not at all: who is new is listed, who has left leaves with the reason; with preview only show what it holds', operationId: 'importReformUnits' })
  @TakesFile('The list (csv, xlsx): its bytes, as they are', OCTETS)
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: dto.ReformUnitImportBody })
  async import(@Query() query: dto.ImportReformUnitsQuery, @Req() request: Request, @SentBy() sent: Sent): Promise<dto.ReformUnitImportBody> {
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes)) throw problem(400, 'malformed', '请以 application/octet-stream 发送文件内容', 'Send the file’s bytes as application/octet-stream');
    const { identity, sender } = sent;
    const of = await this.frame.ofPlanOrOffice({ planId: query.planId ?? null }, identity);
    const stands = { officeUnitId: of.officeUnitId, ...(of.planId === null ? {} : { planId: of.planId }) };
    allow(identity, 'reformUnit.keep', stands);
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    const read = await readReformUnitList(bytes, roster, dayOf(this.core.clock.now()), MOST_LISTED, (file, mostRows) => this.core.documents.read<'list'>({ kind: 'list', bytes: file, mostRows }));
    if (!read.ok) throw fileProblem(read);
    const rows = await knownRows(this.core.accounts, read.rows);
    const entries = rows.map((row) => entryOf(row, of));
    if (query.preview === 'true') return { preview: true, ...told(rows, await this.lookedAt(rows, entries)), unknownColumns: read.unknownColumns, position: null };
    const wrong = rows.flatMap((row) => row.problems.map((p) => ({ field: `line ${row.line} ${p.column}`, zh: `第 ${row.line} 行：${p.zh}`, en: `line ${row.line}: ${p.en}` })));
    if (wrong.length > 0) throw rejected({ code: 'roster-list-invalid', fields: wrong });
    const looked = await this.lists.look(entries);
    const body = { list: createHash('sha256').update(bytes).digest('hex'), planId: of.planId, officeUnitId: of.officeUnitId };
    const { cursor } = accepted(await this.lists.takeOver(body, entries, actingAs(identity, 'reformUnit.keep', stands), sender));
    return { preview: false, ...told(rows, looked), unknownColumns: read.unknownColumns, position: encodeToken(cursor) };
  }

  @Get('export')
  @Does('proceeding.read')
  @ApiOperation({ summary: 'The roster as a file that can be read in again: who is on it and who left, when and why; with `on` who was on it that day. Its name ends in `incomplete` where records of a newer program are not in it', operationId: 'exportReformUnits' })
  @AnswersFile('The file, as a download', CSV, XLSX)
  @Ask.oneOf('format', ['csv', 'xlsx'], 'Kind of file; xlsx unless told')
  @Ask.id('planId', 'The plan that they belong to')
  @Ask.day('on', 'Who was on it on that day')
  @Ask.after()
  async export(@Query() query: ListQuery, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    const format = oneOfIn(query, 'format', ['csv', 'xlsx'] as const) ?? 'xlsx';
    await readOwnWrites(this.core, query['after']);
    const states = await this.found(identity, { planId: query['planId'], on: dayIn(query, 'on') });
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    const persons = await this.core.accounts.displayNames([...new Set(states.flatMap((s) => Object.values(s.links).flatMap((l) => l.personId ?? [])))]);
    const out = states.map((state) => outOf(state, roster, persons)).sort((a, b) => (a.since === b.since ? (a.particulars.name < b.particulars.name ? -1 : 1) : a.since < b.since ? -1 : 1));
    const name = ['重点改革单位', query['on'] ?? dayOf(this.core.clock.now()), ...((await areListsIncomplete(this.core.pool)) ? ['incomplete'] : [])].join('-');
    if (format === 'csv') return sendFile(res, CSV, `${name}.csv`, reformUnitsCsv(out));
    return sendFile(res, XLSX, `${name}.xlsx`, await reformUnitsXlsx(out));
  }

  /** Reform units that the caller reads whole. */
  private async found(identity: Identity, filter: { planId: string | undefined; on: string | undefined }): Promise<ReformUnitState[]> {
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    const asked = { scope: readScope(identity, roster), today: dayOf(this.core.clock.now()), asOf: null };
    const found: ReformUnitState[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const { total, rows } = await proceedingPage(await this.core.reading(), asked, { kind: REFORM_UNIT.name, ...filter }, { sort: 'opened', descending: false, offset, limit: PAGE });
      if (total > MOST_ROWS_OF_A_FILE) throw problem(400, 'malformed', `共 ${total} 行，超过一个文件的 ${MOST_ROWS_OF_A_FILE} 行：请缩小范围`, `${total} rows are more than the ${MOST_ROWS_OF_A_FILE} of a file: narrow it down`);
      const states = await Promise.all(rows.map(async (row) => (await this.core.proceedings.of(REFORM_UNIT).load(row.id)).state));
      found.push(...states.filter((s) => s !== null).filter((s) => proceedingSight(identity, readableProceeding(REFORM_UNIT, s, roster), roster)?.kind === 'all'));
      if (rows.length < PAGE) return found;
    }
  }

  private async lookedAt(rows: KnownRow[], entries: ListEntry[]): Promise<Looked[]> {
    const looked = await this.lists.look(entries);
    for (const [i, one] of looked.entries()) if ('problem' in one) rows[i]!.problems.push({ column: 'name', ...one.problem } satisfies RowProblem);
    return looked;
  }
}

/** What came of the rows, or would. */
function told(rows: readonly KnownRow[], looked: readonly Looked[]): Pick<dto.ReformUnitImportBody, 'listed' | 'left' | 'same' | 'rows'> {
  const acts = looked.map((l, i) => ('problem' in l || rows[i]!.problems.length > 0 ? null : l.act));
  const count = (act: string): number => acts.filter((a) => a === act).length;
  const shown = rows.map(({ line, particulars, since, ownPlan, links, left, problems }, i) => {
    const contactUnitIds = links.filter((l) => l.kind === 'contactUnit').map((l) => l.unitId);
    const instructors = links.flatMap((l) => (l.person === null ? [] : [{ unitId: l.unitId, personId: l.personId, name: l.person }]));
    return { line, name: particulars.name, since, particulars, ownPlan, contactUnitIds, instructors, until: left?.until ?? null, leftReason: left?.reason ?? null, gap: left === null && links.length === 0, act: acts[i]!, problems };
  });
  return { listed: count('list'), left: count('leave'), same: count('same'), rows: shown };
}
