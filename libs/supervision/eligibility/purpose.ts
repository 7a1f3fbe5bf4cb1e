import type { FigureName } from '../evaluation/figure.names';
import type { Words } from '../proceeding/proceeding';
import type { UnitClass } from '../roster/unit-traits';

/**
 * Whom facts about an enterprise are drawn up for (结果运用): assessments of leaders and of party building where the state owns it, honours
 * and subsidies where it does not. Facts alone: what follows from them is for whoever assesses. Source: domain, Evaluation.
 */
export const PURPOSES = {
  assessments: { zh: '国有企业：领导班子和领导人员考核、党建考核、巡视参考', en: 'state-owned: assessments of leaders and of party building, inspection tours', classes: ['stateOwnedEnterprise'] },
  honours: { zh: '非公企业：评选表彰、项目补助参考', en: 'private: honours and subsidies', classes: ['privateEnterprise'] },
  all: { zh: '全部企业', en: 'all enterprises', classes: ['stateOwnedEnterprise', 'privateEnterprise'] },
} as const satisfies Record<string, Words & { classes: readonly UnitClass[] }>;

export type Purpose = keyof typeof PURPOSES;
export const PURPOSE_NAMES = Object.keys(PURPOSES) as Purpose[];

/** Facts in the order in which they are told, by what they are about. */
export const FACT_GROUPS: readonly (Words & { id: string; figures: readonly FigureName[] })[] = [
  { id: 'tasks', zh: '任务落实', en: 'tasks', figures: ['assignments', 'completed', 'completionRate', 'accepted', 'acceptedOnTime', 'onTimeRate', 'lateCount', 'redCount', 'returnedCount', 'papersIssued', 'extensionsGranted'] },
  { id: 'targets', zh: '量化指标', en: 'targets', figures: ['targetsSet', 'targetsMet', 'targetRate'] },
  { id: 'reports', zh: '报送', en: 'reports', figures: ['periodsInTime', 'missingReports', 'formsOwed', 'formsInTime', 'formsLate', 'formsMissing'] },
  { id: 'inspection', zh: '督查整改', en: 'inspection', figures: ['findings', 'findingsInTime', 'findingsOpen', 'findingsOverdue', 'findingsRepeated'] },
  { id: 'difficulties', zh: '困难问题与交办事项', en: 'difficulties and what was given to it', figures: ['difficultiesRaised', 'difficultiesSolved', 'decisionsDue', 'decisionsInTime', 'decisionsLate'] },
];

/** Kind of an enterprise by the words that a list of reform units uses, for those that the roster of units does not tell apart. */
export function classByOwnership(ownership: string | null): UnitClass | null {
  if (ownership === null) return null;
  if (/非公|非国有|民营|私营|私有|外资|个体/.test(ownership)) return 'privateEnterprise';
  return /国有|国企|国资|央企|国营/.test(ownership) ? 'stateOwnedEnterprise' : null;
}
