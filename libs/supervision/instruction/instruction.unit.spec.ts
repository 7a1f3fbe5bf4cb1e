import type { Actor } from '../actor';
import { Course } from '../testing/proceeding';
import { of } from '../testing/world';
import { isLate } from '../proceeding/followed-step.duties';
import { sealedFor } from '../testing/sealed';
import { INSTRUCTION, type InstructionCommand, type InstructionState } from './instruction';

const OFFICE = of('office', 9);
const LEADER = of('conference', 1);
const instruct: InstructionCommand = {
  type: 'instruct', title: '关于技能培训的批示', text: '请抓紧落实，月底前报结果', about: { kind: 'item', ref: 'p1-3' }, leader: { personId: 'conference-1', unitId: 'conference' },
  planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: 'conference',
  steps: [{ unitId: 'lead', text: '落实培训经费', day: '2026-01-30' }, { unitId: 'second', text: '报送名单', day: '2026-01-20' }],
};
const given = (by: Actor = LEADER): Course<InstructionState, InstructionCommand> => Course.opened(INSTRUCTION, '2026-01-05', by, instruct);
const done = (stepId: string): InstructionCommand => ({ type: 'doStep', stepId, text: '已办理完成', evidenceIds: [] });
const settled = (): Course<InstructionState, InstructionCommand> =>
  given().and('2026-01-12', of('lead', 2), done('s1')).and('2026-01-13', of('second', 2), done('s2')).and('2026-01-14', OFFICE, { type: 'takeStep', stepId: 's1' }).and('2026-01-14', OFFICE, { type: 'takeStep', stepId: 's2' });
const fedBack = (): Course<InstructionState, InstructionCommand> => settled().and('2026-01-15', OFFICE, { type: 'giveFeedback', text: '两项均已办结' });

