import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Recurrence } from '#libs/supervision/plan/draft';
import { changeInBulk, previewInBulk, undoDraftChange, type BulkChange, type ItemsMeant, type LeftOut, type NamedRole } from '#libs/supervision/plan/draft.bulk';
import { dayOf } from '#libs/supervision/time/day';
import { Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { AnswersOneOf } from '../core/one-of';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { BulkChangePreviewBody, ChangeItemsBody, type BulkChangeDto } from './draft-bulk.dto';
import { OnPlan, PlanDesk } from './plan.desk';
import { PlanAnswer } from './plan-view.dto';

const WHY: Readonly<Record<LeftOut['why'], { zh: string; en: string }>> = {
  'is-so': { zh: '已经如此，无需修改', en: 'It is so already' },
  'unit-not-named': { zh: '该项没有列出这个单位', en: 'It does not name the unit' },
  'carried-over': { zh: '由上年结转，只能在本计划督办，不能删去', en: 'It was carried over from an earlier plan, and is supervised here or nowhere' },
};

function missing(field: string, kind: string): never {
  throw problem(400, 'malformed', `请填写 ${field}`, `Give ${field}`, { fields: [{ field, zh: `“${kind}”须填写此项`, en: `“${kind}” takes it` }] });
}

/** The change with what its kind takes. @throws ProblemError naming what is missing */
function changeOf({ kind, category, deadline, recurrence, unit, by, role, before }: BulkChangeDto): BulkChange {
  const needed = (value: string | null | undefined, field: string): string => value ?? missing(`change.${field}`, kind);
  switch (kind) {
    case 'drop': return { kind };
    case 'withoutSteps': return { kind, before: before ?? null };
    case 'category': return { kind, category: category ?? null };
    case 'deadline': return { kind, deadline: deadline ?? null };
    case 'recurrence': return { kind, recurrence: (recurrence ?? null) as Recurrence | null };
    case 'removeUnit': return { kind, unit: needed(unit, 'unit') };
    case 'replaceUnit': return { kind, unit: needed(unit, 'unit'), by: needed(by, 'by') };
    case 'addUnit':
    case 'role': return { kind, unit: needed(unit, 'unit'), role: needed(role, 'role') as NamedRole };
  }
}

/** @throws ProblemError where neither keys nor a filter are given, or both */
function meantBy({ itemKeys, filter }: ChangeItemsBody): ItemsMeant {
  if (itemKeys && !filter) return { itemKeys };
  if (!filter || itemKeys) throw problem(400, 'malformed', '请给出 itemKeys 或 filter 之一', 'Give either itemKeys or filter', { fields: [{ field: 'itemKeys', zh: '与 filter 二者取一', en: 'One of it and filter' }] });
  const { category, withoutCategory, unit, question, words } = filter;
  return { filter: { ...(withoutCategory ? { category: null } : category ? { category } : {}), ...(unit ? { unit } : {}), ...(question ? { question } : {}), ...(words ? { words } : {}) } };
}

/** Items of a draft changed in bulk, and the newest change taken back. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans/:planId')
export class DraftBulkController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  @Post('change-items')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Change many items of the draft by one change, all or none; with a preview of each', operationId: 'changeDraftItems' })
  @AnswersOneOf('The plan; with preview what the change would do', [PlanAnswer, BulkChangePreviewBody])
  @OnPlan
  async change(@Param('planId') planId: string, @Body() body: ChangeItemsBody, @SentBy() sent: Sent): Promise<unknown> {
    const [meant, change] = [meantBy(body), changeOf(body.change)];
    const ground = await this.desk.changeGround(planId);
    const today = dayOf(this.core.clock.now());
    const seen = body.draftVersion ?? undefined;
    if (body.preview) {
      const plan = await this.desk.load(planId);
      allow(sent.identity, 'plan.change', { planId, officeUnitId: plan.officeUnitId });
      const shown = previewInBulk(plan, meant, change, today, ground);
      if ('rejected' in shown) throw rejected(shown.rejected);
      return { ...shown, leftOut: shown.leftOut.map((each) => ({ ...each, ...WHY[each.why] })) };
    }
    return this.desk.decide(planId, 'plan.change', sent, { meant, change, seen: seen ?? null }, (plan) => changeInBulk(plan, meant, change, today, ground, seen));
  }

  @Post('undo-change')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Take back the newest change of the draft’s items, single or in bulk: previous values, questions and answers come back', operationId: 'undoDraftChange' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @OnPlan
  undo(@Param('planId') planId: string, @SentBy() sent: Sent): Promise<unknown> {
    return this.desk.decide(planId, 'plan.change', sent, { act: 'undo-change' }, undoDraftChange);
  }
}
