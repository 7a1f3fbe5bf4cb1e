import { conceiveCommon } from './common.acts';
import type { Conceive } from './conceived';
import { conceiveDifficulty } from './difficulty.acts';
import { conceiveEvaluation } from './evaluation.acts';
import { conceiveInspection } from './inspection.acts';
import { conceiveMeeting } from './meeting.acts';
import { conceivePlanReview } from './plan-review.acts';

/** Kinds that name acts of their own beside those that all have. */
const OWN: Readonly<Record<string, Conceive>> = {
  inspection: conceiveInspection,
  evaluation: conceiveEvaluation,
  difficulty: conceiveDifficulty,
  meeting: conceiveMeeting,
  'plan-review': conceivePlanReview,
};

/** What could be asked of a proceeding, as its reader sees it. */
export const conceive: Conceive = (view, state, identity) => [...(OWN[view.kind]?.(view, state, identity) ?? []), ...conceiveCommon(view, state, identity)];