describe('an instruction', () => {
  it('goes to units with days, back to the leader, who closes it', () => {
    expect(given().state).toMatchObject({ recorded: false, steps: { s1: { unitId: 'lead', day: '2026-01-30' }, s2: { unitId: 'second' } } });
    expect(INSTRUCTION.summary(fedBack().state).status).toBe('withLeader');
    const closed = fedBack().and('2026-01-16', LEADER, { type: 'close', text: null });
    expect(closed.state.closed).toMatchObject({ how: 'read' });
    expect(closed.until('2026-12-01').events).toHaveLength(closed.events.length);
  });

  it('recorded by the office for the leader says so', () => {
    expect(given(OFFICE).state).toMatchObject({ recorded: true, leader: { personId: 'conference-1' } });
    expect(fedBack().when('2026-01-16', OFFICE, { type: 'close', text: null }).rejected).toBe('reason-missing');
    expect(fedBack().and('2026-01-16', OFFICE, { type: 'close', text: '领导口头表示阅结' }).events.at(-1)?.data).toMatchObject({ recorded: true });
  });

  it('is read by who stands in for the leader, or has taken over from them', () => {
    const substitute: Actor = { kind: 'person', personId: 'conference-4', unitId: 'conference', insteadOf: 'conference-1' };
    expect(fedBack().and('2026-01-16', substitute, { type: 'close', text: null }).events.at(-1)?.data).toMatchObject({ recorded: false, personId: 'conference-4' });
    const [from, to] = [{ unitId: 'conference', personId: 'conference-1' }, { unitId: 'conference', personId: 'conference-2' }];
    expect(INSTRUCTION.handsOver!.holdings(fedBack().state, from)).toEqual([{ id: 'leader', kind: 'instructingLeader', text: '关于技能培训的批示' }]);
    const taken = fedBack().and('2026-01-15', OFFICE, { type: 'handOver', handOverId: 'h1', from, to, reason: '工作调动', basis: null });
    expect(taken.state.leader).toEqual({ unitId: 'conference', personId: 'conference-2' });
    expect(taken.when('2026-01-16', LEADER, { type: 'close', text: '阅' }).rejected).toBe('not-the-leader');
    expect(taken.and('2026-01-16', of('conference', 2), { type: 'close', text: null }).state.closed).toMatchObject({ how: 'read' });
  });

  it('is followed by the ladder at each station: the unit, the office, the leader', () => {
    expect(given().until('2026-01-21').state.overdue['do:s2/1']).toBeDefined();
    expect(Object.keys(settled().until('2026-02-10').state.overdue)).toEqual(['feedback:2:2/1']);
    const unread = fedBack().until('2026-01-21').until('2026-02-10');
    expect(Object.keys(unread.state.overdue)).toEqual(['read/1']);
    expect(unread.events.find((e) => e.type === 'ReminderIssued' && (e.data as { duty: string }).duty === 'read')?.data).toMatchObject({ to: [{ unitId: 'conference', personId: 'conference-1' }] });
  });

  it('may be carried on: further words, further steps, feedback anew', () => {
    const further = fedBack().and('2026-01-16', LEADER, { type: 'instructFurther', text: '名单再核实', steps: [{ unitId: 'second', text: '核实名单', day: '2026-02-06' }] });
    expect(further.state).toMatchObject({ round: 2, steps: { s3: { unitId: 'second' } } });
    expect(further.when('2026-01-17', LEADER, { type: 'close', text: null }).rejected).toBe('feedback-not-due');
    const wordsOnly = fedBack().and('2026-01-16', LEADER, { type: 'instructFurther', text: '请专题汇报', steps: [] });
    expect(INSTRUCTION.summary(wordsOnly.state).status).toBe('feedbackDue');
    expect(INSTRUCTION.summary(fedBack().and('2026-01-16', OFFICE, { type: 'assign', steps: [{ unitId: 'helper', text: '补充材料', day: '2026-02-06' }] }).and('2026-01-19', OFFICE, { type: 'dropStep', stepId: 's3', reason: '不再需要' }).state).status).toBe('feedbackDue');
  });

  it('shows a unit what was instructed further for it, and not what was for others', () => {
    const further = (text: string, unitId: string): InstructionCommand => ({ type: 'instructFurther', text, steps: [{ unitId, text: '核实', day: '2026-02-06' }] });
    const toBoth = fedBack().and('2026-01-16', LEADER, further('名单再核实', 'second')).and('2026-01-19', of('second', 2), done('s3')).and('2026-01-20', OFFICE, { type: 'takeStep', stepId: 's3' })
      .and('2026-01-20', OFFICE, { type: 'giveFeedback', text: '名单已核实' }).and('2026-01-21', LEADER, further('经费再核实', 'lead')).and('2026-01-21', OFFICE, { type: 'assign', steps: [{ unitId: 'helper', text: '提供账目', day: '2026-02-06' }] });
    const shownTo = (unitId: string): string[] => (INSTRUCTION.view(toBoth.state, { kind: 'units', unitIds: [unitId] }) as { further: { text: string }[] }).further.map((f) => f.text);
    expect(Object.fromEntries(['second', 'lead', 'helper', 'conference'].map((u) => [u, shownTo(u)]))).toEqual({ second: ['名单再核实'], lead: ['经费再核实'], helper: ['经费再核实'], conference: ['名单再核实', '经费再核实'] });
  });

  it('shows a unit its own part, and no feedback', () => {
    expect(INSTRUCTION.view(fedBack().state, { kind: 'units', unitIds: ['second'] })).toMatchObject({ text: '请抓紧落实，月底前报结果', feedback: null, steps: [{ unitId: 'second' }] });
    expect(INSTRUCTION.view(fedBack().state, { kind: 'units', unitIds: ['conference'] })).toMatchObject({ feedback: { text: '两项均已办结' } });
  });

  it('is not given in another’s name, nor to who is not there', () => {
    expect(() => given(of('lead', 1))).toThrow('not-the-leader');
    expect(() => Course.opened(INSTRUCTION, '2026-01-05', LEADER, { ...instruct, steps: [{ unitId: 'gone', text: '办理', day: '2026-01-30' }] } as InstructionCommand)).toThrow('unit-unknown');
    expect(() => Course.opened(INSTRUCTION, '2026-01-05', LEADER, { ...instruct, text: ' ' } as InstructionCommand)).toThrow('nothing-substantial');
  });

  it.each<[string, () => Course<InstructionState, InstructionCommand>, Actor, InstructionCommand, string]>([
    ['closed by another', fedBack, of('lead', 2), { type: 'close', text: '阅' }, 'not-the-leader'],
    ['closed by a colleague of the leader', fedBack, of('conference', 2), { type: 'close', text: '已阅' }, 'not-the-leader'],
    ['closed before its feedback', settled, LEADER, { type: 'close', text: null }, 'feedback-not-due'],
    ['fed back while units work', given, OFFICE, { type: 'giveFeedback', text: '正在办理' }, 'feedback-not-due'],
    ['fed back by a unit', settled, of('lead', 2), { type: 'giveFeedback', text: '已办结' }, 'not-the-office'],
    ['carried on by another', fedBack, of('lead', 2), { type: 'instructFurther', text: '继续', steps: [] }, 'not-the-leader'],
    ['given out further by a unit', given, of('lead', 2), { type: 'assign', steps: [] }, 'not-the-office'],
  ])('is not %s', (_, course, actor, command, code) => {
    expect(course().when('2026-01-16', actor, command).rejected).toBe(code);
  });
});

