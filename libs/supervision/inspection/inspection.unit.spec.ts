import type { Actor } from '../actor';
import { of } from '../testing/world';
import { Course } from '../testing/proceeding';
import { CONVENOR, finding, INSPECTOR, LEAD, LEADER, OFFICE, opened, opening, rectifying, REPLY, REPORT, SIGN, SIGNER, underWay } from '../testing/inspections';
import { proceedingNoticesOf } from '../proceeding/proceeding.notices';
import { proceedingOf } from '../proceeding/proceeding.evolve';
import { INSPECTION } from './inspection';
import type { InspectionCommand } from './inspection.events';
import { figuresOf } from './inspection.figures';
import type { InspectionState } from './inspection.types';
import { reportOfInspection } from './inspection.view';

const approve: InspectionCommand = { type: 'approveInspection', grant: true, text: '同意' };
const notice: InspectionCommand = { type: 'giveNotice', text: '定于 1 月 12 日至 16 日督查' };
const status = (state: InspectionState): string => INSPECTION.summary(state).status;

/** What was told, to which units, over the whole course. */
function told(course: { events: readonly Parameters<typeof proceedingNoticesOf>[1][]; rules: Parameters<typeof Course.opened>[4] }): string[] {
  return course.events.flatMap((e, i) => proceedingNoticesOf(INSPECTION, e, proceedingOf(INSPECTION, 'x1', course.events.slice(0, i + 1))!, course.rules!.roster).map((n) => `${n.kind}: ${n.to.map((t) => t.unitId).join(', ')}`));
}

describe('an inspection off the programme', () => {
  it('is approved case by case before anybody inspected hears of it', () => {
    const pending = opened();
    expect(status(pending.state)).toBe('awaitingApproval');
    expect(pending.when('2026-01-06', LEADER, notice).rejected).toBe('inspection-not-approved');
    expect(pending.when('2026-01-06', OFFICE, approve).rejected).toBe('own-work');
    expect(pending.when('2026-01-06', of('lead', 3), approve).rejected).toBe('not-the-approver');
    const approved = pending.and('2026-01-06', CONVENOR, approve);
    expect(status(approved.state)).toBe('preparing');
    expect(INSPECTION.summary(approved.state).unitIds).toEqual(['office', 'supervisor']);
    const noticed = approved.and('2026-01-07', LEADER, notice);
    expect(INSPECTION.summary(noticed.state).unitIds).toEqual(['office', 'supervisor', 'lead', 'second']);
    expect(noticed.when('2026-01-08', LEADER, notice).rejected).toBe('inspection-noticed');
    expect(told(noticed)).toEqual(['toApprove: conference', 'approved: office, supervisor', 'inspection: lead, second']);
  });

  it('is approved by nobody who would inspect, and by no unit that it concerns', () => {
    const own = opened({ team: [{ personId: 'conference-7', unitId: 'conference', role: 'leader' }, { personId: 'supervisor-2', unitId: 'supervisor', role: 'inspector' }] });
    expect(own.when('2026-01-06', CONVENOR, approve).rejected).toBe('own-inspection');
    expect(own.and('2026-01-06', of('conference', 8), approve).state.approval).toBe('granted');
    // Nor does a substitute's hand make another of them.
    expect(own.when('2026-01-06', { kind: 'person', personId: 'conference-8', unitId: 'conference', insteadOf: 'conference-7' }, approve).rejected).toBe('own-inspection');
    const union = { scope: { itemIds: [], unitIds: ['union'], reformUnitIds: [] } };
    expect(() => opened({ ...union, conferenceUnitId: null, supervisingUnitId: null })).toThrow('no-unit-above');
    // Nobody acts for a conference without people: the next one approves.
    expect(opened({ conferenceUnitId: 'helper2' }).and('2026-01-06', of('office', 5), approve).state.approval).toBe('granted');
    expect(() => opened({ ...union, conferenceUnitId: 'helper2', supervisingUnitId: null })).toThrow('no-unit-above');
    expect(opened({ ...union, conferenceUnitId: 'helper2' }).and('2026-01-06', of('supervisor', 5), approve).state.approval).toBe('granted');
  });

  it('is directed by nobody who is inspected or shares a roof with who is: the leader and the unit that approves are left', () => {
    const union = opened({ scope: { itemIds: [], unitIds: ['union'], reformUnitIds: [] } }).and('2026-01-06', CONVENOR, approve);
    const cancel: InspectionCommand = { type: 'cancelInspection', reason: '不再需要' };
    for (const command of [cancel, notice, { type: 'mergeInspection', intoId: 'x9', reason: '合并' } as const, { type: 'reschedule', days: { from: '2026-01-13', to: '2026-01-14' }, reason: '调整' } as const, { type: 'replaceInspector', personId: 'supervisor-1', byPersonId: 'other-1', byUnitId: 'other', reason: '调整' } as const]) {
      expect(union.when('2026-01-07', OFFICE, command).rejected).toBe('own-inspection');
    }
    expect(union.when('2026-01-07', of('other', 3), cancel).rejected).toBe('not-the-team');
    for (const actor of [LEADER, of('supervisor', 5), CONVENOR]) expect(union.when('2026-01-07', actor, cancel).rejected).toBeNull();
    const supervisor = opened({ scope: { itemIds: [], unitIds: ['supervisor'], reformUnitIds: [] }, team: [{ personId: 'other-1', unitId: 'other', role: 'leader' }], checklist: [] }).and('2026-01-06', CONVENOR, approve).and('2026-01-07', of('other', 1), notice);
    expect(supervisor.when('2026-01-07', of('supervisor', 1), REPORT).rejected).toBe('own-inspection');
    expect(supervisor.when('2026-01-07', CONVENOR, REPORT).rejected).toBeNull();
    // Where nobody is barred the unit that approves does not direct.
    expect(opened().and('2026-01-06', CONVENOR, approve).when('2026-01-07', CONVENOR, cancel).rejected).toBe('not-the-team');
  });

  it('ends where it is not approved, with the reason', () => {
    const refused = opened().and('2026-01-06', CONVENOR, { type: 'approveInspection', grant: false, text: '本季度督查已多' });
    expect(refused.state.closed).toMatchObject({ how: 'notApproved', reason: '本季度督查已多' });
    expect(opened().when('2026-01-06', CONVENOR, { type: 'approveInspection', grant: false, text: '' }).rejected).toBe('reason-missing');
  });

  it('reminds who approves, marks them overdue and climbs', () => {
    const waited = opened().until('2026-01-30');
    expect(waited.events.map((e) => e.type)).toEqual(expect.arrayContaining(['OverdueMarked', 'DutyEscalated']));
    expect(waited.state.overdue['approve/1']).toBe('2026-01-08T16:00:00.000Z');
  });

  it('needs no approval on the programme', () => {
    expect(status(opened({ basis: { kind: 'programme', entryId: 'e1' } }).state)).toBe('preparing');
  });
});

