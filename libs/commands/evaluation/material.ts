import { createHash } from 'node:crypto';
import { canonicalJson } from '#libs/event-store/canonical-json';
import type { Json } from '#libs/event-store/json';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import type { ResultRow } from '#libs/supervision/evaluation/sheet';

/**
 * What a signature stands for, as SHA-256 over canonical JSON: ranks and grades, every sheet, what persons gave and why, the figures'
 * events, and the hashes of the evidence. Whatever moves in them is another hash.
 */
export function hashOfResult(state: EvaluationState, rows: readonly ResultRow[]): string {
  const units = Object.values(state.units).map((u) => ({
    unitId: u.unitId,
    judged: u.score?.judged ?? [],
    sheet: u.score?.sheet ?? null,
    figures: u.figures,
    evidence: [...(u.self?.scores ?? []).flatMap((s) => s.evidence), ...(u.review?.evidence ?? [])].map((e) => e.sha256).sort(),
  }));
  const material = { evaluation: state.id, scheme: `${state.schemeId}@${state.schemeVersion}`, items: state.items, ...(state.proceedings.length === 0 ? {} : { proceedings: state.proceedings }), rows, units };
  return createHash('sha256').update(canonicalJson(material as unknown as Json)).digest('hex');
}
