import type { Citation } from '../proceeding/evidence.events';
import type { KeepsEvidence } from '../proceeding/proceeding';
import { memberOf } from './inspection.parties';
import type { InspectionState } from './inspection.types';

/**
 * The team's photographs belong to findings and visits, or to the whole: one may show several findings. What a unit sends belongs
 * to one finding, and shows that one alone.
 */
export const EVIDENCE_OF_INSPECTION: KeepsEvidence<InspectionState> = {
  subjects: (state) => Object.fromEntries([...Object.values(state.findings), ...Object.values(state.visits)].map(({ id, unitId }) => [id, unitId])),
  cites({ data }) {
    const { evidenceIds, findingId, visitId } = data as { evidenceIds?: string[]; findingId?: string; visitId?: string };
    if (evidenceIds === undefined) return [];
    const citation: Citation = { evidenceIds, subject: findingId ?? visitId ?? null, ...(findingId === undefined ? {} : { binds: true }) };
    return [citation];
  },
  isTeam: (state, context) => memberOf(state, context) !== undefined,
};