describe('the team', () => {
  it.each<[string, Parameters<typeof opening>[0], string]>([
    ['has no leader', { team: [{ personId: 'supervisor-1', unitId: 'supervisor', role: 'inspector' }] }, 'team-invalid'],
    ['has somebody twice', { team: [{ personId: 'supervisor-1', unitId: 'supervisor', role: 'leader' }, { personId: 'supervisor-1', unitId: 'supervisor', role: 'inspector' }] }, 'team-invalid'],
    ['inspects its own unit', { team: [{ personId: 'lead-1', unitId: 'lead', role: 'leader' }] }, 'own-work'],
    ['is from under the roof of who is inspected', { scope: { itemIds: [], unitIds: ['union'], reformUnitIds: [] }, team: [{ personId: 'office-1', unitId: 'office', role: 'leader' }] }, 'own-work'],
    ['is of a unit that is not there', { team: [{ personId: 'x', unitId: 'constructor', role: 'leader' }] }, 'unit-unknown'],
    ['inspects a unit that was dissolved', { scope: { itemIds: [], unitIds: ['gone'], reformUnitIds: [] } }, 'unit-dissolved'],
    ['inspects nobody', { scope: { itemIds: [], unitIds: [], reformUnitIds: [] } }, 'nothing-open'],
    ['comes in the past', { days: { from: '2026-01-01', to: '2026-01-16' } }, 'date-in-the-past'],
    ['leaves before it comes', { days: { from: '2026-01-16', to: '2026-01-12' } }, 'date-invalid'],
  ])('is refused where it %s', (_, change, code) => {
    expect(() => opened(change)).toThrow(code);
  });

  it('goes on where one leaves: both names stay, the successor has the lead, the visits and the duties', () => {
    const planned = underWay().and('2026-01-08', LEADER, { type: 'planVisit', unitId: 'lead', day: '2026-01-13', personId: 'supervisor-1' });
    const replaced = planned.and('2026-01-09', OFFICE, { type: 'replaceInspector', personId: 'supervisor-1', byPersonId: 'other-1', byUnitId: 'other', reason: '工作调动' });
    expect(replaced.state.team).toMatchObject([{ personId: 'supervisor-1', left: { reason: '工作调动', byPersonId: 'other-1' } }, { personId: 'supervisor-2', left: null }, { personId: 'other-1', role: 'leader', left: null }]);
    expect(replaced.state.visits['v1']).toMatchObject({ personId: 'other-1', status: 'planned' });
    expect(replaced.when('2026-01-12', LEADER, finding()).rejected).toBe('not-the-team');
    expect(replaced.when('2026-01-12', of('other', 1), finding()).rejected).toBeNull();
    expect(planned.when('2026-01-09', OFFICE, { type: 'replaceInspector', personId: 'supervisor-1', byPersonId: 'lead-4', byUnitId: 'lead', reason: '工作调动' }).rejected).toBe('own-work');
  });

  it('is stood in for during leave: both names are kept, and neither decides on what the other did', () => {
    const sub: Actor = { kind: 'person', personId: 'supervisor-6', unitId: 'supervisor', insteadOf: 'supervisor-2' };
    expect(underWay().when('2026-01-12', of('supervisor', 6), finding()).rejected).toBe('not-the-team');
    const planned = underWay().and('2026-01-08', LEADER, { type: 'planVisit', unitId: 'lead', day: '2026-01-12', personId: 'supervisor-2' });
    const found = planned.and('2026-01-12', sub, { type: 'doVisit', visitId: 'v1', day: '2026-01-12', personIds: [], record: '查阅台账', evidenceIds: [] }).and('2026-01-12', sub, finding());
    expect(found.state).toMatchObject({ stoodIn: [{ personId: 'supervisor-6', insteadOf: 'supervisor-2' }], visits: { v1: { done: { personIds: ['supervisor-6'], insteadOf: 'supervisor-2' } } }, findings: { f1: { recordedBy: 'supervisor-6', insteadOf: 'supervisor-2', notices: [{ draftedBy: 'supervisor-6', insteadOf: 'supervisor-2' }] } } });
    // Own draft: neither the substitute nor who was away signs it.
    for (const personId of ['supervisor-6', 'supervisor-2']) expect(found.when('2026-01-12', { kind: 'person', personId, unitId: 'office' }, SIGN).rejected).toBe('own-draft');
    const objected = found.and('2026-01-13', SIGNER, SIGN).and('2026-01-14', LEAD, { type: 'objectToFinding', findingId: 'f1', what: 'finding', reason: '台账齐全', evidenceIds: [] });
    for (const personId of ['supervisor-6', 'supervisor-2']) expect(objected.when('2026-01-15', { kind: 'person', personId, unitId: 'office' }, { type: 'ruleOnObjection', objectionId: 'o1', upheld: false, basis: '经核' }).rejected).toBe('first-decider');
    // Nor does who applied through a substitute approve.
    const applied = Course.opened(INSPECTION, '2026-01-05', { kind: 'person', personId: 'office-9', unitId: 'office', insteadOf: 'conference-7' }, opening());
    expect(applied.when('2026-01-06', CONVENOR, approve).rejected).toBe('own-work');
  });

  it('makes its visits or drops them before it reports', () => {
    const planned = underWay().and('2026-01-08', LEADER, { type: 'planVisit', unitId: 'lead', day: '2026-01-13', personId: 'supervisor-2' }).and('2026-01-08', LEADER, { type: 'planVisit', unitId: 'second', day: '2026-01-14', personId: 'supervisor-2' });
    expect(planned.when('2026-01-13', LEADER, REPORT).rejected).toBe('visits-open');
    const visit = { type: 'doVisit' as const, visitId: 'v1', personIds: ['supervisor-1', 'supervisor-2'], record: '查阅台账，走访两家企业', evidenceIds: [] };
    expect(planned.when('2026-01-13', INSPECTOR, { ...visit, day: '2026-01-14' }).rejected).toBe('date-invalid');
    expect(planned.when('2026-01-13', INSPECTOR, { ...visit, day: '2026-01-13', personIds: ['stranger'] }).rejected).toBe('team-invalid');
    const done = planned.and('2026-01-13', INSPECTOR, { ...visit, day: '2026-01-13' }).until('2026-01-20');
    expect(done.state.overdue).toMatchObject({ 'visit:v2/1': '2026-01-14T16:00:00.000Z' });
    const through = done.and('2026-01-20', LEADER, { type: 'dropVisit', visitId: 'v2', reason: '与他组合并走访' }).and('2026-01-20', LEADER, REPORT);
    // Nothing was found: it closes with its report.
    expect(through.state.closed).toMatchObject({ how: 'closed' });
  });

  it('reports once every question is answered for every unit, or dropped with a reason', () => {
    const answer: InspectionCommand = { type: 'answerChecklist', key: 't1.1', unitId: 'lead', answer: 'yes', note: null, evidenceIds: [] };
    const half = underWay().and('2026-01-12', INSPECTOR, answer);
    const report = { ...REPORT, dropUnanswered: null } as InspectionCommand;
    expect(half.when('2026-01-13', LEADER, report).rejected).toBe('questions-open');
    expect(half.and('2026-01-13', INSPECTOR, { ...answer, unitId: 'second' }).when('2026-01-13', LEADER, report).types).toEqual(['InspectionReported', 'InspectionClosed']);
    const dropped = half.and('2026-01-13', LEADER, REPORT);
    expect(dropped.events.slice(-3).map((e) => e.type)).toEqual(['ChecklistQuestionDropped', 'InspectionReported', 'InspectionClosed']);
    expect(dropped.state.unanswered).toMatchObject({ 't1.1/second': { reason: '与本次督查重点无关', personId: 'supervisor-1' } });
  });

  it('answers its checklist for each unit, within the scope', () => {
    const answer: InspectionCommand = { type: 'answerChecklist', key: 't1.1', unitId: 'lead', answer: 'partly', note: '方案未分解', evidenceIds: [] };
    expect(underWay().and('2026-01-12', INSPECTOR, answer).state.answers['t1.1/lead']).toMatchObject({ answer: 'partly', personId: 'supervisor-2' });
    expect(underWay().when('2026-01-12', INSPECTOR, { ...answer, key: 'none' }).rejected).toBe('not-found');
    expect(underWay().when('2026-01-12', INSPECTOR, { ...answer, unitId: 'helper' }).rejected).toBe('unit-not-inspected');
  });
});

