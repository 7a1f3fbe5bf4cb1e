import type { Indicator, Scheme } from '#libs/supervision/evaluation/scheme';

const INDICATORS: Indicator[] = [
  { id: 'timely', name: '按期完成', kind: 'weighted', points: '40', formula: 'onTimeRate * 40', doubledWhen: null },
  { id: 'targets', name: '量化指标', kind: 'weighted', points: '20', formula: 'targetRate * 20', doubledWhen: null },
  { id: 'quality', name: '工作质量', kind: 'weighted', points: '40', formula: null, doubledWhen: null },
  { id: 'innovation', name: '改革创新', kind: 'bonus', points: '5', formula: null, doubledWhen: null },
  { id: 'red', name: '红灯扣分', kind: 'penalty', points: '10', formula: 'redCount * 3', doubledWhen: 'redCount > 1' },
];

/** Two classes with the same indicators, a bonus, a penalty that doubles, caps, and a quota of three in ten on the best grade. */
export function aScheme(): Scheme {
  const of = (id: string, name: string): Scheme['classes'][number] => ({ id, name, indicators: INDICATORS, bonusCap: '3', penaltyCap: null });
  return {
    fullMarks: '100',
    decimals: 2,
    rounding: 'halfUp',
    classes: [of('departments', '市直部门'), of('enterprises', '企业')],
    grades: [
      { name: '优秀', from: '90', quotaPercent: '30' },
      { name: '良好', from: '75', quotaPercent: null },
      { name: '合格', from: '60', quotaPercent: null },
      { name: '不合格', from: '0', quotaPercent: null },
    ],
  };
}
