import { REFORM_UNIT_TYPES, type ReformUnitType } from '#libs/supervision/reform-unit/reform-unit.events';
import { Day, Id, Nested, OneOf, Several, Text, Texts } from '../core/fields';
import { OnBehalfDto } from '../items/item-command.dto';
import { BroughtUpDto } from './brought-up.dto';
import { MaybePlanOfBody } from './followed-step.dto';

const WORD = { max: 60, nullable: true } as const;

class OwnPlanDto {
  @Text({ description: 'Title', example: '某机械厂“一企一策”实施方案' }, { min: 2, max: 200 })
  title!: string;
  @Id({ description: 'The plan, where it is one of the system' }, { nullable: true })
  planId?: string | null;
  @Id({ description: 'The document, where it was stored as evidence' }, { nullable: true })
  evidenceId?: string | null;
}

class LinkDto {
  @OneOf(['contactUnit', 'instructor'], { description: 'Contact unit (挂钩联系单位) or instructor (改革指导员)' })
  kind!: 'contactUnit' | 'instructor';
  @Id({ description: 'The unit that visits; an instructor’s own unit' })
  unitId!: string;
  @Id({ description: 'Person id: asked for of an instructor' }, { nullable: true })
  personId?: string | null;
  @Day({ description: 'First day' })
  since!: string;
}

/** What the roster says of a reform unit, beside its name: in the place’s own words. */
class ParticularsDto {
  @OneOf(REFORM_UNIT_TYPES, { description: '企业, 园区, 集群' })
  unitType!: ReformUnitType;
  @Text({ description: '性质', example: '非公' }, WORD)
  ownership?: string | null;
  @Text({ description: '行业' }, WORD)
  trade?: string | null;
  @Text({ description: '规模' }, WORD)
  size?: string | null;
  @Text({ description: '地区' }, WORD)
  region?: string | null;
  @Text({ description: '批次', example: '第一批' }, WORD)
  batch?: string | null;
  @Text({ description: '级别', example: '市级' }, WORD)
  level?: string | null;
  @Id({ description: 'The unit of the roster of units that it is, where it is one' }, { nullable: true })
  unitId?: string | null;
}

export class ChangeReformUnitBody extends ParticularsDto {
  @Text({ description: 'Why' }, { min: 2, max: 2_000 })
  reason!: string;
}

export class ListReformUnitBody extends MaybePlanOfBody {
  @Text({ description: 'Name; no two on an office’s roster have the same', example: '某机械厂' }, { min: 2, max: 200 })
  name!: string;
  @Nested(() => ParticularsDto, { description: 'What is known of it; an enterprise unless told' })
  particulars?: ParticularsDto | null;
  @Day({ description: 'First day on the roster' })
  since!: string;
  @Nested(() => OwnPlanDto, { description: 'Its own plan (一企一策)' })
  ownPlan?: OwnPlanDto | null;
  @Several(() => LinkDto, { description: 'Its contact units and instructors; none: a gap' }, { max: 20 })
  links!: LinkDto[];
}

export class OwnPlanBody extends OwnPlanDto {}
export class LinkBody extends LinkDto {}

export class EndBody {
  @Day({ description: 'Last day, inclusive; not in the future' })
  until!: string;
  @Text({ description: 'Why' }, { min: 2, max: 2_000 })
  reason!: string;
}

export class VisitBody {
  @Day({ description: 'The day of the visit; not in the future' })
  day!: string;
  @Texts({ description: 'Person ids of who went' }, { max: 30 })
  personIds!: string[];
  @Text({ description: 'What was found' }, { min: 2 })
  findings!: string;
  @Several(() => BroughtUpDto, { description: 'Difficulties that it brings up: each is raised with this visit as its source' }, { max: 20 })
  difficulties!: BroughtUpDto[];
  @Texts({ description: 'Evidence ids' }, { max: 100, nullable: true })
  evidenceIds?: string[] | null;
  @Nested(() => OnBehalfDto, { description: 'Recorded by the office for a unit without an account (代录)' })
  onBehalf?: OnBehalfDto | null;
}
