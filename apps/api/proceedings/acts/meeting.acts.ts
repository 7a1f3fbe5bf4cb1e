import { MeetingCommands } from '#libs/commands/meeting-commands';
import type { Outcome, Sender } from '#libs/commands/outcome';
import type { Actor } from '#libs/supervision/actor';
import type { MeetingCommand, MeetingState } from '#libs/supervision/meeting/meeting.events';
import { conceived, DAY, when, WORDS, type Conceive, type Conceived } from './conceived';

/** What could be asked of a meeting: before it is held, and once it was. */
export const conceiveMeeting: Conceive<MeetingState> = ({ id, closed }, { matters, held, day, officeUnitId }) => {
  if (closed !== null) return [];
  const make = (act: string, route: string, command: MeetingCommand, more: Partial<Conceived> = {}): Conceived<MeetingState> => conceived({ act, by: 'meeting.keep', path: `/meetings/${id}/${route}`, command, ...more });
  const open = Object.values(matters).filter((m) => m.status === 'open');
  const about = (matterId: string): Partial<Conceived> => ({ about: 'matter', subject: matterId });
  // A difficulty says for itself what may be done with it.
  const withdraw = (matterId: string) => ({ type: 'withdrawMatter', matterId, reason: WORDS }) as const;
  const decide = (matterId: string) => ({ type: 'decideMatter' as const, matterId, text: WORDS, decisions: [] });
  const both = (difficultyId: string | null, handled: (commands: MeetingCommands, ...by: [Actor, Sender]) => Promise<Outcome<unknown>>): Partial<Conceived> => (difficultyId === null ? {} : { handled: [(core, actor, sender) => handled(new MeetingCommands(core, core.proceedings), actor, sender)] });
  const [cancel, ofDifficulty] = [{ type: 'cancel', reason: WORDS } as const, open.find((m) => m.difficultyId !== null)?.difficultyId ?? null];
  return [
    ...when(held === null, make('holdMeeting', 'hold', { type: 'hold', day, presentUnitIds: [officeUnitId] })),
    ...open.map(({ id: matterId, difficultyId }) => make('decideMatter', `matters/${matterId}/decide`, { ...decide(matterId), stepIds: [] }, { ...about(matterId), ...both(difficultyId, (commands, ...by) => commands.decideMatter(id, decide(matterId), ...by)) })),
    make('recordMinutes', 'minutes', { type: 'recordMinutes', text: WORDS, evidenceIds: [] }),
    make('addMatter', 'matters', { type: 'addMatter', title: WORDS, text: '', difficultyId: null }),
    ...open.map(({ id: matterId, difficultyId }) => make('withdrawMatter', `matters/${matterId}/withdraw`, withdraw(matterId), { ...about(matterId), ...both(difficultyId, (commands, ...by) => commands.withdrawMatter(id, withdraw(matterId), ...by)) })),
    ...when(held === null, make('moveMeeting', 'move', { type: 'move', day: DAY, reason: WORDS }), make('cancelMeeting', 'cancel', cancel, both(ofDifficulty, (commands, ...by) => commands.cancel(id, cancel, ...by)))),
  ];
};
