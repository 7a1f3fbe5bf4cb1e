import { DONE_PHRASES, STOCK_PHRASES } from '../feedback/phrases';
import type { UnitTraits } from '../roster/unit-traits';
import { problemsOfSchedules, STANDARD_SCHEDULES, type ScheduleTemplate } from '../schedule/schedule-template';
import { problemsOfTemplates, STANDARD_TEMPLATES, type DutyTemplate } from './duty-template';

/** The kinds of paper that the ladder draws up; each waits for a signature, since no machine speaks in an office's name. */
export type PaperKind = 'bluePaper' | 'yellowPaper' | 'redPaper' | 'admonition';

/** Who is told at a rung of a simple ladder: posts are resolved to units by the roster when the rung fires. */
export type EscalationStop = 'leader' | 'supervisingUnit' | 'office' | 'conference';

/**
 * The rules of supervision (督办规则) in one version. All periods are in working days unless the name says otherwise.
 * Source of the defaults: the field's three-colour ladder and its two working days of grace a level.
 */
export interface PolicyRules {
  /** 签收: days to sign for an assignment. */
  receiptWorkingDays: number;
  /** 待量化: days to give an item its figures, steps and date. */
  quantifyWorkingDays: number;
  /** 计划报审: days to rule on plans that a lower office sends up, and to send on what was passed. */
  planReviewWorkingDays: number;
  /** Whether a plan that takes up items of this one is approved here before it is issued (先审后发), or issued and told of. */
  lowerPlans: 'approve' | 'inform';
  /** Reminders before a deadline, farthest first. */
  reminderWorkingDays: number[];
  /** The light turns blue this long before the deadline. */
  blueWithinWorkingDays: number;
  /** Also blue when the share reported is this much behind the share of working days gone by, in percentage points. */
  behindTolerancePercent: number;
  /** Grace between the deadline and red, and between one rung's issue and the next. */
  graceWorkingDays: number;
  /** Days to answer a yellow paper, from its issue. */
  answerWorkingDays: number;
  /** Days to sign or void a drafted paper. */
  signWorkingDays: number;
  /** Days for the verifier. */
  verifyWorkingDays: number;
  /** Days for the next attempt after a return. */
  returnWorkingDays: number;
  /** Days to rule on an extension, a stated reason, an objection or a refusal of the assignment. */
  rulingWorkingDays: number;
  /** Days within which a unit may object. */
  objectionWorkingDays: number;
  /** Days for each of a unit's own approvals. */
  approvalWorkingDays: number;
  /** Days after the plan's period within which the office closes or carries over what is open. */
  yearEndWorkingDays: number;
  /** Days until a suspended item is looked at again. */
  suspensionReviewWorkingDays: number;
  /** Days after all work is accepted to settle targets that were not met. */
  outcomeWorkingDays: number;
  /** Days for the office to find a contact unit for a reform unit that has none. */
  linkWorkingDays: number;
  /** How far an inspection may begin before and end after its entry in the year's programme; beyond that it is off the programme (一事一报). */
  programmeToleranceWorkingDays: number;
  /** Visits that each contact unit and instructor owes its reform unit a quarter. */
  visitsPerQuarter: number;
  /** How a duty without a ladder of its own climbs, one stop a grace. */
  escalationPath: EscalationStop[];
  /** Shanghai time at which reminders go out. */
  noticeTime: string;
  /** Least hours between two urgings (催办) of one assignment. */
  urgingIntervalHours: number;
  /** Calendar days between the notices that follow the last rung; each goes out on the next working day. */
  afterLastRungDays: number;
  /** Which rungs draw up a paper. */
  papers: PaperKind[];
  /** How many approvals inside the unit a submission passes (0–2). */
  unitApprovals: 0 | 1 | 2;
  /** Whether a fixed date that is no working day moves to the next one. */
  deadlineOnHoliday: 'stays' | 'nextWorkingDay';
  /** 重复填报: a report whose text is this alike to the last one, in percent, is flagged where no figure has moved. */
  repeatedFromPercent: number;
  /** 有指标无数字: whether a report without a figure is flagged where the item has targets. */
  figuresExpected: boolean;
  /** 无佐证: a report of this share done or more is flagged where the unit has given no evidence since the last one, nor named any. */
  evidenceFromPercent: number;
  /** 内容空泛: so many characters must be left of a report without its set phrases, or a figure have moved. */
  leastReportCharacters: number;
  /** 套话: phrases that count for nothing in a report. */
  stockPhrases: string[];
  /** 办结用语: phrases by which a report says that all of it is done. */
  donePhrases: string[];
  /** Templates of recurring duties; the same for every class of unit. */
  dutyTemplates: DutyTemplate[];
  /** How an item's time is shared out where its paper gives no steps; the same for every class of unit. */
  scheduleTemplates: ScheduleTemplate[];
}

