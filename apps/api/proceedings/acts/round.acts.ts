import type { RoundCommand, RoundState } from '#libs/supervision/reporting-round/round.types';
import { conceived, when, WORDS, type Conceive, type Conceived } from './conceived';

/** What could be asked of a reporting round: by its office of the whole and of each form, by a unit in the approval of its own form. */
export const conceiveRound: Conceive<RoundState> = ({ id, closed, content }, { forms, locked }) => {
  if (closed !== null) return [];
  const make = (act: string, by: Conceived['by'], route: string, command: RoundCommand, more: Partial<Conceived> = {}): Conceived<RoundState> => conceived({ act, by, path: `/reporting-rounds/${id}/${route}`, command, ...more });
  const seen = (content.forms as { unitId: string }[]).flatMap(({ unitId }) => forms[unitId] ?? []);
  const ofForm = ({ unitId, status, version }: (typeof seen)[number]): Conceived<RoundState>[] => {
    const about = { about: 'form', subject: unitId, unitId, version } as const;
    const own = { ...about, relation: () => ({ unitId }) };
    return [
      ...when(status === 'inApproval', make('approveForm', 'form.approve', `forms/${unitId}/approve`, { type: 'approveForm', unitId, looked: { gone: [], refused: [], evidence: {} } }, own)),
      ...when(status === 'inApproval', make('sendBackForm', 'form.approve', `forms/${unitId}/send-back`, { type: 'sendBackForm', unitId, reason: WORDS }, own)),
      ...when(status === 'open' || status === 'inApproval', make('urgeForm', 'round.collect', `forms/${unitId}/urge`, { type: 'urgeForm', unitId }, about)),
      ...when(status === 'sent', make('collectForm', 'round.collect', `forms/${unitId}/collect`, { type: 'collectForm', unitId }, about)),
      ...when(status === 'sent' || status === 'collected', make('returnForm', 'round.collect', `forms/${unitId}/return`, { type: 'returnForm', unitId, reason: WORDS }, about)),
    ];
  };
  return [
    ...when(locked === null, ...seen.flatMap(ofForm), make('lockRound', 'round.collect', 'lock', { type: 'lockRound', standing: [], decided: [] }), make('redrawRound', 'round.collect', 'redraw', { type: 'redraw', forms: [], gone: [] })),
    make('draftBulletin', 'round.collect', 'bulletin', { type: 'draftBulletin', text: WORDS }),
    make('endRound', 'round.collect', 'end', { type: 'endRound', reason: WORDS }),
    ...when(locked === null, make('callOffRound', 'round.collect', 'call-off', { type: 'callOff', reason: WORDS })),
  ];
};
