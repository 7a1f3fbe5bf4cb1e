import { createHash } from 'node:crypto';
import { Body, Controller, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { MOST_LISTED, ReformUnitCommands, type Listing } from '#libs/commands/reform-unit-commands';
import { readReformUnitList, type ReformUnitRow } from '#libs/documents/lists/reform-unit.list';
import { encodeToken } from '#libs/event-store/cursor';
import { REFORM_UNIT, type ReformUnitState } from '#libs/supervision/reform-unit/reform-unit';
import type { Particulars } from '#libs/supervision/reform-unit/reform-unit.events';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { dayOf } from '#libs/supervision/time/day';
import { actingAs } from '../auth/acting';
import { Does } from '../auth/identity.decorators';
import { knownPersons, staffNamed, staffOf } from '../auth/known-persons';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { OCTETS, TakesFile } from '../core/files';
import { KEY } from '../core/headers';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { fileProblem } from '../problems/file.problem';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { PlanFrame, type FreeFrame } from './plan.frame';
import { ProceedingDesk, type RelationOf } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';
import * as dto from './reform-unit.dto';

/**
 * Reform units (重点改革单位): their roster, who is linked to them, and visits. Read as proceedings of kind `reform-unit`: `on` gives the
 * roster of a day, `status=unlinked` the gaps, counts go by `fact.batch`, `fact.ownership`, `fact.level`; visits due are duties.
 */
@ApiTags('reform units')
@ApiBearerAuth()
@ApiProblems()
@Controller('reform-units')
export class ReformUnitsController {
  private readonly commands: ReformUnitCommands;

  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
  ) {
    this.commands = new ReformUnitCommands(core, core.proceedings);
  }

  @ProceedingRoute({ path: '', operationId: 'listReformUnit', act: 'reformUnit.keep', summary: 'Put a reform unit on the roster (列入名单)' }, dto.ListReformUnitBody)
  async list(@Body() body: dto.ListReformUnitBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.ofPlanOrOffice(body, sent.identity);
    await staffNamed(this.core.accounts, body.links.map((l, i) => ({ unitId: l.unitId, personId: l.personId ?? null, field: `links[${i}].personId` })));
    const links = body.links.map((l) => ({ ...l, personId: l.personId ?? null }));
    const ownPlan = body.ownPlan ? { title: body.ownPlan.title, planId: body.ownPlan.planId ?? null, evidenceId: body.ownPlan.evidenceId ?? null } : null;
    const listing = listingOf(particularsOf(body.name, body.particulars ?? {}), body.since, ownPlan, links, of);
    return this.desk.openBy(REFORM_UNIT, 'reformUnit.keep', of, sent, res, (actor) => this.commands.list([listing], actor, sent.sender));
  }

  @Post('import')
  @HttpCode(200)
  @Does('reformUnit.keep')
  @ApiOperation({ summary: 'Read a list (csv, xlsx) onto the roster, whole or not at all; with preview only show what it holds', operationId: 'importReformUnits' })
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
    const { rows, unknownColumns } = read;
    const preview = query.preview === 'true';
    if (preview) for (const row of rows) await this.noteIfListed(row, of.officeUnitId);
    const wrong = rows.flatMap((row) => row.problems.map((p) => ({ field: `line ${row.line} ${p.column}`, zh: `第 ${row.line} 行：${p.zh}`, en: `line ${row.line}: ${p.en}` })));
    if (!preview && wrong.length > 0) throw rejected({ code: 'roster-list-invalid', fields: wrong });
    const shown = rows.map((row) => ({ line: row.line, name: row.particulars.name, since: row.since, particulars: row.particulars, ownPlan: row.ownPlan, contactUnitIds: row.contactUnitIds, gap: row.contactUnitIds.length === 0, problems: row.problems }));
    const sound = rows.filter((row) => row.problems.length === 0).length;
    if (preview) return { preview, listed: sound, rows: shown, unknownColumns, position: null };
    const listings = rows.map((row) => listingOf(row.particulars, row.since, row.ownPlan === null ? null : { title: row.ownPlan, planId: null, evidenceId: null }, row.contactUnitIds.map((unitId) => ({ kind: 'contactUnit' as const, unitId, personId: null, since: row.since })), of));
    const { cursor } = accepted(await this.commands.list(listings, actingAs(identity, 'reformUnit.keep', stands), sender));
    return { preview, listed: rows.length, rows: shown, unknownColumns, position: encodeToken(cursor) };
  }

  @ProceedingRoute({ path: ':id/change', operationId: 'changeReformUnit', act: 'reformUnit.keep', summary: 'Change what the roster says of it' }, dto.ChangeReformUnitBody)
  change(@Param('id') id: string, @Body() body: dto.ChangeReformUnitBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { reason, ...particulars } = body;
    return this.desk.run(REFORM_UNIT, id, { type: 'change', particulars: saidOf(particulars), reason }, 'reformUnit.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/own-plan', operationId: 'setOwnPlan', act: 'reformUnit.keep', summary: 'Name its own plan (一企一策)' }, dto.OwnPlanBody)
  ownPlan(@Param('id') id: string, @Body() body: dto.OwnPlanBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const ownPlan = { title: body.title, planId: body.planId ?? null, evidenceId: body.evidenceId ?? null };
    return this.desk.run(REFORM_UNIT, id, { type: 'setOwnPlan', ownPlan }, 'reformUnit.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/links', operationId: 'linkReformUnit', act: 'reformUnit.keep', summary: 'Link a contact unit (挂钩联系单位) or an instructor (改革指导员) to it' }, dto.LinkBody)
  async link(@Param('id') id: string, @Body() body: dto.LinkBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    if (body.personId != null) await staffOf(this.core.accounts, body.personId, body.unitId, 'personId');
    return this.desk.run(REFORM_UNIT, id, { type: 'link', ...body, personId: body.personId ?? null }, 'reformUnit.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/links/:linkId/end', operationId: 'endLink', act: 'reformUnit.keep', summary: 'End a link, with the reason' }, dto.EndBody)
  unlink(@Param('id') id: string, @Param('linkId') linkId: string, @Body() body: dto.EndBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(REFORM_UNIT, id, { type: 'unlink', linkId, ...body }, 'reformUnit.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/links/:linkId/visits', operationId: 'recordVisit', act: 'reformUnit.visit', summary: 'Record a visit (走访) and what it brings back; difficulties are raised with it' }, dto.VisitBody)
  async visit(@Param('id') id: string, @Param('linkId') linkId: string, @Body() body: dto.VisitBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    await knownPersons(this.core.accounts, body.personIds, 'personIds');
    const { day, personIds, findings } = body;
    const broughtUp = body.difficulties.map((d) => ({ title: d.title, text: d.text, category: d.category ?? null }));
    const relation: RelationOf<ReformUnitState> = (state) => ({ unitId: (Object.hasOwn(state.links, linkId) ? state.links[linkId]?.unitId : undefined) ?? '', ...(body.onBehalf ? { onBehalf: true } : {}) });
    const newId = (i: number): string => createHash('sha256').update(`${sent.sender.scope}\u0000${sent.sender.commandId}\u0000${i}`).digest('hex').slice(0, 12);
    const command = { type: 'recordVisit' as const, linkId, day, personIds, findings, evidenceIds: body.evidenceIds ?? [] };
    return this.desk.runBy(REFORM_UNIT, id, 'reformUnit.visit', sent, res, async (actor) => this.commands.recordVisit(id, { ...command, ...(await this.desk.told(body.onBehalf, sent)) }, broughtUp, newId, actor, sent.sender, sent.ifMatch), relation);
  }

  @ProceedingRoute({ path: ':id/remove', operationId: 'removeReformUnit', act: 'reformUnit.keep', summary: 'Take it off the roster, with the reason (退出名单)' }, dto.EndBody)
  remove(@Param('id') id: string, @Body() body: dto.EndBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(REFORM_UNIT, id, { type: 'remove', ...body }, 'reformUnit.keep', sent, res);
  }

  private async noteIfListed(row: ReformUnitRow, officeUnitId: string): Promise<void> {
    const { listed } = await this.commands.find(officeUnitId, row.particulars.name);
    if (listed) row.problems.push({ column: 'name', zh: '已在名单中', en: 'is on the roster already' });
  }
}

type Said = Partial<Record<keyof Omit<Particulars, 'name'>, string | null>>;

function particularsOf(name: string, said: Said): Particulars {
  return { name, ...saidOf(said) };
}

function saidOf(said: Said): Omit<Particulars, 'name'> {
  const { ownership = null, trade = null, size = null, region = null, batch = null, level = null, unitId = null } = said;
  return { unitType: (said.unitType as Particulars['unitType'] | null | undefined) ?? 'enterprise', ownership, trade, size, region, batch, level, unitId };
}

function listingOf(particulars: Particulars, since: string, ownPlan: Listing['data']['ownPlan'], links: Listing['links'], of: FreeFrame): Listing {
  return { type: 'list', data: { title: particulars.name, particulars, since, ownPlan, ...of }, links };
}
