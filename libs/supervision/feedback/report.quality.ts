import type { PolicyRules } from '../policy/policy';
import { figuresIn } from '../text/figures';
import { likenessPercent } from '../text/similarity';
import { claimedPercent } from './claim';

/**
 * What can be found wanting in a report.
 * - `repeatsLast`: it says again what the last one said, and no figure has moved.
 * - `figureMissing`: the item has targets, and the report gives no figure.
 * - `evidenceMissing`: it claims to be done, by its share or in words, and nothing new shows it.
 * - `saysNothing`: what is left of the text without set phrases is too short, and no figure has moved.
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
export type QualityRules = Pick<PolicyRules, 'repeatedFromPercent' | 'figuresExpected' | 'evidenceFromPercent' | 'leastReportCharacters' | 'stockPhrases' | 'donePhrases'>;

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
  /** Pieces of evidence that show it: given since the last report or the last accepted work, or named with it. */
  evidence: number;
}

/** Finds what is wanting in a report. Pure; the same report before sending and after gives the same flags. */
export function qualityOf(report: JudgedReport, before: KnownBefore, rules: QualityRules, policyVersion: number): QualityFlag[] {
  const flags: QualityFlag[] = [];
  const flag = (rule: QualityRule, found: number, asked: number): void => void flags.push({ rule, policyVersion, found, asked });
  const noProgress = (report.noProgressReason ?? '').trim() !== '';
  const said = noProgress ? report.noProgressReason! : report.text;
  const moved = hasMoved(report.values, before.values);

  if (before.lastText !== null && !moved && figuresIn(said).join() === figuresIn(before.lastText).join()) {
    const likeness = likenessPercent(said, before.lastText);
    if (likeness >= rules.repeatedFromPercent) flag('repeatsLast', likeness, rules.repeatedFromPercent);
  }
  if (rules.figuresExpected && !noProgress && before.targets > 0 && report.values.length === 0) flag('figureMissing', 0, 1);
  const claimed = Math.max(report.percent ?? 0, noProgress ? 0 : (claimedPercent(report.text, rules.donePhrases) ?? 0));
  if (claimed >= rules.evidenceFromPercent && before.evidence === 0) flag('evidenceMissing', claimed, rules.evidenceFromPercent);
  if (!moved) {
    const substance = substanceOf(said, rules.stockPhrases);
    if (substance < rules.leastReportCharacters) flag('saysNothing', substance, rules.leastReportCharacters);
  }
  return flags;
}

/** Whether a figure is another than the newest one known; before the first, than nothing. */
function hasMoved(values: JudgedReport['values'], known: KnownBefore['values']): boolean {
  return values.some((v) => v.value !== (known[v.targetId]?.value ?? 0));
}

/**
 * Whether a report says that nothing moved, and that something did: a figure that is another, a share above the last one (`percent`:
 * null where none is known), or words that say it is all done. It is counted as both, so it is not taken.
 */
export function contradictsItself(report: JudgedReport, known: Pick<KnownBefore, 'values'> & { percent: number | null }, rules: Pick<QualityRules, 'donePhrases' | 'evidenceFromPercent'>): boolean {
  if ((report.noProgressReason ?? '').trim() === '') return false;
  const rose = report.percent !== null && known.percent !== null && report.percent > known.percent;
  return rose || hasMoved(report.values, known.values) || (claimedPercent(report.text, rules.donePhrases) ?? 0) >= rules.evidenceFromPercent;
}

/** Characters that say something: letters and digits of what is left without the set phrases. */
function substanceOf(text: string, stockPhrases: readonly string[]): number {
  let left = text.normalize('NFKC').toLowerCase();
  for (const phrase of longestFirst(stockPhrases)) if (left.includes(phrase)) left = left.split(phrase).join('');
  return left.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

const prepared = new WeakMap<readonly string[], readonly string[]>();

/** A policy's phrases as they are looked for, longest first: a phrase within another leaves nothing of the longer one behind. */
function longestFirst(stockPhrases: readonly string[]): readonly string[] {
  const known = prepared.get(stockPhrases);
  if (known) return known;
  const phrases = stockPhrases.map((p) => p.normalize('NFKC').toLowerCase()).sort((a, b) => b.length - a.length);
  prepared.set(stockPhrases, phrases);
  return phrases;
}
