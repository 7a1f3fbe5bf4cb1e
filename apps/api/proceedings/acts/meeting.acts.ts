import type { MeetingCommand, MeetingState } from '#libs/supervision/meeting/meeting.events';
import { conceived, DAY, when, WORDS, type Conceive, type Conceived } from './conceived';

/** What could be asked of a meeting: before it is held, and once it was. */
export const conceiveMeeting: Conceive<MeetingState> = ({ id, closed }, { matters, held, day, minutes, officeUnitId }) => {
  if (closed !== null) return [];
  const make = (act: string, route: string, command: MeetingCommand, more: Partial<Conceived> = {}): Conceived<MeetingState> => conceived({ act, by: 'meeting.keep', path: `/meetings/${id}/${route}`, command, ...more });
  const open = Object.values(matters).filter((m) => m.status === 'open');
  return [
    ...when(held === null, make('holdMeeting', 'hold', { type: 'hold', day, presentUnitIds: [officeUnitId] })),
    ...open.map(({ id: matterId }) => make('decideMatter', `matters/${matterId}/decide`, { type: 'decideMatter', matterId, text: WORDS, decisions: [], stepIds: [] }, { about: 'matter', subject: matterId })),
    ...when(minutes === null, make('recordMinutes', 'minutes', { type: 'recordMinutes', text: WORDS, evidenceIds: [] })),
    make('addMatter', 'matters', { type: 'addMatter', title: WORDS, text: '', difficultyId: null }),
    ...open.map(({ id: matterId }) => make('withdrawMatter', `matters/${matterId}/withdraw`, { type: 'withdrawMatter', matterId, reason: WORDS }, { about: 'matter', subject: matterId })),
    ...when(held === null, make('moveMeeting', 'move', { type: 'move', day: DAY, reason: WORDS }), make('cancelMeeting', 'cancel', { type: 'cancel', reason: WORDS })),
  ];
};
