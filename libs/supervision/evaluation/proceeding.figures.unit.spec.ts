import fc from 'fast-check';
import { DIFFICULTY, type DifficultyCommand } from '../difficulty/difficulty';
import type { DomainEvent } from '../event';
import type { HandOver } from '../holding';
import { INSTRUCTION, type InstructionCommand } from '../instruction/instruction';
import { REPORTING_ROUND } from '../reporting-round/round';
import type { LineEntry, RoundCommand, RoundCommandOf, RoundLine } from '../reporting-round/round.types';
import { draws, play, setting } from '../testing/people';
import { finding, INSPECTOR, LEAD, rectifying, SIGN, SIGNER, underWay } from '../testing/inspections';
import { Course } from '../testing/proceeding';
import { of } from '../testing/world';
import { times } from '../testing/times';
import { COUNTED, FIGURES, FIGURE_NAMES, RATES, type FigureName } from './figure.names';
import { countFigures, type Counted } from './figures';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const OFFICE = of('office', 9);
const NONE: Counted = { items: [], proceedings: [] };

const HAND_OVER: HandOver = { type: 'handOver', handOverId: 'h1', from: { unitId: 'lead', personId: null }, to: { unitId: 'spare', personId: null }, reason: '机构改革', basis: '机构改革方案' };

interface Told {
  events: readonly DomainEvent[];
}
type Values = Partial<Record<FigureName, string>>;

/** What a unit's figures are that are not nothing. */
function of_(stream: string, { events }: Told, unitId: string, period = YEAR): Values {
  const { figures } = countFigures({ items: [], proceedings: [{ stream, events: JSON.parse(JSON.stringify(events)) as DomainEvent[] }] }, [unitId], period)[0]!;
  return Object.fromEntries(figures.filter((f) => f.value !== '0').map((f) => [f.name, f.value]));
}
function opened(stream: string, { events }: Told, unitId: string, name: FigureName): string[] {
  const { figures } = countFigures({ items: [], proceedings: [{ stream, events }] }, [unitId], YEAR)[0]!;
  return figures.find((f) => f.name === name)!.events.map((ref) => {
    expect(ref.startsWith(`${stream}@`)).toBe(true);
    return events[Number(ref.slice(stream.length + 1)) - 1]!.type;
  });
}