describe('a step done on behalf of its unit (代录)', () => {
  const byOffice: Actor = { kind: 'person', personId: 'office-9', unitId: 'office', onBehalfOf: 'second' };
  const told = (date: string, change: object = {}): InstructionCommand => ({ ...done('s2'), onBehalf: { date, channel: 'phone', caller: sealedFor('s-wang'), scanId: null, ...change } }) as unknown as InstructionCommand;

  it('is judged by the day that the unit stated, and shows the day of recording too', () => {
    const late = given().until('2026-01-22');
    const recorded = late.and('2026-01-22', byOffice, told('2026-01-20'));
    expect(recorded.state.steps['s2']?.done).toMatchObject({ at: '2026-01-20T04:00:00.000Z', recordedAt: '2026-01-22T02:00:00.000Z', told: 'phone', personId: 'office-9' });
    expect(isLate(recorded.state.steps['s2']!, recorded.state)).toBe(false);
    expect(recorded.events.at(-1)).toMatchObject({ data: { onBehalf: { date: '2026-01-20', caller: { subject: 's-wang' } } }, meta: { actor: { onBehalfOf: 'second' }, occurredAt: '2026-01-20T04:00:00.000Z' } });
    expect(isLate(late.and('2026-01-22', byOffice, told('2026-01-21')).state.steps['s2']!, late.state)).toBe(true);
  });

  it('names no day that is to come, nor one before it was asked for, and has the scan of what came on paper', () => {
    for (const day of ['2026-01-23', '2026-01-02']) expect(given().when('2026-01-22', byOffice, told(day)).rejected).toBe('date-invalid');
    expect(given().when('2026-01-22', byOffice, told('2026-01-20', { channel: 'paper' })).rejected).toBe('scan-missing');
    expect(given().when('2026-01-22', byOffice, told('2026-01-20', { scanId: 'e9' })).rejected).toBe('evidence-unknown');
    const scanned = given().and('2026-01-22', byOffice, { type: 'attachProceedingEvidence', evidenceId: 'e1', subject: 's2', name: '来函.pdf', mediaType: 'application/pdf', bytes: 3, sha256: 'aa' });
    const recorded = scanned.and('2026-01-22', byOffice, told('2026-01-20', { channel: 'paper', scanId: 'e1' }));
    const back = recorded.and('2026-01-23', of('office', 5), { type: 'sendBackStep', stepId: 's2', reason: '缺名单' } as InstructionCommand);
    expect(back.when('2026-01-26', byOffice, told('2026-01-20')).rejected).toBe('date-invalid');
  });
});
