import type { Words } from '../proceeding/proceeding';

/**
 * Every figure that a formula may name, over the evaluation's period, of one unit. All are whole numbers but the rates, which are
 * 1 where nothing was due: what was not asked for was not missed.
 */
export const FIGURES = {
  assignments: { zh: '承办任务数', en: 'assignments held' },
  completed: { zh: '办结任务数', en: 'assignments completed' },
  completionRate: { zh: '办结率', en: 'share of assignments completed' },
  accepted: { zh: '审核通过的步骤数', en: 'steps accepted' },
  acceptedOnTime: { zh: '按期完成的步骤数', en: 'steps accepted that were sent in time' },
  onTimeRate: { zh: '按期率', en: 'share sent in time of steps accepted or late' },
  lateCount: { zh: '逾期次数', en: 'latenesses that stand' },
  redCount: { zh: '红灯次数', en: 'red lights that stand' },
  returnedCount: { zh: '退回次数', en: 'returns that stand' },
  missingReports: { zh: '缺报次数', en: 'periods not reported in time' },
  papersIssued: { zh: '督办文书数', en: 'papers issued to it (督办单、约谈)' },
  extensionsGranted: { zh: '获准延期次数', en: 'extensions granted' },
  targetsSet: { zh: '量化指标数', en: 'targets of the items that it leads' },
  targetsMet: { zh: '完成的量化指标数', en: 'targets met, of those' },
  targetRate: { zh: '指标完成率', en: 'share of targets met' },
} as const satisfies Record<string, Words>;

export type FigureName = keyof typeof FIGURES;
export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[];

/** Figures that are divided out of two others: nothing of nothing is whole. */
export const RATES: readonly { name: FigureName; of: FigureName; among: readonly FigureName[] }[] = [
  { name: 'completionRate', of: 'completed', among: ['assignments'] },
  { name: 'onTimeRate', of: 'acceptedOnTime', among: ['acceptedOnTime', 'lateCount'] },
  { name: 'targetRate', of: 'targetsMet', among: ['targetsSet'] },
];
