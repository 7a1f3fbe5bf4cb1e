import type { NewDomainEvent } from '../event';
import { of } from '../testing/world';
import { evolveBriefings, type BriefingEvent, type BriefingLists, type BriefingSeries } from './briefing';
import { decideBriefings, type BriefingCommand } from './briefing.decide';
import { noticesOfBriefings } from './briefing.notices';

const OFFICE = of('office', 9);
const LISTS: BriefingLists = { report: ['市委'], send: ['各成员单位'], issue: [], unitIds: ['lead'], copies: 60 };
const SET: BriefingCommand = { type: 'setSeries', name: '产改工作简报', lists: LISTS, first: { year: 2026, issue: 10, total: 36 } };
const paragraph = (text: string, sources = [{ stream: 'meeting/m1', version: 4 }]) => ({ text, sources });
const draft = (briefingId: string, more: object = {}): BriefingCommand => ({ type: 'draftBriefing', briefingId, planId: 'p1', period: { from: '2026-04-01', to: '2026-06-30' }, corrects: null, title: '二季度进展', sections: [{ heading: null, paragraphs: [paragraph('召开会议13次。')] }], ...more });
const publish = (briefingId: string): BriefingCommand => ({ type: 'publishBriefing', briefingId });

/** Commands one after the other; each must be accepted. What is folded is what JSON keeps. */
function after(...commands: [string, BriefingCommand][]): BriefingSeries | null {
  return commands.reduce<BriefingSeries | null>((state, [at, command]) => {
    const decided = decide(state, at, command);
    if ('rejected' in decided) throw new Error(decided.rejected.code);
    return decided.reduce<BriefingSeries | null>((s, e) => evolveBriefings(s, JSON.parse(JSON.stringify({ ...e, meta: { actor: OFFICE, occurredAt: moment(at), recordedAt: moment(at), rules: {} } })) as BriefingEvent, 'office'), state);
  }, null);
}
const moment = (day: string): string => `${day}T02:00:00.000Z`;
const decide = (state: BriefingSeries | null, at: string, command: BriefingCommand): NewDomainEvent[] | { rejected: { code: string } } => decideBriefings(state, command, { now: moment(at), actor: OFFICE });
const refused = (state: BriefingSeries | null, at: string, command: BriefingCommand): string | null => {
  const decided = decide(state, at, command);
  return 'rejected' in decided ? decided.rejected.code : null;
};

test('goes on from the number that the office set; a new year begins at issue 1, the total goes on', () => {
  const first = after(['2026-07-06', SET], ['2026-07-06', draft('b1')], ['2026-07-06', publish('b1')], ['2026-12-31', draft('b2')], ['2026-12-31', publish('b2')], ['2027-01-04', draft('b3')], ['2027-01-04', publish('b3')])!;
  const numbers = Object.values(first.briefings).map((b) => [b.published?.year, b.published?.issue, b.published?.total]);
  expect(numbers).toEqual([[2026, 10, 36], [2026, 11, 37], [2027, 1, 38]]);
});

test('published is frozen: neither edited, discarded nor published again, whatever is set later', () => {
  const published = after(['2026-07-06', SET], ['2026-07-06', draft('b1')], ['2026-07-06', publish('b1')], ['2026-07-07', { ...SET, name: '改名', first: null, lists: { ...LISTS, report: [] } } as BriefingCommand])!;
  expect(published.briefings['b1']).toMatchObject({ status: 'published', published: { name: '产改工作简报', lists: LISTS, day: '2026-07-06' } });
  for (const command of [publish('b1'), { type: 'editBriefing', briefingId: 'b1', title: '改', sections: [{ heading: null, paragraphs: [paragraph('改')] }] }, { type: 'discardBriefing', briefingId: 'b1', reason: '有误' }] as BriefingCommand[]) expect(refused(published, '2026-07-08', command)).toBe('briefing-not-a-draft');
  expect(refused(published, '2026-07-08', SET)).toBe('briefing-numbers-given');
});

test('a correction is an issue of its own with the next number, once for each', () => {
  const corrects = { corrects: { briefingId: 'b1', reason: '会议次数应为12次' } };
  const course: [string, BriefingCommand][] = [['2026-07-06', SET], ['2026-07-06', draft('b1')], ['2026-07-06', publish('b1')], ['2026-07-08', draft('b2', corrects)], ['2026-07-08', draft('b3', corrects)], ['2026-07-08', publish('b2')]];
  const corrected = after(...course)!;
  expect(corrected.briefings['b2']!.published).toMatchObject({ issue: 11, total: 37 });
  expect(corrected.briefings['b1']).toMatchObject({ status: 'published', correctedBy: 'b2', title: '二季度进展', published: { issue: 10 } });
  expect(refused(corrected, '2026-07-09', publish('b3'))).toBe('briefing-not-published');
  expect(refused(corrected, '2026-07-09', draft('b4', corrects))).toBe('briefing-not-published');
  expect(refused(after(...course.slice(0, 2)), '2026-07-09', draft('b4', corrects))).toBe('briefing-not-published');
});

