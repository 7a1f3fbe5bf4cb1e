import { UNIT_CLASSES, UNIT_SIZES, type UnitClass, type UnitSize } from '#libs/supervision/roster/unit-traits';
import { Flag, OneOf, Text } from '../core/fields';
import { Shown } from '../core/shown';

/** A condition on units: what it does not name may be anything. */
export class TraitsConditionDto {
  @OneOf(UNIT_CLASSES, { description: 'Kind of unit (单位类别)', example: 'privateEnterprise' }, { nullable: true }) unitClass?: UnitClass | null;
  @OneOf(UNIT_SIZES, { description: 'Size of an enterprise (规模)' }, { nullable: true }) size?: UnitSize | null;
  @Text({ description: 'Trade (行业), in the words that the roster has', example: '化工' }, { min: 1, max: 40, nullable: true }) trade?: string | null;
  @Text({ description: 'Region (地区), in the words that the roster has', example: '准格尔旗' }, { min: 1, max: 40, nullable: true }) region?: string | null;
}

/** What a unit is told apart by, whole: a trait that is left out is none. */
export class ClassifyBody extends TraitsConditionDto {
  @Flag({ description: 'True: only show which deadlines and lights move' }, { optional: true }) preview?: boolean;
}

export class TraitsBody {
  @Shown.oneOf(UNIT_CLASSES, { nullable: true }) unitClass!: string | null;
  @Shown.oneOf(UNIT_SIZES, { nullable: true, description: '规模' }) size!: string | null;
  @Shown.text({ nullable: true, description: '行业' }) trade!: string | null;
  @Shown.text({ nullable: true, description: '地区' }) region!: string | null;
}
