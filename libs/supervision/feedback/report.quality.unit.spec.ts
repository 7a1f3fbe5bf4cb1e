import fc from 'fast-check';
import type { ItemCommand } from '../item/item.commands';
import { problemsOfRules, STANDARD_RULES } from '../policy/policy';
import { c, given } from '../testing/given';
import { of, rulesWith } from '../testing/world';
import { qualityOf, type JudgedReport, type KnownBefore } from './report.quality';
import { figuresIn, likenessPercent } from './similarity';

const NOTHING: KnownBefore = { lastText: null, values: {}, targets: 0, evidence: 0 };
const says = (text: string, more: Partial<JudgedReport> = {}): JudgedReport => ({ text, percent: null, values: [], noProgressReason: null, ...more });
const rulesOf = (report: JudgedReport, before: Partial<KnownBefore> = {}): string[] => qualityOf(report, { ...NOTHING, ...before }, STANDARD_RULES, 3).map((f) => f.rule);
const GOOD = '召开联席会议一次，明确八家企业的培训场次与时间，已完成报名登记';

describe('what is found wanting in a report', () => {
  test('a good one has no flag', () => expect(rulesOf(says(GOOD))).toEqual([]));

  test.each([
    ['the same again', GOOD, true],
    ['the same in other signs', GOOD.replace(/，/g, ', '), true],
    ['one word changed', GOOD.replace('报名', '现场'), true],
    ['another figure', GOOD.replace('八家', '12家'), false],
    ['something else', '印发培训方案，安排师资与场地，首批学员已经到位', false],
  ])('repetition: %s', (_, text, repeats) => expect(rulesOf(says(text), { lastText: GOOD }).includes('repeatsLast')).toBe(repeats));

  test('a figure that moved is no repetition; one that stands still is', () => {
    const values = [{ targetId: 't1', value: 30 }];
    expect(rulesOf(says(GOOD, { values }), { lastText: GOOD, values: { t1: { value: 20 } } })).toEqual([]);
    expect(rulesOf(says(GOOD, { values }), { lastText: GOOD, values: { t1: { value: 30 } } })).toEqual(['repeatsLast']);
  });

  test('a target asks for a figure, unless there is no progress', () => {
    expect(rulesOf(says(GOOD), { targets: 1 })).toEqual(['figureMissing']);
    expect(rulesOf(says(GOOD, { values: [{ targetId: 't1', value: 0 }] }), { targets: 1 })).toEqual([]);
    expect(rulesOf(says('', { noProgressReason: '企业停产检修，培训顺延至下月' }), { targets: 1 })).toEqual([]);
  });

  test('done without evidence', () => {
    expect(rulesOf(says(GOOD, { percent: 100 }))).toEqual(['evidenceMissing']);
    expect(rulesOf(says(GOOD, { percent: 99 }))).toEqual([]);
    expect(rulesOf(says(GOOD, { percent: 100 }), { evidence: 1 })).toEqual([]);
  });

  test.each(['', '正在推进', '高度重视，有序推进，取得积极进展。', '各项工作稳步推进中'])('empty of substance: %s', (text) => expect(rulesOf(says(text))).toEqual(['saysNothing']));

  test('the flag says which rule of which version found what', () => {
    expect(qualityOf(says('已办'), NOTHING, STANDARD_RULES, 3)).toEqual([{ rule: 'saysNothing', policyVersion: 3, found: 2, asked: 8 }]);
  });

  test('likeness is the same both ways, 100 with itself, and never beyond', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const likeness = likenessPercent(a, b);
        return likeness === likenessPercent(b, a) && likeness >= 0 && likeness <= 100 && likenessPercent(a, a) === 100;
      }),
    );
  });

  test('figures are the same whatever their width', () => expect(figuresIn('累计１，２００人，2.5万')).toEqual(['1200', '2.5']));
});

describe('flags of a report in an item', () => {
  const received = given().and('2026-01-06', of('lead'), c.receive());
  const report: ItemCommand = { type: 'report', assignmentId: 'a1', stepId: null, text: '正在推进', percent: 100, values: [], noProgressReason: null, onBehalf: null };

  test('stand in the event and with the assignment, and keep nothing from being sent', () => {
    const sent = received.when('2026-02-02', of('lead'), report);
    const flags = ['figureMissing', 'evidenceMissing', 'saysNothing'];
    expect((sent.events.at(-1)!.data as { flags: { rule: string }[] }).flags.map((f) => f.rule)).toEqual(flags);
    expect(sent.state.assignments['a1']!.lastReport).toMatchObject({ text: '正在推进', percent: 100, noProgress: false, flags: flags.map((rule) => ({ rule, policyVersion: 1 })) });
  });

  test('are found by the rules of the day: those that a later version sets do not reach back', () => {
    const rules = rulesWith({}, { from: '2026-03-01T00:00:00.000Z', rules: { figuresExpected: false, evidenceFromPercent: 100, leastReportCharacters: 0 } });
    const story = given({}, rules).and('2026-01-06', of('lead'), c.receive()).and('2026-02-02', of('lead'), report);
    expect(story.state.assignments['a1']!.lastReport!.flags).toHaveLength(3);
    const later = story.and('2026-03-02', of('lead'), report).state.assignments['a1']!.lastReport!.flags;
    expect(later).toMatchObject([{ rule: 'repeatsLast', policyVersion: 2 }, { rule: 'evidenceMissing', policyVersion: 2 }]);
  });
});

test.each([
  [{ repeatedFromPercent: 0 }, 'repeatedFromPercent'],
  [{ evidenceFromPercent: 101 }, 'evidenceFromPercent'],
  [{ leastReportCharacters: 1.5 }, 'leastReportCharacters'],
  [{ stockPhrases: ['的'] }, 'stockPhrases'],
])('rules that cannot be: %p', (change, field) => expect(problemsOfRules({ ...STANDARD_RULES, ...change }).map((p) => p.field)).toEqual([field]));
