import { putInClasses } from '#libs/supervision/evaluation/classing';
import { FIGURE_NAMES } from '#libs/supervision/evaluation/figure.names';
import type { Indicator, Scheme, SchemeClass } from '#libs/supervision/evaluation/scheme';
import type { Figure } from '#libs/supervision/evaluation/sheet';
import { hasTraits, NO_TRAITS, type UnitTraits } from '#libs/supervision/roster/unit-traits';
import { trialsOf } from './boundaries';
import { decimal, isDecimal, sum, type Dec } from './decimal';
import { faultWords } from './fault.words';
import { FormulaError, holdsBy, pointsBy, readFormula, type Formula } from './formula';
import { figureValues } from './score';

/** What is wrong with a proposed scheme, by field. */
export interface SchemeProblem {
  field: string;
  zh: string;
  en: string;
}

const KNOWN: ReadonlySet<string> = new Set(FIGURE_NAMES);
const MOST_CLASSES = 20;
const MOST_INDICATORS = 60;
const MOST_GRADES = 10;

/** Everything that keeps a scheme from being set; empty where it may. */
export function problemsOfScheme(scheme: Scheme): SchemeProblem[] {
  const problems: SchemeProblem[] = [];
  const say = (field: string, zh: string, en: string): void => void problems.push({ field, zh, en });
  if (!Number.isInteger(scheme.decimals) || scheme.decimals < 0 || scheme.decimals > 6) say('decimals', '应为 0 至 6 的整数', 'must be a whole number from 0 to 6');
  if (!['halfUp', 'halfEven', 'down'].includes(scheme.rounding)) say('rounding', '没有这种舍入方式', 'is no way of rounding');
  if (!isPositive(scheme.fullMarks)) say('fullMarks', '应为大于 0 的数', 'must be a number above 0');
  problems.push(...tooFine(scheme, scheme.fullMarks, 'fullMarks'));
  if (scheme.classes.length === 0 || scheme.classes.length > MOST_CLASSES) say('classes', `应有 1 至 ${MOST_CLASSES} 类`, `must be from 1 to ${MOST_CLASSES}`);
  repeated(scheme.classes.map((c) => c.id)).forEach((id) => say('classes', `类别编号“${id}”重复`, `the id “${id}” is used twice`));
  scheme.classes.forEach((of, i) => problems.push(...problemsOfClass(scheme, of, `classes[${i}]`)));
  problems.push(...problemsOfConditions(scheme));
  problems.push(...problemsOfGrades(scheme));
  return problems;
}

function problemsOfClass(scheme: Scheme, of: SchemeClass, at: string): SchemeProblem[] {
  const problems: SchemeProblem[] = [];
  const say = (field: string, zh: string, en: string): void => void problems.push({ field: `${at}.${field}`, zh, en });
  if (of.indicators.length > MOST_INDICATORS) say('indicators', `最多 ${MOST_INDICATORS} 项`, `${MOST_INDICATORS} at most`);
  repeated(of.indicators.map((i) => i.id)).forEach((id) => say('indicators', `指标编号“${id}”重复`, `the id “${id}” is used twice`));
  for (const cap of ['bonusCap', 'penaltyCap'] as const) if (of[cap] !== null && !isPositive(of[cap])) say(cap, '应为大于 0 的数', 'must be a number above 0');
  for (const cap of ['bonusCap', 'penaltyCap'] as const) problems.push(...tooFine(scheme, of[cap], `${at}.${cap}`));
  const weights = of.indicators.filter((i) => i.kind === 'weighted').map((i) => i.points);
  if (isPositive(scheme.fullMarks) && weights.every(isPositive)) {
    const total = sum(weights.map(decimal));
    if (!total.eq(decimal(scheme.fullMarks))) say('indicators', `权重合计为 ${total.toFixed()}，应为 ${scheme.fullMarks}`, `the weights add up to ${total.toFixed()}, they must add up to ${scheme.fullMarks}`);
  }
  of.indicators.forEach((indicator, i) => problems.push(...problemsOfIndicator(scheme, indicator, `${at}.indicators[${i}]`)));
  return problems;
}

/** A condition says something, and no class takes all the units of another. */
function problemsOfConditions({ classes }: Scheme): SchemeProblem[] {
  const conditions = classes.flatMap(({ name, when }, i) => (when == null ? [] : [{ i, name, when: said(when) }]));
  const empty = conditions.filter(({ when }) => Object.keys(when).length === 0);
  const problems = empty.map(({ i }): SchemeProblem => ({ field: `classes[${i}].when`, zh: '至少写明一项：单位类别、规模、行业或地区', en: 'needs at least one of kind, size, trade and region' }));
  const spoken = conditions.filter(({ when }) => Object.keys(when).length > 0);
  for (const narrow of spoken) {
    const wide = spoken.find((other) => other !== narrow && hasTraits({ ...NO_TRAITS, ...narrow.when }, other.when) && (Object.keys(other.when).length < Object.keys(narrow.when).length || other.i < narrow.i));
    if (wide) problems.push({ field: `classes[${narrow.i}].when`, zh: `符合本类的单位都同时符合“${wide.name}”：请使两类的条件互不重叠`, en: `whoever meets it meets the condition of “${wide.name}” as well: have the two exclude each other` });
  }
  return problems;
}

function said(when: Partial<UnitTraits>): Partial<UnitTraits> {
  return Object.fromEntries(Object.entries(when).filter(([, value]) => value != null));
}