describe('figures of findings', () => {
  const at = 'inspection/x1';
  const struck = rectifying().and('2026-01-20', LEAD, { type: 'replyRectification', findingId: 'f1', text: '已补齐', evidenceIds: [] }).and('2026-02-03', INSPECTOR, { type: 'strikeOff', findingId: 'f1', text: '属实', evidenceIds: [] });
  const late = rectifying().until('2026-01-28').and('2026-01-28', LEAD, { type: 'replyRectification', findingId: 'f1', text: '已补齐', evidenceIds: [] });

  it('count nothing that the unit was not told of', () => expect(of_(at, underWay().and('2026-01-12', INSPECTOR, finding()), 'lead')).toEqual({}));
  it('count what is to be put right as open', () => expect(of_(at, rectifying(), 'lead')).toEqual({ findings: '1', findingsOpen: '1' }));
  it('count what was put right in time, however long its acceptance took', () => {
    expect(of_(at, struck, 'lead')).toEqual({ findings: '1', findingsInTime: '1' });
    expect(opened(at, struck, 'lead', 'findingsInTime')).toEqual(['FindingStruckOff']);
    expect(of_(at, struck, 'second')).toEqual({});
  });
  it('count what was put right late for ever', () => {
    expect(of_(at, late, 'lead')).toEqual({ findings: '1', findingsOpen: '1', findingsOverdue: '1' });
    expect(opened(at, late, 'lead', 'findingsOverdue')).toEqual(['OverdueMarked']);
    expect(of_(at, late.and('2026-01-29', INSPECTOR, { type: 'strikeOff', findingId: 'f1', text: '属实', evidenceIds: [] }), 'lead')).toEqual({ findings: '1', findingsOverdue: '1' });
  });
  it('count what was sent back and came after the first day as late, though no day was missed', () => {
    const again = rectifying().and('2026-01-26', LEAD, { type: 'replyRectification', findingId: 'f1', text: '已补齐', evidenceIds: [] }).and('2026-01-26', INSPECTOR, { type: 'returnRectification', findingId: 'f1', reason: '缺签到表' })
      .and('2026-01-27', LEAD, { type: 'replyRectification', findingId: 'f1', text: '已附', evidenceIds: [] });
    expect(of_(at, again, 'lead')).toMatchObject({ findingsOverdue: '1' });
    expect(opened(at, again, 'lead', 'findingsOverdue')).toEqual(['RectificationReplied']);
  });
  it('count one that has come back', () => {
    const earlier = { inspectionId: 'x0', findingId: 'f1', unitId: 'lead', since: '2025-06-01T00:00:00.000Z' };
    const repeated = underWay().and('2026-01-12', INSPECTOR, finding({ earlier })).and('2026-01-12', SIGNER, SIGN);
    expect(of_(at, repeated, 'lead')).toMatchObject({ findings: '1', findingsRepeated: '1' });
    expect(opened(at, repeated, 'lead', 'findingsRepeated')).toEqual(['FindingRecorded']);
    const decided = underWay().and('2026-01-12', INSPECTOR, finding()).and('2026-01-12', SIGNER, SIGN).events;
    const found = { ...decided.at(-1)!, type: 'RepeatDecided', data: { findingId: 'f1', earlier, repeated: true, reason: '同一问题', personId: 'p' } };
    expect(opened(at, { events: [...decided, found] }, 'lead', 'findingsRepeated')).toEqual(['RepeatDecided']);
    expect(FIGURES.findingsRepeated.opens).toEqual(['FindingRecorded', 'RepeatDecided']);
  });
  it('are of the period: what came after it is of the next', () => {
    const january = { from: '2026-01-01', to: '2026-01-31' };
    expect(of_(at, struck, 'lead', january)).toEqual({ findings: '1', findingsOpen: '1' });
    expect(of_(at, struck, 'lead', { from: '2026-02-01', to: '2026-02-28' })).toEqual({ findingsInTime: '1' });
    const noted = rectifying().until('2026-02-10');
    expect(of_(at, noted, 'lead', { from: '2026-01-01', to: '2026-01-12' })).toEqual({ findings: '1', findingsOpen: '1' });
  });
  it('stay those of the unit that was late, whoever takes the rectification over', () => {
    const handed = rectifying().until('2026-01-28').and('2026-01-28', OFFICE, HAND_OVER);
    expect(handed.state.findings['f1']!.unitId).toBe('spare');
    expect(of_(at, handed, 'lead')).toEqual({ findings: '1', findingsOverdue: '1' });
    expect(of_(at, handed, 'spare')).toEqual({ findingsOpen: '1' });
  });
  it('leave out what an objection put right, and what lies outside the period', () => {
    const upheld = (given: typeof late, day: string, what: 'finding' | 'lateness'): Told => given.and(day, LEAD, { type: 'objectToFinding', findingId: 'f1', what, reason: '台账存于分中心', evidenceIds: [] }).and(day, of('office', 7), { type: 'ruleOnObjection', objectionId: 'o1', upheld: true, basis: '经核实' });
    expect(of_(at, upheld(rectifying(), '2026-01-13', 'finding'), 'lead')).toEqual({});
    expect(of_(at, upheld(late, '2026-01-28', 'lateness'), 'lead')).toEqual({ findings: '1', findingsOpen: '1' });
    expect(of_(at, struck, 'lead', { from: '2026-02-04', to: '2026-12-31' })).toEqual({});
  });
});

