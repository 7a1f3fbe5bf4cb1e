import type { ProposedScheme } from '#libs/commands/evaluation/scheme-commands';
import type { Scheme } from '#libs/supervision/evaluation/scheme';
import type { UnitTraits } from '#libs/supervision/roster/unit-traits';
import { Day, Figure, Id, Nested, OneOf, Part, Several, Text } from '../core/fields';
import { effectiveMoment } from '../core/moment';
import { TraitsConditionDto } from '../roster/traits.dto';

const KINDS = ['weighted', 'bonus', 'penalty'] as const;
const ROUNDINGS = ['halfUp', 'halfEven', 'down'] as const;
const FORMULA = 'over figures (GET /schemes/figures): + - * /, comparisons, && || !, ? :, min, max, abs';

/** A decimal number as text: 12.5, never a binary fraction. */
export const DecimalField = (description: string, example: string, nullable = false): PropertyDecorator => Text({ description: `${description}; a decimal number as text`, example }, { min: nullable ? 0 : 1, max: 26, nullable });

export class IndicatorDto {
  @Id({ description: 'Its id within the class', example: 'timely' }) id!: string;
  @Text({ description: 'Name', example: '按期完成' }, { min: 1, max: 100 }) name!: string;
  @OneOf(KINDS, { description: 'weighted ones share out the full marks; a bonus is added, a penalty taken off' }) kind!: (typeof KINDS)[number];
  @DecimalField('Weight, or cap of a bonus or penalty', '40') points!: string;
  @Text({ description: `Points ${FORMULA}. Left out: a person scores it`, example: 'onTimeRate * 40' }, { max: 500, nullable: true }) formula?: string | null;
  @Text({ description: 'Condition under which its points count twice (加倍)', example: 'redCount > 2' }, { max: 500, nullable: true }) doubledWhen?: string | null;
}

export class SchemeClassDto {
  @Id({ description: 'Its id within the scheme', example: 'departments' }) id!: string;
  @Text({ description: 'Name', example: '市直部门' }, { min: 1, max: 100 }) name!: string;
  @Nested(() => TraitsConditionDto, { description: 'The units that it is for: all of these traits, at least one of them. Left out: those that are put there by hand and meet no class’s condition' }) when?: TraitsConditionDto | null;
  @Several(() => IndicatorDto, { description: 'Indicators; the weights add up to the full marks' }, { max: 60 }) indicators!: IndicatorDto[];
  @DecimalField('Cap of all bonuses together', '5', true) bonusCap?: string | null;
  @DecimalField('Cap of all penalties together', '20', true) penaltyCap?: string | null;
}

export class GradeDto {
  @Text({ description: 'Name', example: '优秀' }, { min: 1, max: 20 }) name!: string;
  @DecimalField('Least total', '90') from!: string;
  @DecimalField('Most units of the class with it, in percent, rounded down; a tie across the edge goes down together', '30', true) quotaPercent?: string | null;
}

/** A scheme (考核方案), whole. */
export class SchemeDto {
  @DecimalField('Full marks', '100') fullMarks!: string;
  @Figure({ description: 'Decimals of every line and total, 0 to 6', example: 2 }, { whole: true }) decimals!: number;
  @OneOf(ROUNDINGS, { description: '四舍五入, 四舍六入五成双, 截尾' }) rounding!: (typeof ROUNDINGS)[number];
  @Several(() => SchemeClassDto, { description: 'Units of a class are scored and ranked among themselves' }, { max: 20 }) classes!: SchemeClassDto[];
  @Several(() => GradeDto, { description: 'Best first; the last takes whoever is left' }, { max: 10 }) grades!: GradeDto[];
}

export class SchemeBody {
  @Text({ description: 'Name', example: '2026年度考核方案' }, { min: 2, max: 100 }) name!: string;
  @Part(() => SchemeDto, { description: 'The scheme, whole' }) scheme!: SchemeDto;
  @Text({ description: 'From when: a day or a moment, never in the past. Left out: at once' }, { max: 40, nullable: true }) effectiveFrom?: string | null;
  @Text({ description: 'Why: the decision it rests on', example: '联席会议 2026 年第 1 次会议纪要' }, { min: 2, max: 500 }) basis!: string;
}

export class UnitOfClassDto {
  @Id({ description: 'Unit that is scored' }) unitId!: string;
  @Id({ description: 'Class of the scheme; left out, the one whose condition the unit’s traits meet' }, { nullable: true }) classId?: string | null;
}

export class EvaluationPeriodDto {
  @Day({ description: 'First day' }) from!: string;
  @Day({ description: 'Last day, inclusive' }) to!: string;
}

/** What a scheme is tried on. */
export class SchemePreviewBody {
  @Part(() => SchemeDto, { description: 'The scheme, whole' }) scheme!: SchemeDto;
  @Id({ description: 'Plan whose items are counted' }) planId!: string;
  @Part(() => EvaluationPeriodDto, { description: 'Period that is counted' }) period!: EvaluationPeriodDto;
  @Several(() => UnitOfClassDto, { description: 'Units, each with its class' }, { max: 500 }) units!: UnitOfClassDto[];
}

/** The scheme as the domain has it. */
export function schemeOf({ fullMarks, decimals, rounding, classes, grades }: SchemeDto): Scheme {
  return {
    fullMarks,
    decimals,
    rounding,
    classes: classes.map((c) => ({
      id: c.id,
      name: c.name,
      when: conditionOf(c.when),
      indicators: c.indicators.map(({ id, name, kind, points, formula, doubledWhen }) => ({ id, name, kind, points, formula: formula ?? null, doubledWhen: doubledWhen ?? null })),
      bonusCap: c.bonusCap ?? null,
      penaltyCap: c.penaltyCap ?? null,
    })),
    grades: grades.map(({ name, from, quotaPercent }) => ({ name, from, quotaPercent: quotaPercent ?? null })),
  };
}

/** The traits that a condition names. */
function conditionOf(when: TraitsConditionDto | null | undefined): Partial<UnitTraits> | null {
  return when == null ? null : Object.fromEntries(Object.entries(when).filter(([, value]) => value !== null && value !== undefined));
}

export function proposedScheme(body: SchemeBody): ProposedScheme {
  return { name: body.name, scheme: schemeOf(body.scheme), effectiveFrom: effectiveMoment(body.effectiveFrom), basis: body.basis };
}
