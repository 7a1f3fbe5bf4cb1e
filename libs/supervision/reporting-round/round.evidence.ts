import type { KeepsEvidence } from '../proceeding/proceeding';
import type { RoundEventData, RoundState } from './round.types';

/** A unit's evidence belongs to a line of its form, and shows that line alone once the form has gone out. */
export const EVIDENCE_OF_ROUND: KeepsEvidence<RoundState> = {
  subjects: (state) => Object.fromEntries(Object.values(state.forms).flatMap(({ unitId, lines }) => lines.map(({ id }) => [id, unitId]))),
  cites({ type, data }) {
    if (type === 'FormSent') return citations(data as RoundEventData['FormSent'], { binds: true });
    return type === 'FormSaved' ? citations(data as RoundEventData['FormSaved'], { drafted: true }) : [];
  },
};

function citations({ entries }: Pick<RoundEventData['FormSaved'], 'entries'>, how: { binds: true } | { drafted: true }): ReturnType<NonNullable<KeepsEvidence<RoundState>['cites']>> {
  return entries.flatMap(({ lineId, evidenceIds }) => (evidenceIds && evidenceIds.length > 0 ? [{ evidenceIds, subject: lineId, ...how, field: `entries.${lineId}.evidenceIds` }] : []));
}