describe('a finding', () => {
  it('drafts its rectification notice, which is nothing until a person of the office signs it', () => {
    const drafted = underWay().and('2026-01-12', INSPECTOR, finding());
    expect(drafted.state.findings['f1']).toMatchObject({ status: 'drafted', day: null, notices: [{ paperId: 'p1', status: 'drafted' }] });
    expect(drafted.state.papers['p1']).toMatchObject({ kind: 'rectificationNotice', series: 'ZG', issuerUnitId: 'office', status: 'drafted', to: [{ unitId: 'lead' }] });
    // No machine speaks in an office's name.
    expect(drafted.until('2026-03-02').state.findings['f1']).toMatchObject({ status: 'drafted', day: null });
    expect(drafted.until('2026-03-02').events.filter((e) => e.type === 'ProceedingPaperSigned')).toEqual([]);
    expect(drafted.until('2026-03-02').state.overdue['sign-paper:p1/1']).toBe('2026-01-14T16:00:00.000Z');
    expect(drafted.when('2026-01-12', LEADER, SIGN).rejected).toBe('not-the-issuer');
    const signed = drafted.and('2026-01-13', SIGNER, SIGN);
    // Ten working days from the signature.
    expect(signed.state.findings['f1']).toMatchObject({ status: 'rectifying', day: '2026-01-27', arming: 1 });
    expect(signed.events.slice(-2).map((e) => e.type)).toEqual(['ProceedingPaperSigned', 'RectificationOrdered']);
  });

  it('is shown to its unit from the signature on, and to no other unit', () => {
    const seen = (state: InspectionState, unitId: string): unknown => (INSPECTION.view(state, { kind: 'units', unitIds: [unitId] }) as { findings: unknown[] }).findings.length;
    const drafted = underWay().and('2026-01-12', INSPECTOR, finding());
    expect(seen(drafted.state, 'lead')).toBe(0);
    const signed = drafted.and('2026-01-13', SIGNER, SIGN);
    expect([seen(signed.state, 'lead'), seen(signed.state, 'second')]).toEqual([1, 0]);
    expect(INSPECTION.readsAll?.(signed.state, 'supervisor-2')).toBe(true);
  });

  it('is one where two inspectors write it at once, and amended only by who saw it as it is', () => {
    const photo = { type: 'attachProceedingEvidence' as const, evidenceId: 'e1', subject: null, name: '台账.jpg', mediaType: 'image/jpeg', bytes: 3, sha256: 'aa' };
    const drafted = underWay().and('2026-01-12', INSPECTOR, photo).and('2026-01-12', INSPECTOR, finding());
    expect(drafted.when('2026-01-12', LEADER, finding({ text: ' 培训台账 不全 ' })).rejected).toBe('finding-recorded');
    expect(drafted.when('2026-01-12', LEADER, finding({ unitId: 'second' })).rejected).toBeNull();
    const amend = { type: 'amendFinding' as const, findingId: 'f1', revision: 1, text: '三季度培训台账不全', severity: 'serious' as const, basis: '工作要点', evidenceIds: ['e1'] };
    const amended = drafted.and('2026-01-12', LEADER, amend);
    expect(amended.when('2026-01-12', INSPECTOR, { ...amend, text: '台账缺失' }).rejected).toBe('stale');
    // A signature is bound to what was seen.
    expect(amended.when('2026-01-13', SIGNER, SIGN).rejected).toBe('paper-not-drafted');
    const signed = amended.and('2026-01-13', SIGNER, { ...SIGN, paperId: 'p2' });
    expect(signed.state.papers['p2']).toMatchObject({ status: 'issued', text: expect.stringContaining('三季度培训台账不全') as string });
    expect(signed.when('2026-01-14', LEADER, { ...amend, revision: 2 }).rejected).toBe('finding-not-so');
    expect(signed.when('2026-01-14', SIGNER, { type: 'voidPaper', paperId: 'p2', reason: '有误' }).rejected).toBe('finding-not-so');
  });

  it('has its notice drafted anew where the signer voids it', () => {
    const voided = underWay().and('2026-01-12', INSPECTOR, finding()).and('2026-01-13', SIGNER, { type: 'voidPaper', paperId: 'p1', reason: '要求不明确' });
    expect(voided.state.findings['f1']).toMatchObject({ status: 'recorded', notices: [{ status: 'void' }] });
    const again = voided.and('2026-01-13', INSPECTOR, { type: 'demandRectification', findingId: 'f1', demand: '按月补齐台账并报备', workingDays: 5 }).and('2026-01-14', SIGNER, { ...SIGN, paperId: 'p2' });
    expect(again.state.findings['f1']).toMatchObject({ status: 'rectifying', day: '2026-01-21', notices: [{ status: 'void' }, { paperId: 'p2', status: 'issued' }] });
  });

  it.each<[string, Actor, InspectionCommand, string]>([
    ['by nobody of the team', OFFICE, finding(), 'not-the-team'],
    ['in a unit beyond the scope', INSPECTOR, finding({ unitId: 'helper' }), 'unit-not-inspected'],
    ['in an item beyond the scope', INSPECTOR, finding({ itemId: 'i9' }), 'item-not-inspected'],
    ['without words', INSPECTOR, finding({ text: ' ' }), 'nothing-substantial'],
    ['without a basis', INSPECTOR, finding({ basis: '' }), 'reason-missing'],
    ['without a demand', INSPECTOR, finding({ demand: '' }), 'nothing-substantial'],
    ['to be put right in no time', INSPECTOR, finding({ workingDays: 0 }), 'value-invalid'],
    ['come back of another unit', INSPECTOR, finding({ earlier: { inspectionId: 'x0', findingId: 'f1', unitId: 'second', since: '2025-06-01T00:00:00.000Z' } }), 'finding-not-found'],
  ])('is not recorded %s', (_, actor, command, code) => {
    expect(underWay().when('2026-01-12', actor, command).rejected).toBe(code);
  });

  it('is repeated where it comes back in the unit that took a dissolved one’s place', () => {
    const before = underWay();
    const { roster } = before.rules;
    const heir = { ...before.rules, roster: { ...roster, units: { ...roster.units, gone: { ...roster.units['gone']!, successorId: 'lead' } } } };
    const earlier = { inspectionId: 'x0', findingId: 'f1', unitId: 'gone', since: '2025-06-01T02:00:00.000Z' };
    expect(before.when('2026-01-12', INSPECTOR, finding({ earlier })).rejected).toBe('finding-not-found');
    expect(new Course(INSPECTION, heir, before.events, before.state).and('2026-01-12', INSPECTOR, finding({ earlier })).state.findings['f1']).toMatchObject({ repeated: true });
  });

  it('is repeated where it comes back within a year, to the day', () => {
    const back = (since: string): unknown => underWay({ lookBackOf: 'x0' }).and('2026-01-12', INSPECTOR, finding({ earlier: { inspectionId: 'x0', findingId: 'f1', unitId: 'lead', since } })).state.findings['f1'];
    expect(back('2025-01-12T02:00:00.000Z')).toMatchObject({ repeated: true, earlier: { inspectionId: 'x0', findingId: 'f1' } });
    expect(back('2025-01-11T02:00:00.000Z')).toMatchObject({ repeated: false, earlier: { inspectionId: 'x0', findingId: 'f1' } });
  });
});

