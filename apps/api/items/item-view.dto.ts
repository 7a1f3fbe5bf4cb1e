import { ApiSchema } from '@nestjs/swagger';
import { TO_QUANTIFY } from '#libs/supervision/item/item.quantified';
import type { TargetReckoning } from '#libs/supervision/plan/draft';
import { ASSIGNMENT_ROLES, ITEM_STATUSES, LIGHTS, RECKONED, RECKONINGS, RECURRENCES, Shown } from '../core/shown';
import { CarriedFromBody, GoesOnInBody, ItemNamedBody, OriginBody, TargetRefBody } from './item-origin.dto';
import { PaperViewBody, RequestBody } from './item-request.dto';
import { QualityFlagBody, StepViewBody } from './item-step.dto';

const DUTY_KINDS = ['deliver', 'receive', 'quantify', 'approve', 'verify', 'rule', 'sign', 'answer', 'settleOutcome', 'reviewSuspension', 'closeYear'] as const;

export class PlaceBody {
  @Shown.number() fromLine!: number;
  @Shown.number() toLine!: number;
  @Shown.text({ optional: true }) section?: string;
  @Shown.number({ optional: true, description: 'Of a pdf, from 1: where it begins' }) page?: number;
  @Shown.number({ optional: true, description: 'Of a docx or pdf, outside of tables, from 1' }) paragraph?: number;
  @Shown.number({ optional: true, description: 'Of a docx or pdf, from 1' }) table?: number;
  @Shown.number({ optional: true, description: 'Of that table or sheet, from 1' }) row?: number;
  @Shown.text({ optional: true, description: 'Of a workbook' }) sheet?: string;
}

export class PeriodOfEntryBody {
  @Shown.text({ example: '2026-Q2' }) name!: string;
  @Shown.day() from!: string;
  @Shown.day() to!: string;
}

export class EntryBody {
  @Shown.text({ example: 'step:a1-1/1/T-3', description: 'Unique in the item for ever' }) key!: string;
  @Shown.moment() at!: string;
  @Shown.oneOf(['markDueSoon', 'markOverdue', 'markRed', 'remind', 'draftPaper', 'escalate', 'openPeriod', 'resolveGroup', 'endMembership', 'joinGroup']) act!: string;
  @Shown.text() duty!: string;
  @Shown.oneOf([...DUTY_KINDS, 'period']) kind!: string;
  @Shown.number() arming!: number;
  @Shown.text() rung!: string;
  @Shown.day({ nullable: true }) day!: string | null;
  @Shown.text({ nullable: true }) assignmentId!: string | null;
  @Shown.text({ nullable: true }) stepId!: string | null;
  @Shown.oneOf(['bluePaper', 'yellowPaper', 'redPaper', 'admonition'], { optional: true }) paper?: string;
  @Shown.number({ optional: true, description: 'Stop of the escalation path, from 0' }) stop?: number;
  @Shown.a(() => PeriodOfEntryBody, { optional: true }) period?: PeriodOfEntryBody;
}

export class LastReportBody {
  @Shown.moment() at!: string;
  @Shown.text({ description: 'What was done; where there was no progress, why' }) text!: string;
  @Shown.number({ nullable: true }) percent!: number | null;
  @Shown.flag() noProgress!: boolean;
  @Shown.several(() => QualityFlagBody, { description: 'What the rules found wanting in it; flags never block' }) flags!: QualityFlagBody[];
}

export class AssignmentViewBody {
  @Shown.text() id!: string;
  @Shown.text() unitId!: string;
  @Shown.oneOf(ASSIGNMENT_ROLES) role!: string;
  @Shown.flag() coordinator!: boolean;
  @Shown.text({ nullable: true, description: 'The living group by which it came to the item' }) groupId!: string | null;
  @Shown.oneOf(['awaitingReceipt', 'inProgress', 'submitted', 'completed', 'declined', 'transferred', 'dropped']) status!: string;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.flag() late!: boolean;
  @Shown.flag() paused!: boolean;
  @Shown.moment({ nullable: true }) receivedAt!: string | null;
  @Shown.flag({ description: 'Recorded by the office (代录)' }) receivedOnBehalf!: boolean;
  @Shown.text({ nullable: true }) responsiblePersonId!: string | null;
  @Shown.a(() => LastReportBody, { nullable: true }) lastReport!: LastReportBody | null;
}

