import { says } from '../proceeding/acting';
import { reject, type Rejection } from '../rejection';
import type { CommandOf } from './evaluation.commands';
import type { EvaluatedUnit } from './evaluation.state';

/**
 * What keeps a review from being granted as it is sent. A granted review changes what was asked about, and nothing else: scores that
 * persons gave are given anew, and what a formula gave is adjusted (裁定调整) with a reason, the computed points staying beside it. One
 * that would change nothing is refused by its name, not granted. Nothing in question named: all of it is.
 */
export function grantProblem(unit: EvaluatedUnit, { judged, adjusted, sheet }: CommandOf<'ruleReview'>): { rejected: Rejection } | null {
  const { review, score } = unit;
  if (review === null || score === null || sheet === null) throw new Error(`nothing of ${unit.unitId} was scored and is reviewed`);
  const asked = (indicatorId: string): boolean => review.indicatorIds.length === 0 || review.indicatorIds.includes(indicatorId);
  const silent = adjusted.findIndex((a) => !says(a.reason));
  if (silent >= 0) return reject('reason-missing', { field: `adjusted[${silent}].reason` });
  const strayAdjusted = adjusted.findIndex((a) => !asked(a.indicatorId));
  if (strayAdjusted >= 0) return reject('not-in-question', { field: `adjusted[${strayAdjusted}].indicatorId`, details: { name: adjusted[strayAdjusted]!.name } });
  const moved = (judged ?? []).findIndex((j) => !asked(j.indicatorId) && score.judged.find((b) => b.indicatorId === j.indicatorId)?.score !== j.score);
  if (moved >= 0) return reject('not-in-question', { field: `judged[${moved}].indicatorId`, details: { name: judged![moved]!.indicatorId } });
  const before = new Map(score.sheet.lines.map((l) => [l.indicatorId, l.points]));
  return sheet.lines.some((l) => l.points !== before.get(l.indicatorId)) ? null : reject('review-changes-nothing', { field: adjusted.length === 0 ? 'adjusted' : 'adjusted[0].points' });
}
