import { EVALUATION } from '../evaluation/evaluation';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '../difficulty/difficulty';
import { CLOCK } from '../actor';
import { drawn, OFFICE, seen, type Round } from '../testing/evaluation';
import { Course } from '../testing/proceeding';
import { of, ROSTER, rulesWith } from '../testing/world';
import type { DomainEvent } from '../event';
import type { CommonEventData } from './proceeding';
import { proceedingNoticesOf } from './proceeding.notices';
import { viewProceeding } from './proceeding.view';

const left = (unitId: string, personId: string, gone = true) => ({ type: 'noteHolder' as const, unitId, personId, gone });
/** The second signer's turn: a named person. */
const hisTurn = (): Round => drawn().and('2026-03-13', of('helper', 4), { type: 'sign', requestId: 's1', seen: seen(drawn()) });
const duty = (round: Round, at = '2026-03-13T03:00:00.000Z') => viewProceeding(EVALUATION, round.state, round.rules, at, { kind: 'all' }).duties.find((d) => d.subject === 's2');
const toldOf = (events: readonly DomainEvent[], type: string): object[] => events.filter((e) => e.type === type).flatMap((e) => (e.data as CommonEventData['ReminderIssued']).to);

describe('a signer who leaves in mid-round', () => {
  it('is shown as gone; the duty goes on, and its reminders and rungs reach who names another', () => {
    expect(duty(hisTurn())).toMatchObject({ owedBy: { personId: 'other-7', post: 'responsible' }, gone: null });
    const gone = hisTurn().and('2026-03-13', CLOCK, left('other', 'other-7'));
    expect(duty(gone)).toMatchObject({ owedBy: { unitId: 'other', personId: 'other-7', post: 'leader' }, gone: 'person', arming: 1 });
    expect(gone.state.materialVersion).toBe(hisTurn().state.materialVersion);
    expect(proceedingNoticesOf(EVALUATION, gone.events.at(-1)!, gone.state, ROSTER)).toEqual([expect.objectContaining({ kind: 'holderLeft', to: [expect.objectContaining({ unitId: 'other', post: 'leader' }), expect.objectContaining({ unitId: 'office' })] })]);
    const late = gone.until('2026-03-16 10:00').until('2026-03-31');
    const after = late.events.slice(gone.events.length);
    expect(after.some((e) => e.type === 'OverdueMarked' && e.agendaKey?.startsWith('cosign:s2/'))).toBe(true);
    expect(toldOf(after, 'ReminderIssued')).toEqual(expect.arrayContaining([expect.objectContaining({ unitId: 'other', post: 'leader', personId: null })]));
    expect(toldOf(after, 'ReminderIssued')).not.toEqual(expect.arrayContaining([expect.objectContaining({ personId: 'other-7' })]));
  });

  it('is told of once, and no more once the person is back or another is named; signatures given stay', () => {
    const gone = hisTurn().and('2026-03-13', CLOCK, left('other', 'other-7'));
    expect(gone.when('2026-03-13', CLOCK, left('other', 'other-7')).events).toEqual([]);
    expect(hisTurn().when('2026-03-13', CLOCK, left('other', 'other-7', false)).events).toEqual([]);
    const back = gone.and('2026-03-13', CLOCK, left('other', 'other-7', false));
    expect(duty(back)).toMatchObject({ gone: null, owedBy: { post: 'responsible' } });
    expect(back.when('2026-03-13', of('other', 7), { type: 'sign', requestId: 's2', seen: seen(back) }).rejected).toBeNull();
    // The unit names another, or another member unit does: the office shares a roof with a unit that the signature is about.
    for (const [by, command] of [[of('other', 1), 'substitute'], [of('supervisor', 1), 'replaceSigner']] as const) {
      const named = gone.and('2026-03-13', by, { type: command, requestId: 's2', by: { unitId: 'other', personId: 'other-8' }, reason: '调离' });
      expect(duty(named)).toMatchObject({ owedBy: { personId: 'other-8' }, gone: null });
      const signed = named.and('2026-03-13', of('other', 8), { type: 'sign', requestId: 's2', seen: seen(named) });
      expect(signed.state.signatures.map((s) => s.personId)).toEqual(['helper-4', 'other-8']);
    }
  });

  it('is declared gone by nobody but the system', () => {
    expect(hisTurn().when('2026-03-13', OFFICE, left('other', 'other-7')).rejected).toBe('not-the-office');
  });
});

describe('a unit that is dissolved in mid-round', () => {
  const without = (...units: string[]) => ({ ...rulesWith(), roster: { ...ROSTER, units: Object.fromEntries(Object.entries(ROSTER.units).map(([id, u]) => [id, units.includes(id) ? { ...u, until: '2026-03-01' } : u])) } });

  it('has its signature asked of by the office, and another is named; its own people sign no more', () => {
    const round = drawn();
    const moved = new Course(EVALUATION, without('helper'), round.events, round.state);
    expect(viewProceeding(EVALUATION, moved.state, moved.rules, '2026-03-13T03:00:00.000Z', { kind: 'all' }).duties).toMatchObject([{ subject: 's1', gone: 'unit' }]);
    expect(moved.when('2026-03-13', of('helper', 4), { type: 'sign', requestId: 's1', seen: seen(round) }).rejected).toBe('unit-dissolved');
    const late = moved.until('2026-03-13 09:30').until('2026-03-31');
    expect(toldOf(late.events.slice(moved.events.length), 'ReminderIssued')).toEqual([expect.objectContaining({ unitId: 'office', why: 'onBehalf' })]);
    expect(toldOf(late.events.slice(moved.events.length), 'DutyEscalated')[0]).toMatchObject({ unitId: 'office', post: 'office' });
    const named = moved.and('2026-03-13', of('supervisor', 1), { type: 'replaceSigner', requestId: 's1', by: { unitId: 'spare', personId: null }, reason: '机构改革' });
    expect(named.when('2026-03-13', of('spare', 1), { type: 'sign', requestId: 's1', seen: seen(round) }).rejected).toBeNull();
  });

  it('accepts and rules on nothing any more where it supervised: the next one does', () => {
    const raise: DifficultyCommand = { type: 'raise', title: '技能人才引进难', text: '补贴兑现慢', category: null, source: { kind: 'survey', ref: null }, ofUnitId: null, ofName: null, planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: 'supervisor', conferenceUnitId: 'conference' };
    const course: Course<DifficultyState, DifficultyCommand> = Course.opened(DIFFICULTY, '2026-01-05', of('office', 9), raise).and('2026-01-06', of('office', 9), { type: 'coordinate', unitId: 'union', text: '会商', day: '2026-01-30' }).and('2026-01-07', of('union', 1), { type: 'doStep', stepId: 's1', text: '已办', evidenceIds: [] });
    // The office is housed in the union: the supervising unit accepts, and after it the conference.
    expect(course.when('2026-01-08', of('supervisor', 1), { type: 'takeStep', stepId: 's1' }).rejected).toBeNull();
    const moved = new Course(DIFFICULTY, without('supervisor'), course.events, course.state);
    expect(moved.when('2026-01-08', of('supervisor', 1), { type: 'takeStep', stepId: 's1' }).rejected).toBe('not-the-verifier');
    expect(moved.when('2026-01-08', of('conference', 1), { type: 'takeStep', stepId: 's1' }).rejected).toBeNull();
  });
});
