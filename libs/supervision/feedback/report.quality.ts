import type { PolicyRules } from '../policy/policy';
import { figuresIn, likenessPercent } from './similarity';

/**
 * What can be found wanting in a report.
 * - `repeatsLast`: it says again what the last one said, and no figure has moved.
 * - `figureMissing`: the item has targets, and the report gives no figure.
 * - `evidenceMissing`: it claims to be done, and nothing shows it.
 * - `saysNothing`: what is left of the text without set phrases is too short.
 */
export const QUALITY_RULES = ['repeatsLast', 'figureMissing', 'evidenceMissing', 'saysNothing'] as const;
export type QualityRule = (typeof QUALITY_RULES)[number];

/** A rule that fired on a report: it is shown, and never keeps a report from being sent. */
export interface QualityFlag {
  rule: QualityRule;
  /** Version of the policy whose rule fired. */
  policyVersion: number;
  /** What was found and what was asked for, in figures. */
  found: number;
  asked: number;
}

/** The rules that reports are judged by, as far as the judging asks. */
export type QualityRules = Pick<PolicyRules, 'repeatedFromPercent' | 'figuresExpected' | 'evidenceFromPercent' | 'leastReportCharacters' | 'stockPhrases'>;

export interface JudgedReport {
  text: string;
  /** Share done, 0 to 100; null where none is given. */
  percent: number | null;
  values: readonly { targetId: string; value: number }[];
  /** Set where there is no progress: then it is judged in place of the text. */
  noProgressReason: string | null;
}

/** What was known before the report. */
export interface KnownBefore {
  /** The last report's text, or its reason why there was no progress. */
  lastText: string | null;
  /** Newest value of each target that had one. */
  values: Readonly<Record<string, { value: number }>>;
  /** Targets of the item that are neither met by others nor waived. */
  targets: number;
  /** Pieces of evidence that the unit has given for it. */
  evidence: number;
}

/** Finds what is wanting in a report. Pure; the same report before sending and after gives the same flags. */
export function qualityOf(report: JudgedReport, before: KnownBefore, rules: QualityRules, policyVersion: number): QualityFlag[] {
  const flags: QualityFlag[] = [];
  const flag = (rule: QualityRule, found: number, asked: number): void => void flags.push({ rule, policyVersion, found, asked });
  const noProgress = (report.noProgressReason ?? '').trim() !== '';
  const said = noProgress ? report.noProgressReason! : report.text;
  const moved = report.values.some((v) => before.values[v.targetId]?.value !== v.value);

  if (before.lastText !== null && !moved && figuresIn(said).join() === figuresIn(before.lastText).join()) {
    const likeness = likenessPercent(said, before.lastText);
    if (likeness >= rules.repeatedFromPercent) flag('repeatsLast', likeness, rules.repeatedFromPercent);
  }
  if (rules.figuresExpected && !noProgress && before.targets > 0 && report.values.length === 0) flag('figureMissing', 0, 1);
  if (report.percent !== null && report.percent >= rules.evidenceFromPercent && before.evidence === 0) flag('evidenceMissing', report.percent, rules.evidenceFromPercent);
  if (report.values.length === 0) {
    const substance = substanceOf(said, rules.stockPhrases);
    if (substance < rules.leastReportCharacters) flag('saysNothing', substance, rules.leastReportCharacters);
  }
  return flags;
}

/** Characters that say something: letters and digits of what is left without the set phrases. */
function substanceOf(text: string, stockPhrases: readonly string[]): number {
  let left = text.normalize('NFKC').toLowerCase();
  // Longest first: a phrase within another leaves nothing of the longer one behind.
  const phrases = stockPhrases.map((p) => p.normalize('NFKC').toLowerCase()).sort((a, b) => b.length - a.length);
  for (const phrase of phrases) left = left.split(phrase).join('');
  return Array.from(left.replace(/[^\p{L}\p{N}]/gu, '')).length;
}
