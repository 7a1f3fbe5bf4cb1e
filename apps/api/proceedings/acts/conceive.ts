import { conceiveCommon } from './common.acts';
import type { Conceive } from './conceived';
import { conceiveDifficulty } from './difficulty.acts';
import { conceiveEvaluation } from './evaluation.acts';
import { conceiveInspection } from './inspection.acts';
import { conceiveInstruction } from './instruction.acts';
import { conceiveMeeting } from './meeting.acts';
import { conceivePlanReview } from './plan-review.acts';
import { conceiveProgramme } from './programme.acts';
import { conceiveReformUnit } from './reform-unit.acts';
import { conceiveRound } from './round.acts';
import { conceiveSurvey } from './survey.acts';

/** Kinds that name acts of their own beside those that all have. */
const OWN: Readonly<Record<string, Conceive>> = {
  inspection: conceiveInspection,
  evaluation: conceiveEvaluation,
  difficulty: conceiveDifficulty,
  meeting: conceiveMeeting,
  instruction: conceiveInstruction,
  programme: conceiveProgramme,
  'reporting-round': conceiveRound,
  'plan-review': conceivePlanReview,
  survey: conceiveSurvey,
  'reform-unit': conceiveReformUnit,
};

/** What could be asked of a proceeding, as its reader sees it. */
export const conceive: Conceive = (view, state, identity) => [...(OWN[view.kind]?.(view, state, identity) ?? []), ...conceiveCommon(view, state, identity)];
