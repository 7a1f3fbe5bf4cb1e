import { FOLLOWED, FOLLOWED_WORDS } from '../proceeding/followed-step';
import { latenessesOfSteps } from '../proceeding/followed-step.duties';
import { stepsHandOver } from '../proceeding/step-hand-over';
import type { ProceedingKind } from '../proceeding/proceeding';
import { decideDifficulty, openDifficulty } from './difficulty.decide';
import { dutiesOfDifficulty } from './difficulty.duties';
import type { DifficultyCommand, DifficultyState } from './difficulty.events';
import { beginDifficulty, foldDifficulty } from './difficulty.evolve';
import { noticesOfDifficulty } from './difficulty.notices';
import { summaryOfDifficulty, viewOfDifficulty } from './difficulty.view';

export type { DifficultyCommand, DifficultyEventData, DifficultySource, DifficultyState } from './difficulty.events';

export const DIFFICULTY: ProceedingKind<DifficultyState, DifficultyCommand> = {
  name: 'difficulty',
  words: { zh: '困难问题', en: 'difficulty' },
  material: { ...FOLLOWED, DifficultyRaised: true, CarriedToConference: true, PutOnAgenda: true, TakenOffAgenda: true, ConferenceDecided: true, DifficultySolved: true, DifficultyLeft: true },
  eventWords: {
    ...FOLLOWED_WORDS,
    DifficultyRaised: { zh: '提出困难问题', en: 'raised' },
    CarriedToConference: { zh: '提交联席会议', en: 'carried to the conference' },
    PutOnAgenda: { zh: '列入会议议程', en: 'put on the agenda' },
    TakenOffAgenda: { zh: '移出会议议程', en: 'taken off the agenda' },
    ConferenceDecided: { zh: '联席会议议定', en: 'decided by the conference' },
    DifficultySolved: { zh: '已解决', en: 'solved' },
    DifficultyLeft: { zh: '未解决，结束', en: 'left unsolved' },
  },
  afterClose: new Set(),
  begin: beginDifficulty,
  fold: foldDifficulty,
  open: openDifficulty,
  decide: decideDifficulty,
  consequences: () => [],
  duties: dutiesOfDifficulty,
  moments: () => [],
  handsOver: stepsHandOver(),
  notices: noticesOfDifficulty,
  summary: summaryOfDifficulty,
  steps: (state) => state.steps,
  latenesses: (state) => latenessesOfSteps(state, state.steps),
  view: viewOfDifficulty,
};