describe('rectification', () => {
  const strike: InspectionCommand = { type: 'strikeOff', findingId: 'f1', text: '已核实', evidenceIds: [] };
  const sendBack: InspectionCommand = { type: 'returnRectification', findingId: 'f1', reason: '缺 11 月台账' };

  it('in time is struck off, and the inspection closes once its report is there', () => {
    const replied = rectifying().and('2026-01-20', LEAD, REPLY).and('2026-01-21', LEADER, strike);
    expect(replied.state.findings['f1']).toMatchObject({ status: 'struckOff' });
    expect(replied.state.closed).toBeNull();
    const closed = replied.and('2026-01-21', LEADER, REPORT);
    expect(closed.state.closed).toMatchObject({ how: 'closed' });
    expect(figuresOf(closed.state)).toMatchObject({ findings: 1, major: 1, struckOff: 1, late: 0, open: 0 });
    expect(closed.until('2026-06-01').events).toHaveLength(closed.events.length);
  });

  it('closes of itself when the last finding is struck off after the report', () => {
    const closed = rectifying().and('2026-01-16', LEADER, REPORT).and('2026-01-20', LEAD, REPLY).and('2026-01-21', LEADER, strike);
    expect(closed.events.at(-1)?.type).toBe('InspectionClosed');
  });

  it('climbs its own ladder, each rung once, and late stays late', () => {
    const late = ['2026-01-15', '2026-01-21', '2026-01-26 09:30', '2026-01-27', '2026-02-02', '2026-02-12'].reduce((c, at) => c.until(at), rectifying());
    const rungs = late.events.flatMap((e) => (e.agendaKey?.startsWith('rectify:f1/1/') ? [e.agendaKey.slice('rectify:f1/1/'.length)] : []));
    expect(rungs.slice(0, 6)).toEqual(['T-7', 'T-3', 'T-1', 'overdue', 'stop-1', 'stop-2']);
    expect(new Set(rungs).size).toBe(rungs.length);
    const done = late.and('2026-02-12', LEAD, REPLY).and('2026-02-13', LEADER, strike);
    expect(figuresOf(done.state).late).toBe(1);
  });

  it('returned is tried again with days of its own; sent again after the first day it is late', () => {
    const returned = rectifying().and('2026-01-26', LEAD, REPLY).and('2026-01-27', LEADER, sendBack);
    expect(returned.state.findings['f1']).toMatchObject({ status: 'rectifying', arming: 2, day: '2026-01-26', attemptDay: '2026-02-03' });
    expect(figuresOf(returned.state).late).toBe(0);
    // Returned early it keeps its day, where that is later.
    expect(rectifying().and('2026-01-14', LEAD, REPLY).and('2026-01-14', LEADER, sendBack).state.findings['f1']).toMatchObject({ arming: 2, attemptDay: '2026-01-26' });
    const again = returned.and('2026-01-30', LEAD, { ...REPLY, text: '已补 11 月台账' } as InspectionCommand);
    expect(figuresOf(again.state).late).toBe(1);
    expect(figuresOf(returned.until('2026-02-05').state).late).toBe(1);
  });

  it('escalated is brought before the conference', () => {
    const escalated = rectifying().and('2026-01-20', LEAD, REPLY).and('2026-01-21', LEADER, { type: 'escalateRectification', findingId: 'f1', reason: '两次整改不到位' });
    expect(escalated.events.at(-1)?.data).toMatchObject({ toUnitId: 'conference' });
    expect(told(escalated).at(-1)).toBe('returned: lead, conference');
    // Which owes a decision, by a day and with a ladder of its own.
    expect(escalated.until('2026-02-12').state.overdue['escalation:f1/1']).toBe('2026-01-26T16:00:00.000Z');
    expect(escalated.until('2026-02-12').events.some((e) => e.type === 'DutyEscalated' && (e.data as { duty: string }).duty === 'escalation:f1')).toBe(true);
    const rule = (ruling: 'order' | 'extend' | 'stop', day: string | null = null): InspectionCommand => ({ type: 'ruleOnEscalation', findingId: 'f1', ruling, day, text: '经研究' });
    expect(rectifying().when('2026-01-22', CONVENOR, rule('order')).rejected).toBe('request-not-open');
    expect(escalated.when('2026-01-22', OFFICE, rule('order')).rejected).toBe('not-the-approver');
    expect(escalated.when('2026-01-22', LEADER, rule('order')).rejected).toBe('first-decider');
    expect(escalated.when('2026-01-22', LEAD, rule('stop')).rejected).toBe('own-work');
    expect(escalated.when('2026-01-22', CONVENOR, { ...rule('order'), text: '' } as InspectionCommand).rejected).toBe('reason-missing');
    expect(escalated.when('2026-01-22', CONVENOR, rule('extend', '2026-01-23')).rejected).toBe('date-not-later');
    expect(escalated.when('2026-01-22', CONVENOR, rule('extend')).rejected).toBe('date-invalid');
    const ordered = escalated.and('2026-01-22', CONVENOR, rule('order'));
    expect(ordered.until('2026-02-12').state.overdue['escalation:f1/1']).toBeUndefined();
    expect(ordered.state.findings['f1']).toMatchObject({ status: 'rectifying', attemptDay: '2026-01-28', escalated: null, escalationRulings: [{ ruling: 'order', text: '经研究' }] });
    expect(escalated.and('2026-01-22', CONVENOR, rule('extend', '2026-03-02')).until('2026-02-27').state.overdue['rectify:f1/3']).toBeUndefined();
    expect(escalated.and('2026-01-22', CONVENOR, rule('stop')).state.findings['f1']).toMatchObject({ status: 'withdrawn', ended: { text: '经研究' } });
    expect(told(ordered).at(-1)).toBe('ruled: lead, supervisor, office');
  });

  it('is escalated to no unit under one roof with the unit at fault, nor to one that is no more', () => {
    const union = opened({ scope: { itemIds: [], unitIds: ['union'], reformUnitIds: [] }, conferenceUnitId: 'gone', team: [{ personId: 'other-1', unitId: 'other', role: 'leader' }] })
      .and('2026-01-06', of('supervisor', 5), approve).and('2026-01-07', of('other', 1), notice).and('2026-01-12', of('other', 1), finding({ unitId: 'union', itemId: null }))
      .and('2026-01-12', of('supervisor', 5), SIGN).and('2026-01-20', of('union', 1), REPLY);
    const escalate: InspectionCommand = { type: 'escalateRectification', findingId: 'f1', reason: '两次整改不到位' };
    expect(union.and('2026-01-21', of('other', 1), escalate).events.at(-1)?.data).toMatchObject({ toUnitId: 'supervisor' });
  });

  it('is accepted by the team alone, and by nobody who did it', () => {
    const replied = rectifying().and('2026-01-20', LEAD, REPLY);
    expect(replied.when('2026-01-21', LEAD, strike).rejected).toBe('not-the-team');
    expect(replied.when('2026-01-21', OFFICE, strike).rejected).toBe('not-the-team');
    expect(rectifying().when('2026-01-21', LEADER, strike).rejected).toBe('finding-not-so');
    // Recorded by the office for the unit, and accepted by the same person who sits in the team.
    const mixed = underWay({ team: [{ personId: 'office-1', unitId: 'office', role: 'leader' }] });
    expect(mixed.state.team).toHaveLength(1);
    const onBehalf: Actor = { kind: 'person', personId: 'office-1', unitId: 'office', onBehalfOf: 'lead' };
    const own = mixed.and('2026-01-12', of('office', 1), finding()).and('2026-01-12', SIGNER, SIGN).and('2026-01-15', onBehalf, REPLY);
    expect(own.when('2026-01-16', of('office', 1), strike).rejected).toBe('own-work');
  });

  it('is replied to by its unit alone', () => {
    expect(rectifying().when('2026-01-20', of('second', 1), REPLY).rejected).toBe('not-the-assignee');
  });
});

