import type { Schemas } from '../../api/client';

export type Scheme = Schemas['SchemeDto'];
/** In the address: a scheme that is not there yet. */
export const NEW = 'new';

/** What is typed: a scheme whose classes and indicators may be without ids yet, and what it is tried on. */
export interface Typed {
  name: string;
  scheme: Scheme;
  basis: string;
  effectiveFrom?: string;
  trial?: { planId?: string; period?: { from?: string; to?: string }; units?: string[][] };
}

/** Ids are the system's: what has one keeps it, what came anew gets the next that is free. */
function numbered<T extends { id?: string | null }>(those: readonly T[], letter: string): (T & { id: string })[] {
  const taken = new Set(those.flatMap(({ id }) => id ?? []));
  let next = 1;
  return those.map((one) => {
    if (one.id) return { ...one, id: one.id };
    while (taken.has(`${letter}${next}`)) next++;
    taken.add(`${letter}${next}`);
    return { ...one, id: `${letter}${next}` };
  });
}

const text = (typed: unknown): string => (typed === undefined || typed === null ? '' : String(typed).trim());
const orNull = (typed: unknown): string | null => text(typed) || null;

/** Which units a class is for; null where nothing is said of them. */
function whenOf(when: Scheme['classes'][number]['when']): Scheme['classes'][number]['when'] {
  const said = Object.entries(when ?? {}).filter(([, value]) => text(value) !== '');
  return said.length === 0 ? null : (Object.fromEntries(said) as Scheme['classes'][number]['when']);
}

/** The scheme as it is sent: what was left empty is none. */
export function schemeOf({ fullMarks, decimals, rounding, classes = [], grades = [] }: Scheme): Scheme {
  return {
    fullMarks: text(fullMarks),
    decimals: decimals ?? 2,
    rounding,
    classes: numbered(classes, 'c').map((c) => ({
      ...c,
      name: text(c.name),
      when: whenOf(c.when),
      bonusCap: orNull(c.bonusCap),
      penaltyCap: orNull(c.penaltyCap),
      indicators: numbered(c.indicators ?? [], 'i').map((i) => ({ ...i, name: text(i.name), points: text(i.points), formula: orNull(i.formula), doubledWhen: orNull(i.doubledWhen) })),
    })),
    grades: grades.map((g) => ({ name: text(g.name), from: text(g.from), quotaPercent: orNull(g.quotaPercent) })),
  };
}

const INDICATOR = { kind: 'weighted' as const, points: '' };
export const EMPTY_INDICATOR = { ...INDICATOR } as Scheme['classes'][number]['indicators'][number];
export const EMPTY_CLASS = { indicators: [EMPTY_INDICATOR] } as unknown as Scheme['classes'][number];
export const EMPTY_SCHEME: Scheme = { fullMarks: '100', decimals: 2, rounding: 'halfUp', classes: [EMPTY_CLASS], grades: [] };

/** A small scheme that works, to be changed line by line. Its names are data and stand in papers: Chinese in either language. */
export const EXAMPLE: Scheme = {
  fullMarks: '100',
  decimals: 2,
  rounding: 'halfUp',
  classes: [
    {
      id: 'c1',
      name: '市直部门',
      bonusCap: '3',
      penaltyCap: '10',
      indicators: [
        { id: 'i1', name: '按期完成', kind: 'weighted', points: '40', formula: 'onTimeRate * 40' },
        { id: 'i2', name: '量化指标', kind: 'weighted', points: '30', formula: 'targetRate * 30' },
        { id: 'i3', name: '工作质量', kind: 'weighted', points: '30' },
        { id: 'i4', name: '改革创新', kind: 'bonus', points: '3' },
        { id: 'i5', name: '红灯扣分', kind: 'penalty', points: '10', formula: 'redCount * 3' },
      ],
    },
  ],
  grades: [
    { name: '优秀', from: '90', quotaPercent: '30' },
    { name: '良好', from: '75' },
    { name: '合格', from: '60' },
    { name: '不合格', from: '0' },
  ],
};
