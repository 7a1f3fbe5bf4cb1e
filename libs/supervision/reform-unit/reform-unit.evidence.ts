import type { KeepsEvidence } from '../proceeding/proceeding';
import type { ReformUnitEventData, ReformUnitState } from './reform-unit.events';

/** A visit is shown by its own evidence: what showed one shows no other. An own plan (一企一策) may be a document. */
export const EVIDENCE_OF_REFORM_UNIT: KeepsEvidence<ReformUnitState> = {
  subjects: () => ({}),
  cites({ type, data }) {
    if (type === 'VisitRecorded') {
      const { visitId, evidenceIds } = data as ReformUnitEventData['VisitRecorded'];
      return [{ evidenceIds, subject: visitId, binds: true }];
    }
    const plan = type === 'OwnPlanSet' ? (data as ReformUnitEventData['OwnPlanSet']) : type === 'ReformUnitListed' ? (data as ReformUnitEventData['ReformUnitListed']).ownPlan : null;
    return plan?.evidenceId ? [{ evidenceIds: [plan.evidenceId], subject: null, field: 'evidenceId' }] : [];
  },
};
