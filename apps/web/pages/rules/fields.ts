import type { Schemas } from '../../api/client';

export type Rules = Schemas['PolicyRulesDto'];
export type RuleField = Exclude<keyof Rules, 'dutyTemplates' | 'scheduleTemplates'>;

/** How a rule is typed; `days` and `number` are figures within their limits. */
export type Kind = { kind: 'figure'; least: number; most: number } | { kind: 'figures' } | { kind: 'words' } | { kind: 'time' } | { kind: 'flag' } | { kind: 'one' | 'several'; of: readonly Choice[] };
export type Choice = 'approve' | 'inform' | 'stays' | 'nextWorkingDay' | 'leader' | 'supervisingUnit' | 'office' | 'conference' | 'bluePaper' | 'yellowPaper' | 'redPaper' | 'admonition';

const DAYS: Kind = { kind: 'figure', least: 1, most: 250 };

/** The rules in the order in which an office thinks of them. */
export const GROUPS: readonly { group: 'receipt' | 'lights' | 'papers' | 'rulings' | 'reports' | 'more'; fields: readonly [RuleField, Kind][] }[] = [
  { group: 'lights', fields: [['reminderWorkingDays', { kind: 'figures' }], ['blueWithinWorkingDays', DAYS], ['behindTolerancePercent', { kind: 'figure', least: 0, most: 100 }], ['graceWorkingDays', DAYS], ['noticeTime', { kind: 'time' }], ['deadlineOnHoliday', { kind: 'one', of: ['stays', 'nextWorkingDay'] }]] },
  { group: 'receipt', fields: [['receiptWorkingDays', DAYS], ['quantifyWorkingDays', DAYS], ['planReviewWorkingDays', DAYS], ['lowerPlans', { kind: 'one', of: ['approve', 'inform'] }]] },
  { group: 'papers', fields: [['papers', { kind: 'several', of: ['bluePaper', 'yellowPaper', 'redPaper', 'admonition'] }], ['escalationPath', { kind: 'several', of: ['leader', 'supervisingUnit', 'office', 'conference'] }], ['answerWorkingDays', DAYS], ['signWorkingDays', DAYS], ['urgingIntervalHours', { kind: 'figure', least: 1, most: 720 }], ['afterLastRungDays', DAYS]] },
  { group: 'rulings', fields: [['verifyWorkingDays', DAYS], ['returnWorkingDays', DAYS], ['rulingWorkingDays', DAYS], ['objectionWorkingDays', DAYS], ['unitApprovals', { kind: 'figure', least: 0, most: 2 }], ['approvalWorkingDays', DAYS]] },
  { group: 'reports', fields: [['repeatedFromPercent', { kind: 'figure', least: 1, most: 100 }], ['evidenceFromPercent', { kind: 'figure', least: 1, most: 100 }], ['leastReportCharacters', { kind: 'figure', least: 0, most: 500 }], ['figuresExpected', { kind: 'flag' }], ['stockPhrases', { kind: 'words' }], ['donePhrases', { kind: 'words' }]] },
  { group: 'more', fields: [['yearEndWorkingDays', DAYS], ['suspensionReviewWorkingDays', DAYS], ['outcomeWorkingDays', DAYS], ['linkWorkingDays', DAYS], ['programmeToleranceWorkingDays', { kind: 'figure', least: 0, most: 60 }], ['visitsPerQuarter', { kind: 'figure', least: 0, most: 13 }]] },
];
