import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identity } from '#libs/identity/testing/fixtures';
import { refusalsIn } from '#libs/supervision/proceeding/proceeding.decide';
import { viewProceeding } from '#libs/supervision/proceeding/proceeding.view';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import type { RoundCommand, RoundCommandOf, RoundLine, RoundState } from '#libs/supervision/reporting-round/round.types';
import { Course } from '#libs/supervision/testing/proceeding';
import { of } from '#libs/supervision/testing/world';
import { conceive } from './conceive';
import type { Conceived } from './conceived';

const office = of('office');
const lead = of('lead');
const line = (id: string): RoundLine => ({ id, itemId: `i-${id}`, assignmentId: 'a1', number: '1', title: '技能培训', role: 'lead', steps: [], targets: [], percent: null, last: null });
const open: RoundCommandOf<'openRound'> = {
  type: 'openRound', title: '2026年3月调度', planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null,
  period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-25', forms: [{ unitId: 'lead', lines: [line('x')] }, { unitId: 'second', lines: [line('y')] }],
};
const begun = Course.opened<RoundState, RoundCommand>(REPORTING_ROUND, '2026-03-16', office, open);
const sent = begun
  .and('2026-03-18', lead, { type: 'saveForm', unitId: 'lead', seen: null, entries: [{ lineId: 'x', stepId: null, text: '举办两期培训班，学员已结业考核', percent: 40, values: [], noProgressReason: null }] })
  .and('2026-03-19', lead, { type: 'sendForm', unitId: 'lead', seen: null, onBehalf: null, looked: { gone: [], refused: [], evidence: {} } });

function conceivedIn({ state, rules }: typeof begun, unitIds?: string[]): Conceived[] {
  const view = viewProceeding(REPORTING_ROUND, state, rules, state.lastAt, unitIds === undefined ? { kind: 'all' } : { kind: 'units', unitIds });
  return conceive(view, state, identity(['office']));
}
const about = (those: readonly Conceived[]): string[] => those.map(({ act, subject }) => (subject === null ? act : `${act} ${subject}`));

describe('what could be asked of a reporting round', () => {
  it('is to take or return a form that was sent, to urge for one that was not, and to lock', () => {
    expect(about(conceivedIn(begun))).toEqual(['urgeForm lead', 'urgeForm second', 'lockRound', 'redrawRound', 'draftBulletin', 'endRound', 'callOffRound']);
    expect(about(conceivedIn(sent))).toEqual(expect.arrayContaining(['collectForm lead', 'returnForm lead', 'lockRound']));
    expect(about(conceivedIn(sent)).filter((one) => one.endsWith('second'))).toEqual(['urgeForm second']);
  });

  it('tells a unit nothing of the forms of others', () => {
    expect(conceivedIn(sent, ['second']).filter((one) => one.about === 'form' && one.subject !== 'second')).toEqual([]);
  });

  it('says before the day why nothing can be locked, and before the lock why there is no circular', () => {
    const refuses = refusalsIn(REPORTING_ROUND, sent.state, { now: sent.state.lastAt, rules: sent.rules });
    const codes = Object.fromEntries(conceivedIn(sent).map(({ act, command }) => [act, refuses(command as never, office)?.code ?? null]));
    expect(codes).toMatchObject({ collectForm: null, returnForm: null, lockRound: 'round-not-due', draftBulletin: 'round-not-locked', endRound: 'round-not-locked', callOffRound: null });
  });

  it('names operations and addresses that the document has', () => {
    const { paths } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'openapi.generated.json'), 'utf8')) as { paths: Record<string, { post?: { operationId: string } }> };
    const known = new Map(Object.entries(paths).flatMap(([path, { post }]) => (post ? [[post.operationId, new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`)] as const] : [])));
    for (const { act, path } of [...conceivedIn(begun), ...conceivedIn(sent)]) expect([act, known.get(act)?.test(path)]).toEqual([act, true]);
  });
});