describe('figures of difficulties and decisions', () => {
  const raise: DifficultyCommand = { type: 'raise', title: '技能人才引进难', text: '补贴兑现慢', category: null, source: { kind: 'survey', ref: '调研' }, ofUnitId: 'union', ofName: null, planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: 'conference' };
  const raised = Course.opened(DIFFICULTY, '2026-01-05', of('union'), raise).and('2026-01-06', OFFICE, { type: 'coordinate', unitId: 'lead', text: '会商明确时限', day: '2026-01-30' });
  const done = raised.and('2026-01-30', of('lead', 2), { type: 'doStep', stepId: 's1', text: '已印发流程', evidenceIds: [] }).and('2026-02-10', OFFICE, { type: 'takeStep', stepId: 's1' });
  const solved = done.and('2026-02-11', OFFICE, { type: 'solve', solution: '15 个工作日内兑现', shared: true });
  const at = 'difficulty/x1';

  it('count who raised it, and who solved it', () => {
    expect(of_(at, raised, 'union')).toEqual({ difficultiesRaised: '1' });
    expect(of_(at, done, 'lead')).toEqual({ decisionsDue: '1', decisionsInTime: '1' });
    expect(of_(at, solved, 'lead')).toEqual({ difficultiesSolved: '1', decisionsDue: '1', decisionsInTime: '1' });
    expect(opened(at, solved, 'lead', 'difficultiesSolved')).toEqual(['DifficultySolved']);
    expect(of_(at, raised.and('2026-01-07', OFFICE, { type: 'leave', reason: '企业已迁出' }), 'lead')).toEqual({});
    expect(of_(at, solved, 'union', { from: '2026-01-06', to: '2026-12-31' })).toEqual({});
  });

  it('count a day gone by as late, with the mark, and for ever', () => {
    const late = raised.until('2026-02-03');
    expect(of_(at, raised, 'lead')).toEqual({ decisionsDue: '1' });
    expect(of_(at, late, 'lead')).toEqual({ decisionsDue: '1', decisionsLate: '1' });
    expect(opened(at, late, 'lead', 'decisionsLate')).toEqual(['OverdueMarked']);
    expect(of_(at, late.and('2026-02-03', of('lead', 2), { type: 'doStep', stepId: 's1', text: '已印发流程', evidenceIds: [] }).and('2026-02-04', OFFICE, { type: 'takeStep', stepId: 's1' }), 'lead')).toEqual({ decisionsDue: '1', decisionsLate: '1' });
  });

  it('property: a hand-over moves no past lateness, nor what was done in time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 27 }), fc.boolean(), fc.integer({ min: 0, max: 20 }), (due, does, wait) => {
        const day = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10);
        const open = Course.opened(DIFFICULTY, '2026-01-05', of('union'), raise).and('2026-01-06', OFFICE, { type: 'coordinate', unitId: 'lead', text: '会商明确时限', day: day(due) });
        const before = (does ? open.and(day(due), of('lead', 2), { type: 'doStep', stepId: 's1', text: '已印发流程', evidenceIds: [] }).and(day(due + 1), OFFICE, { type: 'takeStep', stepId: 's1' }) : open).until(day(due + 3 + wait));
        const moved = does ? before.when(day(due + 3 + wait), OFFICE, HAND_OVER) : null;
        const after: Told = moved === null ? before.and(day(due + 3 + wait), OFFICE, HAND_OVER) : { events: [...before.events, ...moved.events] };
        expect(of_(at, after, 'lead')).toEqual(of_(at, before, 'lead'));
        expect(of_(at, after, 'spare')).toEqual({});
      }),
      times(40),
    );
  });

  it('count the steps of an instruction alike, each by its own day', () => {
    const instruct: InstructionCommand = { type: 'instruct', title: '批示', text: '请抓紧落实', about: { kind: 'plan', ref: 'p1' }, leader: { personId: 'conference-1', unitId: 'conference' }, planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: 'conference', steps: [{ unitId: 'lead', text: '落实经费', day: '2026-01-30' }, { unitId: 'lead', text: '报送名单', day: '2026-01-20' }] };
    const given = Course.opened(INSTRUCTION, '2026-01-05', of('conference'), instruct).and('2026-01-20', of('lead', 2), { type: 'doStep', stepId: 's2', text: '已报送', evidenceIds: [] }).and('2026-01-21', OFFICE, { type: 'takeStep', stepId: 's2' }).until('2026-02-02');
    expect(of_('instruction/x1', given, 'lead')).toEqual({ decisionsDue: '2', decisionsInTime: '1', decisionsLate: '1' });
    expect(of_('instruction/x1', given, 'lead', { from: '2026-01-01', to: '2026-01-21' })).toEqual({ decisionsDue: '1', decisionsInTime: '1' });
    // Accepted a day after the period it is of the next one.
    expect(of_('instruction/x1', given, 'lead', { from: '2026-01-01', to: '2026-01-20' })).toEqual({ decisionsDue: '1' });
    expect(of_('instruction/x1', given, 'lead', { from: '2026-01-21', to: '2026-01-25' })).toEqual({ decisionsInTime: '1' });
    expect(of_('instruction/x1', given.and('2026-02-02', OFFICE, { type: 'dropStep', stepId: 's1', reason: '已并入' }), 'lead')).toEqual({ decisionsDue: '1', decisionsInTime: '1' });
  });
});

