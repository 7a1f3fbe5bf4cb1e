import type { HandOver, Holder } from '../holding';
import { movables } from '../proceeding/hand-over';
import { finding, INSPECTOR, LEADER, OFFICE, opened, REPLY, REPORT, rectifying, SIGN, SIGNER, underWay, type Inspecting } from '../testing/inspections';
import { of, rulesWith } from '../testing/world';
import { INSPECTION } from './inspection';
import { leaderOf } from './inspection.parties';
import { reportOfInspection } from './inspection.view';

const unit = (unitId: string): Holder => ({ unitId, personId: null });
const person = (unitId: string, n: number): Holder => ({ unitId, personId: `${unitId}-${n}` });
const handOver = (from: Holder, to: Holder): HandOver => ({ type: 'handOver', handOverId: 'h1', from, to, reason: '机构改革', basis: '机构改革方案' });
const preview = (course: Inspecting, from: Holder, to: Holder, at = '2026-01-13'): Record<string, string | null> =>
  Object.fromEntries(movables(INSPECTION, course.state, from, to, { now: `${at}T02:00:00.000Z`, actor: OFFICE, rules: rulesWith() }).map((m) => [`${m.holding.kind} ${m.holding.id}`, m.refusal?.code ?? null]));

describe('handing over in an inspection', () => {
  const planned = (): Inspecting => underWay().and('2026-01-08', LEADER, { type: 'planVisit', unitId: 'lead', day: '2026-01-13', personId: 'supervisor-1' });

  it('moves a member’s seat with the visits; both names stay, and what the member did is still theirs', () => {
    expect(preview(planned(), person('supervisor', 1), person('supervisor', 3))).toEqual({ 'teamLeader team:supervisor-1': null, 'visit visit:v1': null });
    const moved = planned().and('2026-01-12', LEADER, finding()).and('2026-01-12', of('supervisor', 9), handOver(person('supervisor', 1), person('supervisor', 3)));
    expect(moved.state.team).toMatchObject([{ personId: 'supervisor-1', left: { reason: '机构改革', byPersonId: 'supervisor-3' } }, { personId: 'supervisor-2' }, { personId: 'supervisor-3', role: 'leader', left: null }]);
    expect(moved.state.visits['v1']).toMatchObject({ personId: 'supervisor-3' });
    expect(moved.state.findings['f1']).toMatchObject({ recordedBy: 'supervisor-1' });
    expect(INSPECTION.duties(moved.state, moved.rules.spans[0]!, moved.rules.roster).find((d) => d.kind === 'report')?.owedBy).toMatchObject({ personId: 'supervisor-3' });
    expect(preview(moved, person('supervisor', 1), person('supervisor', 3))).toEqual({});
    expect(moved.when('2026-01-12', of('supervisor', 9), handOver(person('supervisor', 1), person('supervisor', 3))).events).toEqual([]);
  });

  it('gives the lead to a member who is there already', () => {
    const moved = planned().and('2026-01-12', OFFICE, handOver(person('supervisor', 1), person('supervisor', 2)));
    expect(moved.state.team.filter((m) => m.left === null)).toEqual([expect.objectContaining({ personId: 'supervisor-2', role: 'leader' })]);
    expect(leaderOf(moved.state).personId).toBe('supervisor-2');
  });

  it('moves the seats of a whole unit with its people, but not under the roof of who is inspected', () => {
    const moved = planned().and('2026-01-12', OFFICE, handOver(unit('supervisor'), unit('spare')));
    expect(moved.state.team.filter((m) => m.left === null).map((m) => [m.personId, m.unitId, m.role])).toEqual([['supervisor-1', 'spare', 'leader'], ['supervisor-2', 'spare', 'inspector']]);
    expect(preview(planned(), unit('supervisor'), unit('lead'))).toEqual({ 'teamLeader team:supervisor-1': 'own-work', 'teamMember team:supervisor-2': 'own-work', 'visit visit:v1': 'own-work' });
    expect(planned().when('2026-01-12', OFFICE, handOver(unit('supervisor'), unit('lead'))).rejected).toBe('own-work');
    expect(planned().when('2026-01-12', OFFICE, handOver(unit('supervisor'), unit('gone'))).rejected).toBe('unit-dissolved');
  });

  it('moves the unit inspected, with the visits to it, also before it was told', () => {
    const moved = planned().and('2026-01-12', OFFICE, handOver(unit('lead'), unit('spare')));
    expect(moved.state.scope.unitIds).toEqual(['spare', 'second']);
    expect(moved.state.visits['v1']).toMatchObject({ unitId: 'spare', personId: 'supervisor-1' });
    expect(moved.when('2026-01-13', INSPECTOR, finding()).rejected).toBe('unit-not-inspected');
    expect(moved.when('2026-01-13', INSPECTOR, finding({ unitId: 'spare', itemId: null })).rejected).toBeNull();
    expect(opened().and('2026-01-05', OFFICE, handOver(unit('lead'), unit('spare'))).state.scope.unitIds).toEqual(['spare', 'second']);
    // A unit that the team comes from cannot be inspected in another's place.
    expect(preview(planned(), unit('lead'), unit('supervisor'))).toEqual({ 'inspectedUnit inspected': 'own-work' });
  });

  it('moves a rectification; past its day it has the days of a return, and the lateness stays', () => {
    const late = rectifying().until('2026-01-28');
    expect(preview(late, unit('lead'), unit('spare'), '2026-01-28')).toEqual({ 'inspectedUnit inspected': null, 'rectification finding:f1': null });
    const moved = late.and('2026-01-28', OFFICE, handOver(unit('lead'), unit('spare')));
    expect(moved.state.findings['f1']).toMatchObject({ unitId: 'spare', former: [{ unitId: 'lead', personId: null }], day: '2026-01-26', attemptDay: '2026-02-04', arming: 2 });
    expect(moved.state.overdue['rectify:f1/1']).toBeDefined();
    expect(moved.when('2026-01-29', of('lead', 1), REPLY).rejected).toBe('not-the-assignee');
    const struck = moved.and('2026-01-29', of('spare', 1), REPLY).and('2026-01-29', LEADER, { type: 'strikeOff', findingId: 'f1', text: '已核实', evidenceIds: [] });
    expect(struck.state.findings['f1']?.status).toBe('struckOff');
    // The old unit still finds it, and the report says both.
    expect(INSPECTION.summary(moved.state).unitIds).toEqual(expect.arrayContaining(['lead', 'spare']));
    expect((INSPECTION.view(moved.state, { kind: 'units', unitIds: ['lead'] }) as { findings: object[] }).findings).toHaveLength(1);
    expect(JSON.stringify(reportOfInspection(moved.state))).toContain('"unitId":"spare"');
  });

  it('keeps a rectification where its acceptance would come under one roof', () => {
    const reported = rectifying().and('2026-01-16', LEADER, REPORT);
    expect(preview(reported, unit('lead'), unit('supervisor'), '2026-01-19')).toEqual({ 'rectification finding:f1': 'no-verifier-left' });
  });

  it('draws a notice that waits for its signature up anew for the unit that takes over', () => {
    const drafted = underWay().and('2026-01-12', INSPECTOR, finding()).and('2026-01-12', INSPECTOR, finding({ text: '经费未到位' }));
    const moved = drafted.and('2026-01-12', OFFICE, handOver(unit('lead'), unit('spare')));
    expect(Object.values(moved.state.papers).map((p) => [p.id, p.status, p.to[0]?.unitId])).toEqual([['p1', 'void', 'lead'], ['p2', 'void', 'lead'], ['p3', 'drafted', 'spare'], ['p4', 'drafted', 'spare']]);
    expect(moved.state.findings['f2']).toMatchObject({ status: 'drafted', notices: [{ status: 'void' }, { paperId: 'p4', draftedBy: 'supervisor-2' }] });
    const signed = moved.and('2026-01-13', SIGNER, { ...SIGN, paperId: 'p4' });
    expect(signed.state.findings['f2']).toMatchObject({ status: 'rectifying', unitId: 'spare' });
  });

  it('names what a dissolved issuer was to sign, and leaves it', () => {
    const drafted = underWay().and('2026-01-12', INSPECTOR, finding());
    expect(preview(drafted, unit('office'), unit('spare'))).toEqual({ 'sign sign-paper:p1': 'holding-stays' });
  });
});
