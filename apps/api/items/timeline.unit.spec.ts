import type { RecordedEvent } from '#libs/event-store/event';
import { ROSTER } from '#libs/supervision/testing/world';
import { given } from '#libs/supervision/testing/given';
import { timelineOf } from './timeline';

const event = (type: string, data: object): RecordedEvent =>
  ({ version: 3, type, data, meta: { actor: { kind: 'system', name: 'test' }, occurredAt: '2026-01-05T02:00:00.000Z' }, recordedAt: '2026-01-05T02:00:00.000Z', hash: Buffer.from('ab', 'hex') }) as unknown as RecordedEvent;
const origin = (number: string, amendment: number, by = 'merge') => ({ itemId: `i${number}`, number, title: `事项${number}`, firstDeadline: null, ended: true, by, amendment });
const named = [{ itemId: 'i8', number: '8', title: '新事项' }, { itemId: 'i9', number: '', title: '无编号事项' }];

it.each([
  ['ItemIssued', { origins: [origin('1', 1), origin('2', 2), origin('3', 2)] }, '由合并而来：2 事项2；3 事项3', 'merged from: 2 事项2; 3 事项3'],
  ['ItemIssued', { origins: [origin('1', 1, 'split')] }, '由拆分而来：1 事项1', 'split off: 1 事项1'],
  ['ItemIssued', { carriedFrom: null }, '下发', 'issued'],
  ['ItemAmended', { amendment: 2, takesIn: { origins: [origin('1', 1), origin('2', 2)], figures: [] } }, '并入了：2 事项2', 'merged into it: 2 事项2'],
  ['ItemAmended', { amendment: 2, splitOff: named }, '拆出：8 新事项；无编号事项', 'split off it: 8 新事项; 无编号事项'],
  ['ItemAmended', { amendment: 2 }, '调整', 'amended'],
  ['ItemClosed', { how: 'dropped', goesOnIn: { by: 'merge', items: named } }, '并入：8 新事项；无编号事项', 'merged into: 8 新事项; 无编号事项'],
  ['ItemClosed', { how: 'dropped', goesOnIn: { by: 'split', items: named } }, '拆分为：8 新事项；无编号事项', 'split into: 8 新事项; 无编号事项'],
  ['ItemClosed', { how: 'dropped' }, '结束', 'closed'],
  ['EntrySkipped', { rung: 'T-3', reason: 'moot' }, '到期前 3 个工作日提醒：到点时已无需发出', 'reminded 3 working days before: no longer needed when it came due'],
  ['EntrySkipped', { rung: 'T-1', reason: 'superseded' }, '到期前 1 个工作日提醒：已过时点，不再补发', 'reminded 1 working day before: its moment had passed, not sent late'],
  ['EntrySkipped', { rung: 'red', reason: 'moot' }, '到点时已无需处理', 'nothing was left to do when it came due'],
  ['DutyEscalated', { rung: 'stop-2' }, '提级通知（第 2 级）', 'escalated (stop 2)'],
  ['OverdueMarked', { duty: 'step:a1-1', rung: 'overdue' }, '逾期', 'overdue'],
  ['OverdueMarked', { duty: 'receipt:a1', rung: 'overdue' }, '签收逾期', 'receipt overdue'],
  ['OverdueMarked', { duty: 'close-year', rung: 'overdue' }, '年终收官逾期', 'closing the year overdue'],
  ['DutyEscalated', { duty: 'rule:r1', rung: 'stop-1' }, '裁定 · 提级通知（第 1 级）', 'ruling: escalated (stop 1)'],
  ['ReminderIssued', { duty: 'quantify', rung: 'T-1' }, '量化到期前 1 个工作日提醒', 'quantification: reminded 1 working day before'],
  ['EntrySkipped', { duty: 'sign:p1', rung: 'T-1', reason: 'moot' }, '签发到期前 1 个工作日提醒：到点时已无需发出', 'signature: reminded 1 working day before: no longer needed when it came due'],
  ['PaperDrafted', { paper: 'yellowPaper' }, '拟黄色督办单', 'yellow supervision order drafted'],
  ['RequestMade', { kind: 'extension', day: '2026-08-31' }, '申请延期，至 2026-08-31', 'extension asked for, to 2026-08-31'],
])('%s %j is told as %s', (type, data, zh, en) => {
  expect(timelineOf([event(type, data)], given().state, ROSTER, new Map(), { kind: 'all' })[0]).toMatchObject({ zh, en });
});