/** Units that meet the conditions of two classes, class by class: what keeps a scheme from being set while they are as they are. */
export function problemsOnUnits({ classes }: Scheme, units: readonly { unitId: string; name: string; traits: UnitTraits }[]): SchemeProblem[] {
  const { unclassed } = putInClasses(classes, units.map((u) => ({ ...u, classId: null })));
  return unclassed.filter((u) => u.classIds.length > 1).map(({ classIds, zh, en }) => ({ field: `classes[${classes.findIndex((c) => c.id === classIds[1])}].when`, zh, en }));
}

function problemsOfIndicator(scheme: Scheme, indicator: Indicator, at: string): SchemeProblem[] {
  const problems: SchemeProblem[] = [];
  if (!['weighted', 'bonus', 'penalty'].includes(indicator.kind)) problems.push({ field: `${at}.kind`, zh: '没有这种指标', en: 'is no kind of indicator' });
  if (!isPositive(indicator.points)) problems.push({ field: `${at}.points`, zh: '应为大于 0 的数', en: 'must be a number above 0' });
  problems.push(...tooFine(scheme, indicator.points, `${at}.points`));
  problems.push(...problemsOfFormula(indicator.formula, `${at}.formula`, pointsBy));
  problems.push(...problemsOfFormula(indicator.doubledWhen, `${at}.doubledWhen`, holdsBy));
  return problems;
}

/** The first fault that a formula shows with any of these figures, with what they were. */
function faultIn(formula: Formula, trials: Iterable<ReadonlyMap<string, Dec>>, run: (formula: Formula, figures: ReadonlyMap<string, Dec>) => unknown): { zh: string; en: string } | null {
  for (const figures of trials) {
    try {
      run(formula, figures);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      const { zh, en } = faultWords(error.fault);
      const tried = formula.names.map((name) => `${name} = ${figures.get(name)?.toFixed() ?? '?'}`).join(', ');
      return tried === '' ? { zh, en } : { zh: `${zh}（试算 ${tried}）`, en: `${en} (tried with ${tried})` };
    }
  }
  return null;
}

/** What a sound scheme's formulas cannot make of figures that units have now: a dry run (试算), field by field. */
export function problemsOnFigures(scheme: Scheme, units: readonly (readonly Figure[])[]): SchemeProblem[] {
  const values = units.map((figures) => figureValues(figures));
  const problem = (text: string | null, field: string, run: (formula: Formula, figures: ReadonlyMap<string, Dec>) => unknown): SchemeProblem[] => {
    const fault = text === null ? null : faultIn(readFormula(text), values, run);
    return fault === null ? [] : [{ field, ...fault }];
  };
  return scheme.classes.flatMap((of, i) =>
    of.indicators.flatMap(({ formula, doubledWhen }, j) => [...problem(formula, `classes[${i}].indicators[${j}].formula`, pointsBy), ...problem(doubledWhen, `classes[${i}].indicators[${j}].doubledWhen`, holdsBy)]),
  );
}

/** Read, its names known, and tried: the first fault is told. */
function problemsOfFormula(text: string | null, field: string, run: (formula: Formula, figures: ReadonlyMap<string, Dec>) => unknown): SchemeProblem[] {
  if (text === null) return [];
  try {
    const formula = readFormula(text);
    const unknown = formula.names.filter((name) => !KNOWN.has(name));
    if (unknown.length > 0) return unknown.map((name) => ({ field, ...faultWords({ kind: 'unknown-figure', name }) }));
    const fault = faultIn(formula, trialsOf(formula), run);
    return fault === null ? [] : [{ field, ...fault }];
  } catch (error) {
    if (error instanceof FormulaError) return [{ field, ...faultWords(error.fault) }];
    throw error;
  }
}

function problemsOfGrades({ grades }: Scheme): SchemeProblem[] {
  const problems: SchemeProblem[] = [];
  const say = (field: string, zh: string, en: string): void => void problems.push({ field, zh, en });
  if (grades.length === 0 || grades.length > MOST_GRADES) say('grades', `应有 1 至 ${MOST_GRADES} 个等次`, `must be from 1 to ${MOST_GRADES}`);
  repeated(grades.map((g) => g.name)).forEach((name) => say('grades', `等次“${name}”重复`, `the grade “${name}” is named twice`));
  grades.forEach((grade, i) => {
    if (!isDecimal(grade.from) || decimal(grade.from).lt(0)) say(`grades[${i}].from`, '应为不小于 0 的数', 'must be a number from 0 up');
    else if (i > 0 && isDecimal(grades[i - 1]!.from) && decimal(grade.from).gte(decimal(grades[i - 1]!.from))) say(`grades[${i}].from`, '等次应由高到低排列', 'grades must be listed best first');
    if (grade.quotaPercent !== null && (!isPositive(grade.quotaPercent) || decimal(grade.quotaPercent).gt(100))) say(`grades[${i}].quotaPercent`, '应大于 0、不超过 100', 'must be above 0, and 100 at most');
  });
  const last = grades.at(-1);
  if (last && last.quotaPercent !== null) say(`grades[${grades.length - 1}].quotaPercent`, '最低等次不能限定名额', 'the last grade takes whoever is left: it has no quota');
  return problems;
}

/** Points and caps are whole steps of what is told: one that lies between two steps would be rounded over, or never reached. */
function tooFine({ decimals }: Scheme, text: string | null, field: string): SchemeProblem[] {
  if (text === null || !isPositive(text) || !Number.isInteger(decimals) || decimal(text).decimalPlaces() <= decimals) return [];
  return [{ field, zh: `小数位数多于方案的小数位数（${decimals} 位）`, en: `has more decimals than the scheme tells (${decimals})` }];
}

function isPositive(text: string): boolean {
  return isDecimal(text) && decimal(text).gt(0);
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
