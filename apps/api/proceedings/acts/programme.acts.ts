import type { ProgrammeCommand, ProgrammeState } from '#libs/supervision/programme/programme.types';
import { conceived, WORDS, type Conceive, type Conceived } from './conceived';

/** What could be asked of a year's programme of inspections: entries that come, change and go, and how often units may be inspected. */
export const conceiveProgramme: Conceive<ProgrammeState> = ({ id, closed, content }, { officeUnitId, year }) => {
  if (closed !== null) return [];
  const make = (act: string, route: string, command: ProgrammeCommand, more: Partial<Conceived> = {}): Conceived<ProgrammeState> => conceived({ act, by: 'programme.change', path: `/programmes/${id}/${route}`, command, ...more });
  const entry = { type: 'setEntry', title: WORDS, unitIds: [officeUnitId], from: `${year}-12-31`, to: `${year}-12-31` } as const;
  const planned = (content.entries as { id: string; status: string }[]).filter((e) => e.status === 'planned');
  return [
    make('addProgrammeEntry', 'entries', { ...entry, unitIds: [...entry.unitIds], entryId: null }),
    make('setInspectionBudget', 'budget', { type: 'setBudget', unitId: null, places: null, reason: WORDS }),
    ...planned.flatMap(({ id: entryId }) => [
      make('changeProgrammeEntry', `entries/${entryId}/change`, { ...entry, unitIds: [...entry.unitIds], entryId }, { about: 'entry', subject: entryId }),
      make('dropProgrammeEntry', `entries/${entryId}/drop`, { type: 'dropEntry', entryId, reason: WORDS }, { about: 'entry', subject: entryId }),
    ]),
  ];
};