test('what is published is told to those of its lists; a correction also to those who had what it corrects', () => {
  const course: Parameters<typeof after> = [
    ['2026-07-06', SET], ['2026-07-06', draft('b1')], ['2026-07-06', publish('b1')],
    ['2026-07-07', { ...SET, first: null, lists: { ...LISTS, unitIds: ['second'] } } as BriefingCommand],
    ['2026-07-08', draft('b2', { title: '会议次数', corrects: { briefingId: 'b1', reason: '会议次数应为12次' } })],
  ];
  let series = after(...course);
  const told = (briefingId: string) => {
    const decided = decide(series, '2026-07-08', publish(briefingId));
    if ('rejected' in decided) throw new Error(decided.rejected.code);
    const event = { ...decided[0]!, meta: { actor: OFFICE, occurredAt: moment('2026-07-08'), recordedAt: moment('2026-07-08'), rules: {} } } as unknown as BriefingEvent;
    return noticesOfBriefings(event, evolveBriefings(series, event, 'office'));
  };
  expect(told('b2')).toMatchObject([{ id: 'b2', kind: 'briefingCorrected', title: '产改工作简报2026年第11期（总第37期）　会议次数', text: '更正2026年第10期（总第36期）：会议次数应为12次' }]);
  expect(told('b2')[0]!.to.map((t) => t.unitId)).toEqual(['second', 'lead']);
  // What corrects the correction goes to those of all three.
  series = after(...course, ['2026-07-08', publish('b2')], ['2026-07-09', { ...SET, first: null, lists: { ...LISTS, unitIds: ['third'] } } as BriefingCommand], ['2026-07-09', draft('b3', { corrects: { briefingId: 'b2', reason: '会议次数应为11次' } })]);
  expect(told('b3')[0]!.to.map((t) => t.unitId)).toEqual(['third', 'second', 'lead']);
});

test('the first of a unit to read an issue is kept, and changes nothing of what the series says', () => {
  const published = after(['2026-07-06', SET], ['2026-07-06', draft('b1')], ['2026-07-06', publish('b1')], ['2026-07-06', draft('b2')])!;
  const read = after(['2026-07-06', SET], ['2026-07-06', draft('b1')], ['2026-07-06', publish('b1')], ['2026-07-06', draft('b2')], ['2026-07-07', { type: 'readBriefing', briefingId: 'b1' }])!;
  expect(read).toEqual({ ...published, readNotices: { 'b1/office': moment('2026-07-07') } });
  expect(decide(read, '2026-07-09', { type: 'readBriefing', briefingId: 'b1' })).toEqual([]);
  expect(refused(read, '2026-07-09', { type: 'readBriefing', briefingId: 'b2' })).toBe('briefing-not-published');
});

test.each<[string, BriefingCommand, string]>([
  ['a figure without its events', draft('b1', { sections: [{ heading: '进展', paragraphs: [paragraph('召开会议13次。', [])] }] }), 'figure-without-source'],
  ['a figure in wide digits without its events', draft('b1', { sections: [{ heading: '进展', paragraphs: [paragraph('召开会议１３次。', [])] }] }), 'figure-without-source'],
  ['a figure in words without its events', draft('b1', { sections: [{ heading: '进展', paragraphs: [paragraph('召开会议四十场。', [])] }] }), 'figure-without-source'],
  ['a figure in a heading that no paragraph below it states with its events', draft('b1', { sections: [{ heading: '召开会议14次', paragraphs: [paragraph('召开会议13次。')] }] }), 'figure-without-source'],
  ['a figure in the title that no paragraph states', draft('b1', { title: '二季度召开会议四十场' }), 'figure-without-source'],
  ['nothing', draft('b1', { sections: [{ heading: '进展', paragraphs: [] }] }), 'briefing-empty'],
  ['an empty title', draft('b1', { title: ' ' }), 'briefing-empty'],
  ['a period that ends before it begins', draft('b1', { period: { from: '2026-07-01', to: '2026-06-30' } }), 'date-invalid'],
  ['what is not there', publish('constructor'), 'not-found'],
  ['a discard without a reason', { type: 'discardBriefing', briefingId: 'b0', reason: '' }, 'reason-missing'],
])('refuses %s', (_, command, code) => {
  const set = after(['2026-07-06', SET], ['2026-07-06', draft('b0')]);
  expect(refused(set, '2026-07-06', command)).toBe(code);
});

test('days, quarters and issues are no figures; a title and a heading may state what a paragraph below them does', () => {
  const set = after(['2026-07-06', SET])!;
  const content = (title: string, heading: string, ...paragraphs: object[]) => draft('b1', { title, sections: [{ heading, paragraphs }] });
  expect(refused(set, '2026-07-06', content('二季度进展', '6月8日会议', paragraph('6月8日召开推进会，第10期已作介绍。', [])))).toBeNull();
  expect(refused(set, '2026-07-06', content('召开会议十三次', '会议13次', paragraph('召开会议13次。')))).toBeNull();
});

test('words without a figure need no source; nothing is drawn up before the series is set', () => {
  const set = after(['2026-07-06', SET])!;
  expect(refused(set, '2026-07-06', draft('b1', { sections: [{ heading: null, paragraphs: [paragraph('各单位高度重视。', [])] }] }))).toBeNull();
  expect(refused(null, '2026-07-06', draft('b1'))).toBe('briefings-not-set-up');
  expect(refused(null, '2026-07-06', { ...SET, first: { year: 2025, issue: 1, total: 1 } } as BriefingCommand)).toBe('briefing-number-invalid');
});