/** What is laid down for some units (分类指导): where their rules differ, and what they are told to do. Source: guidance by region, trade, size and ownership. */
export interface RulesVariant {
  name: string;
  /** The units it is for: all of these traits, at least one. */
  when: Partial<UnitTraits>;
  differences: Partial<PolicyRules>;
  /** What these units are asked to heed, in the office's words; null: only the rules differ. */
  guidance: string | null;
}

/** Rules with their variants for some units (国有企业, 小微企业, …), in force from a moment. */
export interface Policy {
  version: number;
  /** Moment from which the version decides; nothing falls due by it earlier. */
  effectiveFrom: string;
  rules: PolicyRules;
  variants: readonly RulesVariant[];
}

export const STANDARD_RULES: PolicyRules = {
  receiptWorkingDays: 3,
  quantifyWorkingDays: 15,
  planReviewWorkingDays: 5,
  lowerPlans: 'approve',
  reminderWorkingDays: [7, 3, 1],
  blueWithinWorkingDays: 7,
  behindTolerancePercent: 20,
  graceWorkingDays: 2,
  answerWorkingDays: 3,
  signWorkingDays: 2,
  verifyWorkingDays: 5,
  returnWorkingDays: 5,
  rulingWorkingDays: 3,
  objectionWorkingDays: 5,
  approvalWorkingDays: 2,
  yearEndWorkingDays: 10,
  suspensionReviewWorkingDays: 20,
  outcomeWorkingDays: 5,
  linkWorkingDays: 15,
  programmeToleranceWorkingDays: 10,
  visitsPerQuarter: 1,
  escalationPath: ['leader', 'office', 'conference'],
  noticeTime: '09:00',
  urgingIntervalHours: 24,
  afterLastRungDays: 7,
  papers: ['yellowPaper', 'redPaper', 'admonition'],
  unitApprovals: 0,
  deadlineOnHoliday: 'stays',
  repeatedFromPercent: 85,
  figuresExpected: true,
  evidenceFromPercent: 100,
  leastReportCharacters: 8,
  stockPhrases: STOCK_PHRASES,
  donePhrases: DONE_PHRASES,
  dutyTemplates: STANDARD_TEMPLATES,
  scheduleTemplates: STANDARD_SCHEDULES,
};

const DAY_COUNTS = [
  'receiptWorkingDays', 'quantifyWorkingDays', 'planReviewWorkingDays', 'blueWithinWorkingDays', 'graceWorkingDays', 'answerWorkingDays', 'signWorkingDays',
  'verifyWorkingDays', 'returnWorkingDays', 'rulingWorkingDays', 'objectionWorkingDays', 'approvalWorkingDays', 'yearEndWorkingDays',
  'suspensionReviewWorkingDays', 'outcomeWorkingDays', 'linkWorkingDays', 'afterLastRungDays',
] as const;

