import { ApiSchema } from '@nestjs/swagger';
import type { WithdrawalRow } from '#libs/commands/plan-withdrawal';
import { Shown } from '../core/shown';
import { Figure, Flag, Text } from '../core/fields';
import { JobBody } from '../jobs/job.dto';
import { rejected } from '../problems/rejection.table';
import { PlanBody } from './plan-view.dto';
import { YearEndRefusalBody } from './year-end.dto';

const ENDS = ['withdrawn', 'calledOff', 'ended', 'cancelled', 'entriesDropped', 'runsOn'] as const;

/** A proposal to withdraw the plan as a whole (撤回). */
export class ProposeWithdrawalBody {
  @Text({ description: 'The decision that it rests on', example: '市委改革办〔2026〕12号' }, { min: 2, max: 500 }) basis!: string;
  @Text({ description: 'Why', example: '任务并入全市工作要点' }, { min: 2, max: 2000 }) reason!: string;
  @Flag({ description: 'True: only show what would follow, part by part' }) preview!: boolean;
}

/** The office takes its proposal back. */
export class TakeWithdrawalBackBody {
  @Figure({ description: 'Number of the open proposal' }, { whole: true, min: 1 }) number!: number;
  @Text({ description: 'Why', example: '依据有误' }, { min: 2, max: 2000 }) reason!: string;
}

/** How a leader rules on a proposal. */
export class RuleWithdrawalBody {
  @Figure({ description: 'Number of the proposal that was seen' }, { whole: true, min: 1 }) number!: number;
  @Flag({ description: 'Whether the plan is withdrawn' }) grant!: boolean;
  @Text({ description: 'Why' }, { min: 2, max: 2000 }) reason!: string;
}

class WithdrawalRowBody {
  @Shown.text({ description: 'Stream of the part', example: 'item/plan1-3' }) stream!: string;
  @Shown.text({ description: '`item`, or the kind of proceeding' }) kind!: string;
  @Shown.text() id!: string;
  @Shown.text() title!: string;
  @Shown.oneOf(ENDS, { description: 'What would become of it; `runsOn`: it is not the plan’s alone' }) ends!: string;
  @Shown.a(() => YearEndRefusalBody, { nullable: true, description: 'What keeps it from that: it runs on until then' }) refusal!: YearEndRefusalBody | null;
}

@ApiSchema({ description: 'What the withdrawal would do with each item; nothing was written' })
export class WithdrawalPreviewBody {
  @Shown.several(() => WithdrawalRowBody) rows!: WithdrawalRowBody[];
}

@ApiSchema({ description: 'The withdrawal as it now stands, and its place in the log' })
export class WithdrawalAnswer {
  @Shown.a(() => PlanBody) plan!: PlanBody;
  @Shown.a(() => JobBody, { nullable: true, description: 'The job that ends what runs, once it is granted' }) job!: JobBody | null;
  @Shown.text({ description: 'Place in the log, for `after`' }) position!: string;
  @Shown.flag() replayed!: boolean;
}

class ArchivedStreamBody {
  @Shown.text({ example: 'item/plan1-3' }) stream!: string;
  @Shown.number({ description: 'Its version when it was archived' }) version!: number;
  @Shown.text({ description: 'Hash of the event at it: it stands for all before' }) hash!: string;
}

@ApiSchema({ description: 'The archive of the plan: its streams, and whether the log still holds them as they were' })
export class ArchiveBody {
  @Shown.text() planId!: string;
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
  @Shown.text({ description: 'SHA-256 over the canonical list of streams' }) sha256!: string;
  @Shown.flag({ description: 'Every stream is in the log as it was archived' }) intact!: boolean;
  @Shown.texts({ description: 'Streams that are not' }) differing!: string[];
  @Shown.several(() => ArchivedStreamBody) streams!: ArchivedStreamBody[];
}

export function withdrawalRows(rows: readonly WithdrawalRow[]): WithdrawalPreviewBody {
  return { rows: rows.map((r) => ({ ...r, refusal: r.refusal === null ? null : { code: r.refusal.code, ...rejected(r.refusal).problem.detail } })) };
}
