import type { FollowedStep } from '#libs/supervision/proceeding/followed-step';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { conceived, DAY, NEW, when, WORDS, type Conceive, type Conceived } from './conceived';

/** What every kind may have: papers, followed steps, objections to a lateness. */
export const conceiveCommon: Conceive = (view) => {
  const at = `/proceedings/${view.kind}/${view.id}`;
  const steps = ((view.content as { steps?: FollowedStep[] }).steps ?? []).flatMap((step) => ofStep(at, step));
  return [...steps, ...ofPapers(at, view), ...ofLatenesses(at, view)];
};

function ofPapers(at: string, { papers }: Parameters<Conceive>[0]): Conceived[] {
  return papers.flatMap(({ id: subject, status }) => {
    const of = { about: 'paper', subject } as const;
    return [
      ...when(status === 'drafted', conceived({ ...of, act: 'signProceedingPaper', by: 'signPaper', path: `${at}/papers/${subject}/sign`, command: { type: 'signPaper', paperId: subject } as never })),
      ...when(status !== 'void', conceived({ ...of, act: 'voidProceedingPaper', by: 'voidPaper', path: `${at}/papers/${subject}/void`, command: { type: 'voidPaper', paperId: subject, reason: WORDS } as never })),
    ];
  });
}

function ofStep(at: string, { id: stepId, unitId, personId, status, request }: FollowedStep): Conceived[] {
  const ofUnit = (): { unitId: string; holderId: string | null } => ({ unitId, holderId: personId });
  const step = (act: string, by: Conceived['by'], route: string, command: { type: string } & object): Conceived => conceived({ act, by, path: `${at}/steps/${stepId}/${route}`, about: 'step', subject: stepId, unitId, command: { ...command, stepId } as never, ...(by === 'step.do' || by === 'namePerson' ? { relation: ofUnit } : {}) });
  const reason = WORDS;
  return [
    ...when(status === 'open', step('doStep', 'step.do', 'do', { type: 'doStep', text: WORDS, evidenceIds: [] } as never), step('nameStepPerson', 'namePerson', 'name-person', { type: 'nameStepPerson', personId: NEW } as never)),
    ...when(status === 'open' && request === null, step('requestStepExtension', 'step.do', 'request-extension', { type: 'requestStepExtension', day: DAY, reason } as never)),
    ...when(status === 'open' && request !== null, step('ruleStepExtension', 'step.accept', 'rule-extension', { type: 'ruleStepExtension', grant: false, day: null, reason } as never)),
    ...when(status === 'done', step('acceptStep', 'step.accept', 'accept', { type: 'takeStep' }), step('returnStep', 'step.accept', 'return', { type: 'sendBackStep', reason } as never)),
    ...when(status === 'open' || status === 'done', step('dropStep', 'step.drop', 'drop', { type: 'dropStep', reason } as never)),
  ];
}

function ofLatenesses(at: string, { latenesses, latenessObjections }: Parameters<Conceive>[0]): Conceived<ProceedingState>[] {
  const disputed = new Set(latenessObjections.map((o) => o.lateness));
  return [
    ...latenesses
      .filter((l) => !l.overturned && !disputed.has(l.id))
      .map(({ id, unitId }) => conceived({ act: 'objectToLateness', by: 'lateness.object', path: `${at}/objections`, about: 'lateness', subject: id, unitId, body: { lateness: id }, command: { type: 'objectToLateness', lateness: id, reason: WORDS, evidenceIds: [] } as never, relation: () => ({ unitId }) })),
    ...latenessObjections
      .filter((o) => o.status === 'open')
      .map(({ id, unitId }) => conceived({ act: 'ruleOnLateness', by: 'lateness.rule', path: `${at}/objections/${id}/rule`, about: 'latenessObjection', subject: id, unitId, command: { type: 'ruleOnLateness', objectionId: id, upheld: false, reason: WORDS } as never })),
  ];
}