/** What is wrong with proposed rules, by field; empty when they may take effect. */
export function problemsOfRules(rules: PolicyRules): { field: string; zh: string; en: string }[] {
  const problems: { field: string; zh: string; en: string }[] = [];
  for (const field of DAY_COUNTS) {
    const n = rules[field];
    if (!Number.isInteger(n) || n < 1 || n > 250) problems.push({ field, zh: '应为 1 至 250 的整数', en: 'must be a whole number from 1 to 250' });
  }
  const reminders = rules.reminderWorkingDays;
  if (reminders.some((n, i) => !Number.isInteger(n) || n < 1 || n > 60 || (i > 0 && n >= reminders[i - 1]!))) {
    problems.push({ field: 'reminderWorkingDays', zh: '应由远及近列出，每项为 1 至 60', en: 'must be listed farthest first, each from 1 to 60' });
  }
  if (!(rules.behindTolerancePercent >= 0 && rules.behindTolerancePercent <= 100)) problems.push({ field: 'behindTolerancePercent', zh: '应为 0 至 100', en: 'must be from 0 to 100' });
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(rules.noticeTime)) problems.push({ field: 'noticeTime', zh: '应为 HH:mm', en: 'must be HH:mm' });
  if (!(rules.urgingIntervalHours >= 0 && rules.urgingIntervalHours <= 720)) problems.push({ field: 'urgingIntervalHours', zh: '应为 0 至 720', en: 'must be from 0 to 720' });
  if (!Number.isInteger(rules.visitsPerQuarter) || rules.visitsPerQuarter < 0 || rules.visitsPerQuarter > 13) problems.push({ field: 'visitsPerQuarter', zh: '应为 0 至 13 的整数', en: 'must be a whole number from 0 to 13' });
  if (!Number.isInteger(rules.programmeToleranceWorkingDays) || rules.programmeToleranceWorkingDays < 0 || rules.programmeToleranceWorkingDays > 60) problems.push({ field: 'programmeToleranceWorkingDays', zh: '应为 0 至 60 的整数', en: 'must be a whole number from 0 to 60' });
  if (rules.escalationPath.length === 0) problems.push({ field: 'escalationPath', zh: '提级路径至少一级', en: 'the escalation path needs at least one stop' });
  if (!['approve', 'inform'].includes(rules.lowerPlans)) problems.push({ field: 'lowerPlans', zh: '应为 approve 或 inform', en: 'must be approve or inform' });
  if (![0, 1, 2].includes(rules.unitApprovals)) problems.push({ field: 'unitApprovals', zh: '应为 0、1 或 2', en: 'must be 0, 1 or 2' });
  problems.push(...problemsOfFeedback(rules), ...problemsOfTemplates(rules.dutyTemplates), ...problemsOfSchedules(rules.scheduleTemplates));
  return problems;
}

const LONGEST_PHRASE = 30;
const MOST_PHRASES = 200;

function problemsOfFeedback(rules: PolicyRules): { field: string; zh: string; en: string }[] {
  const problems: { field: string; zh: string; en: string }[] = [];
  for (const field of ['repeatedFromPercent', 'evidenceFromPercent'] as const) {
    if (!(rules[field] >= 1 && rules[field] <= 100)) problems.push({ field, zh: '应为 1 至 100', en: 'must be from 1 to 100' });
  }
  const least = rules.leastReportCharacters;
  if (!Number.isInteger(least) || least < 0 || least > 500) problems.push({ field: 'leastReportCharacters', zh: '应为 0 至 500 的整数', en: 'must be a whole number from 0 to 500' });
  for (const field of ['stockPhrases', 'donePhrases'] as const) {
    if (rules[field].length > MOST_PHRASES || rules[field].some((p) => p.trim().length < 2 || p.length > LONGEST_PHRASE)) {
      problems.push({ field, zh: `最多 ${MOST_PHRASES} 条，每条 2 至 ${LONGEST_PHRASE} 个字`, en: `at most ${MOST_PHRASES}, each of 2 to ${LONGEST_PHRASE} characters` });
    }
  }
  return problems;
}