describe('figures of reporting rounds', () => {
  const line = (id: string): RoundLine => ({ id, itemId: `i-${id}`, assignmentId: 'a1', number: '1', title: '技能培训', role: 'lead', steps: [], targets: [{ targetId: 't1', metric: '培训', comparison: '>=', value: 100, unit: '人次', reported: null, asOf: null }], percent: null, last: null });
  const entry = (lineId: string, text = '举办两期培训班，学员已结业考核'): LineEntry => ({ lineId, stepId: null, text, percent: 40, values: text === '推进中' ? [] : [{ targetId: 't1', value: 40, asOf: '2026-03-16' }], noProgressReason: null });
  const open: RoundCommandOf<'openRound'> = { type: 'openRound', title: '3月调度', planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null, period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-25', forms: [{ unitId: 'lead', lines: [line('x')] }, { unitId: 'second', lines: [line('z')] }, { unitId: 'helper', lines: [line('w')] }] };
  const send = (unitId: string): RoundCommand => ({ type: 'sendForm', unitId, seen: null, onBehalf: null, looked: { gone: [], refused: [], evidence: { x: 1 } } });
  const save = (unitId: string, e: LineEntry): RoundCommand => ({ type: 'saveForm', unitId, entries: [e], seen: null });
  const office = of('office');
  const collecting = Course.opened(REPORTING_ROUND, '2026-03-16', office, open).and('2026-03-20', of('lead'), save('lead', entry('x'))).and('2026-03-20', of('lead'), send('lead')).and('2026-03-26', of('second'), save('second', entry('z', '推进中'))).and('2026-03-26', of('second'), send('second'));
  const locked = collecting.and('2026-03-27', office, { type: 'lockRound', standing: [], decided: [] });
  const at = 'reporting-round/x1';

  it('count in time, late, missing and flagged, once the round is locked', () => {
    expect(of_(at, collecting, 'lead')).toEqual({});
    expect(of_(at, locked, 'lead')).toEqual({ formsOwed: '1', formsInTime: '1' });
    expect(of_(at, locked, 'second')).toEqual({ formsOwed: '1', formsLate: '1', formsFlagged: '1' });
    expect(of_(at, locked, 'helper')).toEqual({ formsOwed: '1', formsMissing: '1' });
    expect(opened(at, locked, 'second', 'formsLate')).toEqual(['FormSent']);
    expect(opened(at, locked, 'helper', 'formsMissing')).toEqual(['RoundLocked']);
    expect(of_(at, locked, 'lead', { from: '2026-03-28', to: '2026-12-31' })).toEqual({});
    expect(of_(at, locked, 'lead', { from: '2026-01-01', to: '2026-03-26' })).toEqual({});
  });

  it('count nothing of a round that was called off', () => expect(of_(at, collecting.and('2026-03-28', office, { type: 'callOff', reason: '计划撤回' }), 'helper')).toEqual({}));
});

describe('the registry of figures', () => {
  it('says of each what it means, what one of it is, and what it opens, in both languages', () => {
    for (const [name, { zh, en, unit, opens }] of Object.entries(FIGURES)) {
      expect([name, /[\u4e00-\u9fff]/.test(zh), en.length > 3, unit.zh.length > 0, unit.en.length > 0, opens.length > 0]).toEqual([name, true, true, true, true, true]);
    }
    expect(new Set(FIGURE_NAMES.map((n) => FIGURES[n].zh)).size).toBe(FIGURE_NAMES.length);
    for (const { name, of: share, among } of RATES) {
      const all = [share, ...among].flatMap((n): readonly string[] => FIGURES[n].opens);
      expect([name, [...new Set(all)].sort()]).toEqual([name, [...FIGURES[name].opens].sort()]);
    }
  });

  it('counts each figure from nothing', () => {
    const { figures } = countFigures(NONE, ['lead'], YEAR)[0]!;
    expect(figures.map((f) => f.name)).toEqual(COUNTED);
    expect(figures.every((f) => f.value === '0' && f.events.length === 0)).toBe(true);
  });

  it('opens of each point an event of a type that it names, whatever people do', () => {
    fc.assert(
      fc.property(setting, draws, (s, ds) => {
        const { events } = play(s, ds);
        for (const { figures } of countFigures({ items: [{ itemId: 'i1', events }], proceedings: [] }, ['lead', 'union', 'second', 'helper', 'other', 'spare'], { from: '2025-01-01', to: '2027-12-31' })) {
          for (const f of figures) {
            const types = f.events.map((ref) => events[Number(ref.slice('item/i1@'.length)) - 1]!.type);
            const strange = types.filter((t) => !(FIGURES[f.name as FigureName].opens as readonly string[]).includes(t));
            expect([f.name, strange]).toEqual([f.name, []]);
            expect(f.events.length > 0).toBe(f.value !== '0');
          }
        }
      }),
      times(25),
    );
  });
});