describe('an objection', () => {
  const objecting = { type: 'objectToFinding' as const, findingId: 'f1', what: 'finding' as const, reason: '台账存于分中心', evidenceIds: [] };
  const ruling = (upheld: boolean): InspectionCommand => ({ type: 'ruleOnObjection', objectionId: 'o1', upheld, basis: '经核实' });

  it('is ruled on by somebody who did not decide first, within its days', () => {
    const objected = rectifying().and('2026-01-14', LEAD, objecting);
    expect(objected.when('2026-01-15', SIGNER, ruling(true)).rejected).toBe('first-decider');
    expect(objected.when('2026-01-15', LEADER, ruling(true)).rejected).toBe('first-decider');
    // A substitute's hand is the hand of whom they stand in for.
    expect(objected.when('2026-01-15', { kind: 'person', personId: 'office-8', unitId: 'office', insteadOf: 'office-5' }, ruling(true)).rejected).toBe('first-decider');
    expect(objected.when('2026-01-15', of('lead', 8), ruling(true)).rejected).toBe('own-work');
    expect(objected.when('2026-01-15', of('helper', 1), ruling(true)).rejected).toBe('not-the-verifier');
    expect(objected.until('2026-01-21').state.overdue['rule:o1/1']).toBe('2026-01-19T16:00:00.000Z');
    expect(objected.when('2026-01-15', LEAD, objecting).rejected).toBe('request-open');
    expect(rectifying().when('2026-01-20', LEAD, objecting).rejected).toBe('objection-too-late');
    const rejected = objected.and('2026-01-15', OFFICE, ruling(false));
    expect(rejected.state.findings['f1']?.status).toBe('rectifying');
  });

  it('upheld corrects: the finding stays visible and leaves every count', () => {
    const upheld = rectifying().and('2026-01-14', LEAD, objecting).and('2026-01-15', OFFICE, ruling(true));
    expect(upheld.state.findings['f1']).toMatchObject({ status: 'overturned', text: '培训台账不全' });
    expect(figuresOf(upheld.state)).toMatchObject({ findings: 0, overturned: 1 });
    expect(upheld.and('2026-01-16', LEADER, REPORT).state.closed).toMatchObject({ how: 'closed' });
  });

  it('to a lateness takes the lateness away, also once the inspection has closed', () => {
    const closed = rectifying().and('2026-01-28', LEAD, REPLY).and('2026-01-28', LEADER, REPORT).and('2026-01-29', LEADER, { type: 'strikeOff', findingId: 'f1', text: '', evidenceIds: [] });
    expect([closed.state.closed?.how, figuresOf(closed.state).late]).toEqual(['closed', 1]);
    const corrected = closed.and('2026-01-30', LEAD, { ...objecting, what: 'lateness', reason: '系统停机一天' }).and('2026-02-02', OFFICE, ruling(true));
    expect(figuresOf(corrected.state).late).toBe(0);
    expect(corrected.state.closed).toMatchObject({ how: 'closed' });
    expect(rectifying().when('2026-01-14', LEAD, { ...objecting, what: 'lateness' }).rejected).toBe('not-found');
  });

  it('to a return lets the reply stand, which was in time', () => {
    const returned = rectifying().and('2026-01-23', LEAD, REPLY).and('2026-01-26', LEADER, { type: 'returnRectification', findingId: 'f1', reason: '缺 11 月台账' });
    const upheld = returned.and('2026-01-27', LEAD, { ...objecting, what: 'return', reason: '11 月台账在附件中' }).and('2026-01-28', OFFICE, ruling(true));
    expect(upheld.state.findings['f1']).toMatchObject({ status: 'replied', replies: [{ outcome: 'pending', returned: null }] });
    expect(upheld.and('2026-01-29', LEADER, { type: 'strikeOff', findingId: 'f1', text: '', evidenceIds: [] }).state.findings['f1']?.status).toBe('struckOff');
    expect(figuresOf(upheld.state).late).toBe(0);
  });
});

