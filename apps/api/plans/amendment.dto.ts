import { Day, Flag, Id, Nested, OneOf, Several, Text, Texts } from '../core/fields';
import { TargetDto } from '../items/item-command.dto';
import type { Amendment } from '#libs/supervision/plan/amendment';
import type { NewItem } from '#libs/supervision/plan/plan.new-item';

export class AddUnitDto {
  @Id({ description: 'Unit' }) unitId!: string;
  @OneOf(['lead', 'participant', 'implementer'], { description: 'Its role' }) role!: 'lead' | 'participant' | 'implementer';
}

export class AddGroupDto {
  @Id({ description: 'Living group' }) groupId!: string;
  @OneOf(['lead', 'participant', 'implementer'], { description: 'The role of its members' }) role!: 'lead' | 'participant' | 'implementer';
}

/** A step with the day that it gets. */
export class StepMoveDto {
  @Id({ description: 'Step of the item', example: 'a1-2' }) stepId!: string;
  @Day({ description: 'Its new last day' }) day!: string;
}

export class ItemChangeDto {
  @Id({ description: 'The item' }) itemId!: string;
  @Text({ description: 'New title' }, { min: 1, max: 500, nullable: true }) title?: string | null;
  @Day({ description: 'New deadline' }, { nullable: true }) deadline?: string | null;
  @Flag({ description: 'Take the deadline away' }) withoutDeadline!: boolean;
  @Several(() => TargetDto, { description: 'All targets as they are to be, in place of those it has' }, { max: 50, nullable: true }) targets?: TargetDto[] | null;
  @Text({ description: 'Template of its recurring duty, of the plan’s policy' }, { max: 60, nullable: true }) dutyTemplate?: string | null;
  @Flag({ description: 'It recurs no more' }, { optional: true }) withoutDuty?: boolean;
  @Several(() => AddUnitDto, { description: 'Units that join' }, { max: 200 }) addUnits!: AddUnitDto[];
  @Several(() => AddGroupDto, { description: 'Living groups whose members join, now and later' }, { max: 50, nullable: true }) addGroups?: AddGroupDto[] | null;
  @Texts({ description: 'Assignments that end' }) dropAssignments!: string[];
  @Several(() => StepMoveDto, { description: 'Steps that get a day of their own, as where the office takes a forecast over' }, { max: 60, nullable: true }) steps?: StepMoveDto[] | null;
  @Flag({ description: 'The item is dropped from the plan' }) drop!: boolean;
}

export class NewItemDto {
  @Text({ description: 'Number in the plan; empty for a duty without one', example: '19' }, { max: 60 }) number!: string;
  @Text({ description: 'Title', example: '新就业形态劳动者建会入会' }, { min: 1, max: 500 }) title!: string;
  @Text({ description: 'Category' }, { max: 100, nullable: true }) category?: string | null;
  @Text({ description: 'What is to be done' }) content!: string;
  @Several(() => TargetDto, { description: 'Targets' }, { max: 50 }) targets!: TargetDto[];
  @Day({ description: 'Last day, inclusive' }, { nullable: true }) deadline?: string | null;
  @OneOf(['monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing'], { description: 'How often it returns' }, { nullable: true }) recurrence?: NewItem['recurrence'];
  @Text({ description: 'Template of a recurring duty, of the plan’s policy; its cadence is then the recurrence' }, { max: 60, nullable: true }) dutyTemplate?: string | null;
  @Several(() => AddUnitDto, { description: 'Units; the first that leads coordinates' }, { max: 200 }) units!: AddUnitDto[];
  @Several(() => AddGroupDto, { description: 'Living groups whose members join, now and later' }, { max: 50, nullable: true }) groups?: AddGroupDto[] | null;
}

export class SplitDto {
  @Id({ description: 'The item that is split' }) itemId!: string;
  @Flag({ description: 'True: it goes on beside what is split off; false: it is dropped' }) keep!: boolean;
  @Several(() => NewItemDto, { description: 'What it becomes' }, { max: 50 }) into!: NewItemDto[];
}

export class MergeDto {
  @Texts({ description: 'The items that become one' }, { max: 50 }) itemIds!: string[];
  @Id({ description: 'The one of them, or another item, that goes on' }, { nullable: true }) intoItemId?: string | null;
  @Nested(() => NewItemDto, { description: 'Where no item is named: the new one' }) into?: NewItemDto | null;
}

export class AmendBody {
  @Text({ description: 'The paper that orders it (调整通知)', example: '产改办〔2026〕7号' }, { min: 2, max: 500 }) basis!: string;
  @Flag({ description: 'True: only show the differences' }) preview!: boolean;
  @Several(() => ItemChangeDto, { description: 'Changes, one an item' }, { max: 1000 }) changes!: ItemChangeDto[];
  @Several(() => NewItemDto, { description: 'Items that join the plan' }, { max: 200, nullable: true }) adds?: NewItemDto[] | null;
  @Several(() => SplitDto, { description: 'Items that are split' }, { max: 100, nullable: true }) splits?: SplitDto[] | null;
  @Several(() => MergeDto, { description: 'Items that are merged' }, { max: 100, nullable: true }) merges?: MergeDto[] | null;
}

function newItem(dto: NewItemDto): NewItem {
  const { title, content, targets, units } = dto;
  const groups = (dto.groups ?? []).map((g) => ({ ...g, name: '' }));
  return { ...(groups.length === 0 ? {} : { groups }), number: dto.number.trim(), title, content, category: dto.category ?? null, targets, units, deadline: dto.deadline ?? null, recurrence: dto.recurrence ?? null, ...(dto.dutyTemplate ? { dutyTemplate: dto.dutyTemplate } : {}) };
}

/** The body as the domain takes it; a merge that names nothing to go on is left to it to refuse. */
export function amendmentOf(body: AmendBody): Amendment {
  return {
    basis: body.basis,
    changes: body.changes
      .filter((c) => !c.drop)
      .map(({ itemId, title, deadline, withoutDeadline, targets, dutyTemplate, withoutDuty, addUnits, addGroups, dropAssignments, steps }) => ({
        itemId,
        ...(title == null ? {} : { title }),
        ...(withoutDeadline ? { deadline: null } : deadline == null ? {} : { deadline }),
        ...(targets == null ? {} : { targets }),
        ...(withoutDuty ? { dutyTemplate: null } : dutyTemplate == null ? {} : { dutyTemplate }),
        addUnits,
        ...(addGroups == null ? {} : { addGroups }),
        dropAssignments,
        ...(steps == null ? {} : { steps: steps.map(({ stepId, day }) => ({ stepId, day })) }),
      })),
    drops: body.changes.filter((c) => c.drop).map((c) => c.itemId),
    adds: (body.adds ?? []).map(newItem),
    splits: (body.splits ?? []).map((s) => ({ itemId: s.itemId, keep: s.keep, into: s.into.map(newItem) })),
    merges: (body.merges ?? []).map((m) => ({ itemIds: m.itemIds, into: m.into ? { item: newItem(m.into) } : { itemId: m.intoItemId ?? '' } })),
  };
}
