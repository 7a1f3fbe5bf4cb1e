import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import type { Act, Found } from './known';

/** What an act is about, in words: the unit, its step, the paper, the request or the target. */
export function useSubject(found: Found): (act: Act) => string {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const unitOf = (assignmentId: string | null | undefined): string => {
    const a = found.assignments.find(({ id }) => id === assignmentId);
    return a === undefined ? '' : nameOf(a.unitId);
  };
  return (act) => {
    const stepId = act.duty?.startsWith('step:') ? act.duty.slice('step:'.length) : act.stepId;
    const step = found.steps.find(({ id }) => id === stepId);
    const paper = found.papers.find(({ id }) => id === act.paperId);
    const request = found.requests.find(({ id }) => id === act.requestId);
    const target = found.targets.find(({ id }) => id === act.targetId);
    const parts = [
      unitOf(act.assignmentId ?? step?.assignmentId ?? paper?.assignmentId ?? request?.assignmentId),
      step?.title,
      paper && t(`itemParts.paperKinds.${paper.kind as 'bluePaper'}`),
      request && t(`itemParts.requestKinds.${request.kind as 'extension'}`),
      target?.metric,
    ];
    return parts.filter(Boolean).join(' · ');
  };
}

/** Under which what is typed for an act is kept: its own, whatever else may be done besides. */
export const subjectKey = (act: Act): string => Object.values(subjectOf(act)).join(':');

/** What an act is about, as its command names it. */
export function subjectOf(act: Act): Record<string, string | number> {
  const { assignmentId, stepId, requestId, paperId, targetId, what, duty, arming } = act;
  return Object.fromEntries(Object.entries({ assignmentId, stepId, requestId, paperId, targetId, what, duty, arming }).filter(([, value]) => value !== null)) as Record<string, string | number>;
}