export class UpperTargetBody {
  @Shown.text({ description: 'Of the upper item' }) targetId!: string;
  @Shown.number({ description: 'What it asks for, as it was taken up' }) value!: number;
}

export class TargetViewBody {
  @Shown.text() id!: string;
  @Shown.text() metric!: string;
  @Shown.oneOf(['>=', '>', '=', '<', '<=', '~']) comparison!: string;
  @Shown.number() value!: number;
  @Shown.text() unit!: string;
  @Shown.text() text!: string;
  @Shown.oneOf(RECKONINGS, { optional: true, description: RECKONED }) reckoning?: TargetReckoning;
  @Shown.a(() => UpperTargetBody, { optional: true, description: 'The figure of the upper item towards which it counts' }) upper?: UpperTargetBody;
  @Shown.number({ nullable: true }) reached!: number | null;
  @Shown.flag() met!: boolean;
  @Shown.text({ nullable: true, description: 'The reason, where it was waived' }) waived!: string | null;
  @Shown.several(() => TargetRefBody, { optional: true, description: 'Figures of items that were split or merged into this one: what counts towards them counts towards it' }) continues?: TargetRefBody[];
}

export class OwedByBody {
  @Shown.text() unitId!: string;
  @Shown.oneOf(['assignee', 'office', 'verifier']) post!: string;
  @Shown.text({ nullable: true }) personId!: string | null;
}

export class DutyBody {
  @Shown.text({ example: 'step:a1-1' }) id!: string;
  @Shown.oneOf(DUTY_KINDS) kind!: string;
  @Shown.number() arming!: number;
  @Shown.a(() => OwedByBody) owedBy!: OwedByBody;
  @Shown.moment() since!: string;
  @Shown.day({ nullable: true, description: 'Last day, inclusive' }) day!: string | null;
  @Shown.text({ nullable: true }) assignmentId!: string | null;
  @Shown.text({ nullable: true }) stepId!: string | null;
  @Shown.oneOf(['decline', 'extension', 'reason'], { nullable: true, description: 'What keeps the ladder still' }) resting!: string | null;
  @Shown.moment({ nullable: true }) restUntil!: string | null;
}

export class OpenGroupBody {
  @Shown.text() name!: string;
  @Shown.oneOf(ASSIGNMENT_ROLES) role!: string;
}

export class NamedGroupBody {
  @Shown.text() groupId!: string;
  @Shown.text() name!: string;
  @Shown.oneOf(ASSIGNMENT_ROLES) role!: string;
  @Shown.texts({ description: 'Units that the item has beside the group' }) except!: string[];
  @Shown.moment() namedAt!: string;
}

export class CarriedToBody {
  @Shown.text() planId!: string;
  @Shown.text({ nullable: true, description: 'Null where that plan was a draft' }) itemId!: string | null;
}

export class ClosedBody {
  @Shown.oneOf(['completed', 'withdrawn', 'dropped', 'closedUnfulfilled', 'carriedOver']) how!: string;
  @Shown.moment() at!: string;
  @Shown.text({ nullable: true }) reason!: string | null;
  @Shown.a(() => CarriedToBody, { optional: true, description: 'Where it goes on, carried over' }) carriedTo?: CarriedToBody;
  @Shown.text({ optional: true, description: 'The act on the whole plan that ended it (撤回)' }) basis?: string;
  @Shown.a(() => GoesOnInBody, { optional: true, description: 'Into what it was split or merged (调整通知)' }) goesOnIn?: GoesOnInBody;
}

export class UpperItemBody {
  @Shown.text() planId!: string;
  @Shown.text() itemId!: string;
  @Shown.day({ nullable: true, description: 'Its deadline as it was taken up' }) deadline!: string | null;
}

