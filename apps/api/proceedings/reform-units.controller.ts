import { Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ReformUnitCommands } from '#libs/commands/reform-unit-commands';
import { ReformUnitLists } from '#libs/commands/reform-unit-list';
import { REFORM_UNIT, type ReformUnitState } from '#libs/supervision/reform-unit/reform-unit';
import type { Particulars } from '#libs/supervision/reform-unit/reform-unit.events';
import { knownPersons, staffNamed, staffOf } from '../auth/known-persons';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { PlanFrame } from './plan.frame';
import { ProceedingDesk, type RelationOf } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';
import { listingOf } from './reform-unit.rows';
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
  private readonly lists: ReformUnitLists;

  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
  ) {
    this.commands = new ReformUnitCommands(core, core.proceedings);
    this.lists = new ReformUnitLists(core, core.proceedings);
  }

  @ProceedingRoute({ path: '', operationId: 'listReformUnit', act: 'reformUnit.keep', summary: 'Put a reform unit on the roster (列入名单)' }, dto.ListReformUnitBody)
  async list(@Body() body: dto.ListReformUnitBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.ofPlanOrOffice(body, sent.identity);
    await staffNamed(this.core, sent.sender, body.links.map((l, i) => ({ unitId: l.unitId, personId: l.personId ?? null, field: `links[${i}].personId` })));
    const links = body.links.map((l) => ({ ...l, personId: l.personId ?? null }));
    const ownPlan = body.ownPlan ? { title: body.ownPlan.title, planId: body.ownPlan.planId ?? null, evidenceId: body.ownPlan.evidenceId ?? null } : null;
    const listing = listingOf(particularsOf(body.name, body.particulars ?? {}), body.since, ownPlan, links, of);
    return this.desk.openBy(REFORM_UNIT, 'reformUnit.keep', of, sent, res, (actor) => this.lists.list(listing, actor, sent.sender));
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
    if (body.personId != null) await staffOf(this.core, sent.sender, body.personId, body.unitId, 'personId');
    return this.desk.run(REFORM_UNIT, id, { type: 'link', ...body, personId: body.personId ?? null }, 'reformUnit.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/links/:linkId/end', operationId: 'endLink', act: 'reformUnit.keep', summary: 'End a link, with the reason' }, dto.EndBody)
  unlink(@Param('id') id: string, @Param('linkId') linkId: string, @Body() body: dto.EndBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(REFORM_UNIT, id, { type: 'unlink', linkId, ...body }, 'reformUnit.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/links/:linkId/visits', operationId: 'recordVisit', act: 'reformUnit.visit', summary: 'Record a visit (走访) and what it brings back; difficulties are raised with it' }, dto.VisitBody)
  async visit(@Param('id') id: string, @Param('linkId') linkId: string, @Body() body: dto.VisitBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    await knownPersons(this.core, sent.sender, body.personIds, 'personIds');
    const { day, personIds, findings } = body;
    const broughtUp = body.difficulties.map((d) => ({ title: d.title, text: d.text, category: d.category ?? null }));
    const relation: RelationOf<ReformUnitState> = (state) => ({ unitId: (Object.hasOwn(state.links, linkId) ? state.links[linkId]?.unitId : undefined) ?? '', ...(body.onBehalf ? { onBehalf: true } : {}) });
    const command = { type: 'recordVisit' as const, linkId, day, personIds, findings, evidenceIds: body.evidenceIds ?? [] };
    return this.desk.runBy(REFORM_UNIT, id, 'reformUnit.visit', sent, res, async (actor) => this.commands.recordVisit(id, { ...command, ...(await this.desk.told(body.onBehalf, sent)) }, broughtUp, this.desk.newIds(sent), actor, sent.sender, sent.ifMatch), relation);
  }

  @ProceedingRoute({ path: ':id/remove', operationId: 'removeReformUnit', act: 'reformUnit.keep', summary: 'Take it off the roster, with the reason (退出名单)' }, dto.EndBody)
  remove(@Param('id') id: string, @Body() body: dto.EndBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(REFORM_UNIT, id, { type: 'remove', ...body }, 'reformUnit.keep', sent, res);
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