describe('the end', () => {
  it('is not reached by calling it off with findings open; they are withdrawn with a reason by who rules', () => {
    const open = rectifying();
    expect(open.when('2026-01-14', LEADER, { type: 'cancelInspection', reason: '计划撤回' }).rejected).toBe('findings-open');
    const withdraw: InspectionCommand = { type: 'withdrawFinding', findingId: 'f1', reason: '计划撤回' };
    expect(open.when('2026-01-14', LEADER, withdraw).rejected).toBe('first-decider');
    const withdrawn = open.and('2026-01-14', OFFICE, withdraw);
    expect(withdrawn.state.findings['f1']).toMatchObject({ status: 'withdrawn' });
    expect(withdrawn.and('2026-01-14', LEADER, { type: 'cancelInspection', reason: '计划撤回' }).state.closed).toMatchObject({ how: 'cancelled' });
    // Before its unit was told the team may take it back.
    expect(underWay().and('2026-01-12', INSPECTOR, finding()).and('2026-01-12', INSPECTOR, withdraw).state.findings['f1']?.status).toBe('withdrawn');
  });

  it('tells the office when a look-back falls due, once', () => {
    const closed = underWay().and('2026-01-16', LEADER, { ...REPORT, lookBackOn: '2026-04-01' } as InspectionCommand);
    const due = closed.until('2026-03-31').until('2026-04-02');
    expect(due.events.slice(closed.events.length).map((e) => [e.type, e.meta.dueAt])).toEqual([['LookBackFellDue', '2026-04-01T01:00:00.000Z']]);
    expect(told(due).at(-1)).toBe('lookBackDue: office, supervisor');
    // From then on the office owes it, is reminded, late and escalated, until it is opened or dropped with a reason.
    const late = due.until('2026-05-02');
    expect(late.events.filter((e) => e.type === 'LookBackFellDue')).toHaveLength(1);
    expect(Object.keys(late.state.overdue)).toContain('openLookBack/1');
    expect(late.events.some((e) => e.type === 'DutyEscalated' && (e.data as { duty: string }).duty === 'openLookBack')).toBe(true);
    const drop: InspectionCommand = { type: 'dropLookBack', reason: '已纳入年度评价' };
    expect(due.when('2026-04-03', OFFICE, { ...drop, reason: '' } as InspectionCommand).rejected).toBe('reason-missing');
    expect(due.when('2026-04-03', LEAD, drop).rejected).toBe('not-the-team');
    const settled = [due.and('2026-04-03', OFFICE, drop), due.and('2026-04-03', OFFICE, { type: 'noteLookBack', inspectionId: 'x2' })];
    for (const course of settled) expect(course.until('2026-05-02').events).toHaveLength(course.events.length);
    expect(settled[0]!.when('2026-04-04', OFFICE, drop).rejected).toBe('not-found');
    // Opened before its day nothing falls due; one that comes to nothing leaves it owed as before.
    const early = closed.and('2026-03-02', OFFICE, { type: 'noteLookBack', inspectionId: 'x2' });
    expect(early.until('2026-05-02').events).toHaveLength(early.events.length);
    const gone: InspectionCommand = { type: 'noteLookBackGone', inspectionId: 'x2', reason: '不予批准' };
    expect(early.and('2026-03-03', OFFICE, gone).until('2026-05-02').state.overdue['openLookBack/2']).toBeDefined();
    expect(settled[1]!.and('2026-04-10', OFFICE, gone).until('2026-05-30').state.overdue['openLookBack/2']).toBeDefined();
    expect(early.when('2026-03-03', OFFICE, { ...gone, inspectionId: 'x3' } as InspectionCommand).types).toEqual([]);
  });

  it('closed after the day of its look-back owes it from then on: nobody is late with what could not be opened', () => {
    const reported = rectifying().and('2026-01-16', LEADER, { ...REPORT, lookBackOn: '2026-01-20' } as InspectionCommand);
    const closed = reported.until('2026-04-30').and('2026-05-06', LEAD, REPLY).and('2026-05-07', LEADER, { type: 'strikeOff', findingId: 'f1', text: '已核实', evidenceIds: [] }).until('2026-05-08');
    expect(closed.state.closed?.at.slice(0, 10)).toBe('2026-05-07');
    expect(closed.events.find((e) => e.type === 'LookBackFellDue')?.meta.dueAt).toBe(closed.state.closed!.at);
    expect(Object.keys(closed.state.overdue).filter((key) => key.startsWith('openLookBack'))).toEqual([]);
    expect(closed.until('2026-07-01').state.overdue['openLookBack/1']).toBeDefined();
  });

  it('has a report drawn up from its events', () => {
    const course = rectifying().and('2026-01-20', LEAD, REPLY).and('2026-01-21', LEADER, { type: 'strikeOff', findingId: 'f1', text: '', evidenceIds: [] }).and('2026-01-21', LEADER, REPORT);
    expect(reportOfInspection(course.state)).toMatchObject({ status: 'closed', conclusion: '总体有序，台账需补齐', byUnit: [{ unitId: 'lead', figures: { findings: 1, struckOff: 1 }, findings: [{ findingId: 'f1', late: false }] }, { unitId: 'second', figures: { findings: 0 } }] });
  });
});

