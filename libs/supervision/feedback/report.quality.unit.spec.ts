import fc from 'fast-check';
import type { ItemCommand } from '../item/item.commands';
import { problemsOfRules, STANDARD_RULES } from '../policy/policy';
import { c, given } from '../testing/given';
import { of, rulesWith } from '../testing/world';
import { qualityOf, type JudgedReport, type KnownBefore } from './report.quality';
import { figuresIn } from '../text/figures';
import { likenessPercent } from '../text/similarity';

const NOTHING: KnownBefore = { lastText: null, values: {}, targets: 0, evidence: 0 };
const DONE_UNSHOWN = ['evidenceMissing'];
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
    ['another figure in Chinese', GOOD.replace('八家', '九家'), false],
    ['the same figure in other numerals', GOOD.replace('八家', '8家'), true],
    ['another word that only looks like a figure', GOOD.replace('明确', '进一步明确'), true],
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

  test.each(['任务完成率100%。', '百分之百完成培训任务，效果良好。', '培训任务已全部完成，学员反映良好', '完成进度由80%提升至100％，进展符合预期', '全市八个旗区均已100%完成培训任务'])('done in words alone asks for evidence: %s', (text) => {
    expect(rulesOf(says(text))).toEqual(DONE_UNSHOWN);
    expect(rulesOf(says(text), { evidence: 1 })).toEqual([]);
    expect(qualityOf(says(text, { percent: 40 }), NOTHING, STANDARD_RULES, 3)).toMatchObject([{ rule: 'evidenceMissing', found: 100 }]);
  });

  test.each(['培训学员满意率100%，名册随后报送', '尚未全部完成，还差三家企业的培训', '预计12月底前全部完成八场培训', '力争年内完成率达到100%，已开班三期', '完成投资同比增长100%，开工三个项目', '已完成八家企业的培训场次安排'])('no claim to be done: %s', (text) =>
    expect(rulesOf(says(text))).toEqual([]));

  test.each([
    ['。', { values: [{ targetId: 't1', value: 0 }] }, {}],
    ['继续推进此项工作', { values: [{ targetId: 't1', value: 30 }] }, { t1: { value: 30 } }],
  ])('a figure that has not moved says nothing: %s', (text, more, values) => expect(rulesOf(says(text, more), { targets: 1, values })).toEqual(['saysNothing']));

  test.each([
    '认真贯彻落实上级决策部署，加强组织领导，压实责任，确保各项任务落到实处。',
    '提高政治站位，强化责任担当，明确责任分工，细化工作措施，狠抓工作落实。',
    '我局高度重视此项工作，成立工作专班，健全工作机制，加强统筹协调，形成工作合力，推动工作取得实效。',
  ])('set phrases end to end: %s', (text) => expect(rulesOf(says(text))).toEqual(['saysNothing']));

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

  test('figures are the same whatever their width', () => expect(figuresIn('累计１，２００人，2.5万')).toEqual(['1200', '25000']));

  test.each([
    ['八家企业、两千三百人次', ['8', '2300']],
    ['百分之九十五', ['95']],
    ['百分之九十五点五', ['95.5']],
    ['第三批十二户', ['3', '12']],
    ['三百二十万元', ['3200000']],
    ['统一部署，进一步加强，一是十分重视，二是一体推进，万一如此', []],
  ])('figures in words: %s', (text, figures) => expect(figuresIn(text)).toEqual(figures));
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

  test('evidence shows what comes after it: that of an earlier report shows no later one, unless it is named again', () => {
    const attach = (evidenceId: string): ItemCommand => ({ type: 'attachEvidence', assignmentId: 'a1', stepId: null, evidenceId, name: '照片.jpg', mediaType: 'image/jpeg', bytes: 3, sha256: evidenceId });
    const say = (text: string, percent: number, evidenceIds?: string[]): ItemCommand => ({ ...report, text, percent, values: [{ targetId: 't1', value: percent, asOf: '2026-01-31' }], ...(evidenceIds ? { evidenceIds } : {}) });
    const january = received.and('2026-02-02', of('lead'), attach('e1')).and('2026-02-02', of('lead'), say('第一期培训班开班，三十人到课', 20));
    const flagsOf = (came: { state: typeof january.state }): string[] => came.state.assignments['a1']!.lastReport!.flags.map((f) => f.rule);
    const done = say('八期培训全部结束，名册已经备案', 100);
    expect(flagsOf(january)).toEqual([]);
    expect(flagsOf(january.when('2026-12-02', of('lead'), done))).toEqual(['evidenceMissing']);
    expect(flagsOf(january.when('2026-12-02', of('lead'), say('八期培训全部结束，名册已经备案', 100, ['e1'])))).toEqual([]);
    expect(flagsOf(january.and('2026-12-01', of('lead'), attach('e2')).when('2026-12-02', of('lead'), done))).toEqual([]);
    expect(january.when('2026-12-02', of('lead'), say('结束', 100, ['e9'])).rejected).toBe('evidence-unknown');
  });

  test.each([
    ['a figure that moved', { values: [{ targetId: 't1', value: 120, asOf: '2026-01-31' }] }],
    ['a share that rose', { percent: 60 }],
    ['words that say it is done', { text: '已全部完成' }],
  ])('no progress beside %s is refused', (_, more) => {
    const before = received.and('2026-02-02', of('lead'), { ...report, percent: 50, values: [{ targetId: 't1', value: 100, asOf: '2026-01-30' }] } as ItemCommand);
    const none = { ...report, text: '', percent: null, noProgressReason: '企业停产检修，培训顺延' };
    expect(before.when('2026-03-02', of('lead'), { ...none, ...more } as ItemCommand).rejected).toBe('report-contradictory');
    expect(before.when('2026-03-02', of('lead'), { ...none, percent: 50, values: [{ targetId: 't1', value: 100, asOf: '2026-02-28' }], text: '尚未全部完成' } as ItemCommand).types).toEqual(['ProgressReported']);
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
  [{ donePhrases: ['完'] }, 'donePhrases'],
])('rules that cannot be: %p', (change, field) => expect(problemsOfRules({ ...STANDARD_RULES, ...change }).map((p) => p.field)).toEqual([field]));
