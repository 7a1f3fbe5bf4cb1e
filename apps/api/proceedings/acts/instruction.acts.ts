import type { InstructionCommand, InstructionState } from '#libs/supervision/instruction/instruction.events';
import { conceived, DAY, WORDS, type Conceive, type Conceived } from './conceived';

/** What could be asked of an instruction: given out to units, fed back, instructed further, read and closed. */
export const conceiveInstruction: Conceive<InstructionState> = ({ id, closed }, { officeUnitId }) => {
  if (closed !== null) return [];
  const make = (act: string, by: Conceived['by'], route: string, command: InstructionCommand): Conceived<InstructionState> => conceived({ act, by, path: `/instructions/${id}/${route}`, command });
  return [
    make('assignInstruction', 'instruction.keep', 'assign', { type: 'assign', steps: [{ unitId: officeUnitId, text: WORDS, day: DAY }] }),
    make('giveFeedback', 'instruction.keep', 'feedback', { type: 'giveFeedback', text: WORDS }),
    make('closeInstruction', 'instruction.close', 'close', { type: 'close', text: WORDS }),
    make('instructFurther', 'instruction.close', 'further', { type: 'instructFurther', text: WORDS, steps: [] }),
  ];
};
