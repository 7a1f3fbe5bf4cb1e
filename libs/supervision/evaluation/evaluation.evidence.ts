import type { Citation } from '../proceeding/evidence.events';
import type { KeepsEvidence } from '../proceeding/proceeding';
import type { EvaluationEventData, EvidenceRef } from './evaluation.events';
import type { EvaluationState } from './evaluation.state';

/** Those that lie in the round itself; those of items were looked up there. */
function own(evidence: readonly EvidenceRef[], unitId: string, field: string): Citation {
  return { evidenceIds: evidence.flatMap((e) => (e.itemId === null ? [e.evidenceId] : [])), subject: unitId, field };
}

/** A unit's evidence shows what it gives itself and what it asks to have reviewed: one file may show several indicators. */
export const EVIDENCE_OF_EVALUATION: KeepsEvidence<EvaluationState> = {
  subjects: (state) => Object.fromEntries(Object.values(state.units).map(({ unitId, answeredBy }) => [unitId, answeredBy])),
  cites({ type, data }) {
    if (type === 'SelfAssessed') {
      const { unitId, scores } = data as EvaluationEventData['SelfAssessed'];
      return scores.map((s, i) => own(s.evidence, unitId, `scores[${i}].evidence`));
    }
    if (type !== 'ReviewRequested') return [];
    const { unitId, evidence } = data as EvaluationEventData['ReviewRequested'];
    return [own(evidence, unitId, 'evidence')];
  },
};
