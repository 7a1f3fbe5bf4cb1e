import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../../api/client';
import type { Kind } from '../search';
import { FIELDS, type ActName } from './fields';

export type Found = Schemas['ProceedingViewBody'];
export type Act = Schemas['ProceedingActBody'];

/** Questions about one matter and the lists that it stands in: an act on it changes their answers. */
export const PROCEEDING_SHOWN = ['proceeding', 'proceedings', 'todo', 'inbox'] as const;

/** What the reader may do with the matter now, and why not what they may not: asked of the API, which decides it dry. @param wanted false: not asked, as on a past day */
export function useProceedingActs({ kind, id }: Pick<Found, 'kind' | 'id'>, wanted = true): UseQueryResult<Schemas['ProceedingActsBody']> {
  return useQuery({ queryKey: ['proceeding', kind, id, 'acts'], enabled: wanted, queryFn: () => answer(api.GET('/proceedings/{kind}/{id}/acts', { params: { path: { kind: kind as Kind, id } } })) });
}

/** What answers others, and is waited for, comes first; what ends a matter comes last. */
const FIRST: readonly ActName[] = [
  'signResult', 'signProceedingPaper', 'replyRectification', 'doStep', 'assessSelf', 'acceptScore', 'requestScoreReview', 'approveInspection', 'ruleOnEscalation', 'ruleOnFindingObjection', 'ruleOnLateness', 'ruleStepExtension', 'rulePlans', 'ruleOnPlanReturn',
  'strikeOffFinding', 'returnRectification', 'acceptStep', 'returnStep', 'verifyScores', 'ruleScoreReview', 'giveInspectionNotice', 'recordFinding', 'answerInspectionChecklist', 'recordInspectionVisit', 'decideMatter', 'holdMeeting', 'coordinateDifficulty', 'approveForm', 'closeInstruction', 'giveFeedback', 'lockRound', 'draftBulletin', 'giveScoreFeedback', 'drawResults', 'publishEvaluation',
];
const RANK = new Map<string, number>([...FIRST, ...(Object.keys(FIELDS) as ActName[]).filter((name) => !FIRST.includes(name))].map((name, at) => [name, at]));

/** Acts of one kind, with everything that they could be done to. */
export interface ActGroup {
  key: string;
  act: ActName;
  /** Of an objection to a finding: to what of it. */
  what: 'finding' | 'lateness' | 'return' | null;
  of: readonly Act[];
}

/** By kind, in the order in which they are offered; kinds that this page has no form for are left out. */
export function grouped(acts: readonly Act[]): ActGroup[] {
  const groups = new Map<string, ActGroup & { of: Act[] }>();
  for (const act of acts) {
    if (!RANK.has(act.act)) continue;
    const what = (act.body as { what?: ActGroup['what'] }).what ?? null;
    const key = `${act.act}:${what ?? ''}`;
    const group = groups.get(key) ?? { key, act: act.act as ActName, what, of: [] };
    group.of.push(act);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => RANK.get(a.act)! - RANK.get(b.act)!);
}
