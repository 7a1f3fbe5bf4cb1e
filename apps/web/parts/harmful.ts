import type { itemActs } from '../words/zh/item-acts';
import type { proceedingActs } from '../words/zh/proceeding-acts';

type ActName = keyof typeof itemActs.names | keyof typeof proceedingActs.names;

/** Acts that end, void or take away what there is: never the button that one's hand falls on. */
export const HARMFUL: ReadonlySet<ActName> = new Set<ActName>([
  'suspend', 'withdraw', 'closeUnfulfilled', 'voidPaper', 'waiveTarget',
  'dropInspectionVisit', 'dropLookBack', 'cancelInspection', 'withdrawFinding', 'cancelEvaluation', 'leaveDifficulty', 'withdrawMatter', 'cancelMeeting', 'takePlansBack', 'endRound', 'callOffRound', 'dropProgrammeEntry',
  'leaveOutPlace', 'callOffSurvey', 'endLink', 'removeReformUnit', 'voidProceedingPaper', 'dropStep', 'dissentFromResult',
]);