/** An item as its readers see it. */
@ApiSchema({ description: 'An item as its readers see it' })
export class ItemViewBody {
  @Shown.text() id!: string;
  @Shown.text() planId!: string;
  @Shown.text({ nullable: true, description: '文号' }) planNumber!: string | null;
  @Shown.text({ description: 'As written; empty for a duty of the plan itself' }) number!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true }) category!: string | null;
  @Shown.text() content!: string;
  @Shown.text({ description: 'The paper’s own words' }) quote!: string;
  @Shown.a(() => PlaceBody, { nullable: true }) place!: PlaceBody | null;
  @Shown.oneOf(ITEM_STATUSES) status!: string;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.flag({ description: 'Was late, and the lateness was not overturned' }) late!: boolean;
  @Shown.flag() paused!: boolean;
  @Shown.flag({ description: '待量化: figures or a day are still to be given' }) awaitingQuantification!: boolean;
  @Shown.someOf(TO_QUANTIFY, { description: 'What is still to be given' }) stillToQuantify!: string[];
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.day({ nullable: true, description: 'Visible for ever' }) firstDeadline!: string | null;
  @Shown.a(() => CarriedFromBody, { nullable: true, description: 'Where it goes on from: an earlier plan, or before a split or merge; of several items the first, `origins` has them all' }) carriedFrom!: CarriedFromBody | null;
  @Shown.several(() => OriginBody, { description: 'All items that it came from or took in, with theirs, the oldest first' }) origins!: OriginBody[];
  @Shown.several(() => ItemNamedBody, { description: 'What was split off it while it went on' }) splitOff!: ItemNamedBody[];
  @Shown.a(() => UpperItemBody, { nullable: true, description: 'The item of a higher plan that it takes up (承接)' }) upper!: UpperItemBody | null;
  @Shown.text({ nullable: true }) deadlineText!: string | null;
  @Shown.oneOf(RECURRENCES, { nullable: true }) recurrence!: string | null;
  @Shown.text({ nullable: true, description: 'Template of its recurring duty' }) dutyTemplate!: string | null;
  @Shown.number({ description: 'Material version: the ETag' }) version!: number;
  @Shown.moment({ description: 'What was due by then has been acted on' }) actedUpTo!: string;
  @Shown.text() officeUnitId!: string;
  @Shown.text({ nullable: true }) supervisingUnitId!: string | null;
  @Shown.several(() => TargetViewBody) targets!: TargetViewBody[];
  @Shown.several(() => AssignmentViewBody) assignments!: AssignmentViewBody[];
  @Shown.several(() => StepViewBody) steps!: StepViewBody[];
  @Shown.several(() => RequestBody) requests!: RequestBody[];
  @Shown.several(() => PaperViewBody) papers!: PaperViewBody[];
  @Shown.several(() => OpenGroupBody, { description: 'Groups that have no roster yet' }) openGroups!: OpenGroupBody[];
  @Shown.several(() => NamedGroupBody, { description: 'Living groups that it names: who joins gets its duties from then on' }) groups!: NamedGroupBody[];
  @Shown.several(() => DutyBody, { description: 'Whatever somebody owes by a moment' }) duties!: DutyBody[];
  @Shown.a(() => EntryBody, { nullable: true }) next!: EntryBody | null;
  @Shown.a(() => ClosedBody, { nullable: true }) closed!: ClosedBody | null;
}

class LowerItemsBody {
  @Shown.number({ description: 'Items of lower plans, at whatever level, that take it up (承接)' }) items!: number;
  @Shown.oneOf(LIGHTS, { nullable: true, description: 'The worst of their lights; null where nothing takes it up' }) worstLight!: string | null;
  @Shown.byKey({ description: 'How many of them show each light' }) lights!: object;
  @Shown.flag({ description: 'Counted from the read models, some of which wait for a newer program (统计不完整)' }) incomplete!: boolean;
}

/** The page of one item: what it is, and how what takes it up below stands. */
@ApiSchema({ description: 'The item, and how the items of lower plans that take it up stand' })
export class ItemPageBody extends ItemViewBody {
  @Shown.a(() => LowerItemsBody) lower!: LowerItemsBody;
}