describe('a merge', () => {
  const scope = { itemIds: ['i2'], unitIds: ['second', 'helper'], reformUnitIds: ['helper'] };
  it('takes over scope and questions before the notice, and never goes round an approval', () => {
    const absorb: InspectionCommand = { type: 'absorbInspection', inspectionId: 'x2', planId: 'p2', reason: { kind: 'unit', ref: 'helper', text: '群众反映' }, basis: { kind: 'approval' }, scope, checklist: [{ key: 't2.1', text: '是否开会', basis: '要点', templateId: 't2', templateVersion: 1 }], visits: [{ unitId: 'helper', day: '2026-01-14', personId: 'other-1' }, { unitId: 'helper', day: '2026-01-15', personId: 'supervisor-2' }], lookBackOf: 'x0' };
    expect(opened().when('2026-01-06', OFFICE, absorb).rejected).toBe('inspection-not-approved');
    const approved = opened().and('2026-01-06', CONVENOR, approve);
    expect(approved.and('2026-01-06', OFFICE, absorb).state).toMatchObject({ scope: { itemIds: ['i1', 'i2'], unitIds: ['lead', 'second', 'helper'], reformUnitIds: ['helper'] }, absorbed: [{ inspectionId: 'x2', planId: 'p2', reason: { kind: 'unit', ref: 'helper' }, basis: { kind: 'approval' }, lookBackOf: 'x0' }], lookBackOf: 'x0' });
    // Its visits go with it, to who is in this team.
    expect(Object.values(approved.and('2026-01-06', OFFICE, absorb).state.visits)).toMatchObject([{ id: 'v1', unitId: 'helper', personId: 'supervisor-1', status: 'planned' }, { id: 'v2', day: '2026-01-15', personId: 'supervisor-2' }]);
    expect(approved.when('2026-01-06', OFFICE, { ...absorb, scope: { ...scope, unitIds: ['helper', 'supervisor'] } } as InspectionCommand).rejected).toBe('own-work');
    // What set it off must be among what is inspected, and its units must be there.
    expect(approved.when('2026-01-06', OFFICE, { ...absorb, reason: { kind: 'unit', ref: 'spare', text: '群众反映' } } as InspectionCommand).rejected).toBe('trigger-invalid');
    expect(approved.when('2026-01-06', OFFICE, { ...absorb, reason: { kind: 'programme', ref: null, text: '年度计划' } } as InspectionCommand).rejected).toBe('trigger-invalid');
    expect(approved.when('2026-01-06', OFFICE, { ...absorb, scope: { ...scope, unitIds: ['helper', 'gone'] } } as InspectionCommand).rejected).toBe('unit-dissolved');
    expect(underWay().when('2026-01-08', OFFICE, absorb).rejected).toBe('inspection-noticed');
    const merge: InspectionCommand = { type: 'mergeInspection', intoId: 'x9', reason: '同一单位同周督查' };
    expect(opened().when('2026-01-06', OFFICE, merge).rejected).toBe('inspection-not-approved');
    expect(approved.and('2026-01-06', OFFICE, merge).state).toMatchObject({ mergedInto: 'x9', closed: { how: 'merged' } });
  });
});
