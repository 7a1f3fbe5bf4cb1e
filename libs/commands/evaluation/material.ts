import { createHash } from 'node:crypto';
import { canonicalJson } from '#libs/event-store/canonical-json';
import type { Json } from '#libs/event-store/json';
import type { EvidenceRef } from '#libs/supervision/evaluation/evaluation.events';
import type { EvaluatedUnit, EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import type { ResultRow } from '#libs/supervision/evaluation/sheet';

/** Evidence that a unit's score rests on: of its self-evaluation and of its request for a review. */
export function evidenceBehind({ self, review }: EvaluatedUnit): EvidenceRef[] {
  return [...(self?.scores ?? []).flatMap((s) => s.evidence), ...(review?.evidence ?? [])];
}

/**
 * What a signature stands for, as SHA-256 over canonical JSON: ranks and grades, every sheet, what persons gave and why, the figures'
 * events, and the hashes of the evidence. Whatever moves in them is another hash.
 */
export function hashOfResult(state: EvaluationState, rows: readonly ResultRow[]): string {
  const units = Object.values(state.units).map((u) => ({
    unitId: u.unitId,
    judged: u.score?.judged ?? [],
    ...(u.score === null || u.score.adjusted.length === 0 ? {} : { adjusted: u.score.adjusted }),
    sheet: u.score?.sheet ?? null,
    figures: u.figures,
    evidence: evidenceBehind(u).map((e) => e.sha256).sort(),
  }));
  const material = { evaluation: state.id, scheme: `${state.schemeId}@${state.schemeVersion}`, items: state.items, ...(state.proceedings.length === 0 ? {} : { proceedings: state.proceedings }), rows, units };
  return createHash('sha256').update(canonicalJson(material as unknown as Json)).digest('hex');
}
