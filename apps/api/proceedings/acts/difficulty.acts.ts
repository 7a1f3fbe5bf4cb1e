import type { DifficultyCommand, DifficultyState } from '#libs/supervision/difficulty/difficulty.events';
import { conceived, DAY, when, WORDS, type Conceive, type Conceived } from './conceived';

/** What could be asked of a difficulty: to be coordinated, carried to the conference, decided, solved, or left. */
export const conceiveDifficulty: Conceive<DifficultyState> = ({ id, closed }, { officeUnitId, conference }) => {
  if (closed !== null) return [];
  const make = (act: string, by: Conceived['by'], route: string, command: DifficultyCommand): Conceived<DifficultyState> => conceived({ act, by, path: `/difficulties/${id}/${route}`, command });
  return [
    make('coordinateDifficulty', 'difficulty.coordinate', 'coordinate', { type: 'coordinate', unitId: officeUnitId, text: WORDS, day: DAY }),
    make('solveDifficulty', 'difficulty.coordinate', 'solve', { type: 'solve', solution: WORDS, shared: false }),
    ...when(conference === null, make('carryDifficultyToConference', 'difficulty.coordinate', 'carry-to-conference', { type: 'carryToConference', reason: WORDS })),
    ...when(conference !== null, make('recordDifficultyDecision', 'difficulty.decide', 'record-decision', { type: 'recordDecision', text: WORDS, decisions: [], meetingId: null, matterId: null })),
    make('leaveDifficulty', 'difficulty.coordinate', 'leave', { type: 'leave', reason: WORDS }),
  ];
};