describe('whose part an entry is about', () => {
  const two = given({ assignments: [{ id: 'a1', unitId: 'lead', role: 'lead', coordinator: true }, { id: 'a2', unitId: 'helper', role: 'participant', coordinator: false }] }).state;
  const [mine, theirs] = Object.values(two.assignments).map((a) => a.id) as [string, string];
  const seen = { kind: 'assignments' as const, inFull: new Set([mine]) } as never;
  const entry = (type: string, data: object) => timelineOf([event(type, data)], two, ROSTER, new Map(), seen)[0]!;
  const unitOf = (id: string): string => two.assignments[id]!.unitId;

  it('is told where the light of another’s part turned, and not where they were urged, asked or ordered', () => {
    expect(entry('OverdueMarked', { assignmentId: theirs, rung: 'overdue' })).toMatchObject({ kind: 'deadline', of: { unitId: unitOf(theirs) } });
    for (const [type, data] of [['PaperSigned', { assignmentId: theirs, paper: 'yellowPaper' }], ['AssignmentUrged', { assignmentId: theirs }], ['RequestMade', { assignmentId: theirs, kind: 'extension', day: '2026-08-31' }], ['RequestLapsed', { assignmentId: theirs }]] as const)
      expect([type, entry(type, data).of, /黄色|延期/.test(entry(type, data).zh)]).toEqual([type, null, false]);
    expect(entry('PaperSigned', { assignmentId: mine, paper: 'yellowPaper' })).toMatchObject({ kind: 'notice', zh: '签发黄色督办单', of: { unitId: unitOf(mine) } });
  });

  it('is the unit that owes the duty, whatever the clock did about it', () => {
    const late = (duty: string) => timelineOf([event('OverdueMarked', { duty, rung: 'overdue' })], two, ROSTER, new Map(), { kind: 'all' })[0]!.of?.unitId;
    expect(['receipt:a1', 'receipt:a2', 'quantify', 'close-year', 'outcome:x', 'verify:a1-1:1'].map(late)).toEqual(['lead', 'helper', 'lead', 'office', 'office', 'supervisor']);
    expect(entry('OverdueMarked', { duty: `receipt:${theirs}`, rung: 'overdue' })).toMatchObject({ zh: '签收逾期', of: { unitId: unitOf(theirs) } });
    expect(entry('DutyEscalated', { duty: 'close-year', rung: 'stop-1' })).toMatchObject({ of: { unitId: 'office' } });
  });

  it('is hidden where it is about a draft that waits for its signature, or what another unit approves', () => {
    const sight = (data: object) => timelineOf([event('OverdueMarked', { rung: 'overdue', ...data })], two, ROSTER, new Map(), seen).length;
    expect([sight({ duty: 'sign:p1' }), sight({ duty: 'approve:a2-1:1:1:x' }), sight({ duty: 'approve:a1-1:1:1:x' }), sight({ duty: 'receipt:a2' })]).toEqual([0, 0, 1, 1]);
  });

  it('is told to who reads the log’s envelopes alone by nothing but the kind', () => {
    expect(timelineOf([event('PaperSigned', { assignmentId: theirs, paper: 'yellowPaper' })], two, ROSTER, new Map(), { kind: 'envelope' })[0]).toMatchObject({ kind: 'notice', zh: '签发', of: null, data: null });
  });
});
