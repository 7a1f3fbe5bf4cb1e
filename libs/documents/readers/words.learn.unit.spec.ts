import { looksLikeUnit, surelyUnit } from '../grammar/unit.shape';
import { withWordsOf } from '../grammar/paper.words';
import { importPlan } from '../import-plan';
import { learnWords } from './words.learn';

/** Names that no shape tells: only that they stand where units stand. */
const NAMES = [['临港集团', '水发能源'], ['东城街办', '西山林场'], ['职教中心', '国网供电'], ['城投公司', '水发能源']] as const;
const TITLES = ['推行联合验收', '放宽市场准入', '保障企业用工', '降低用能成本'];

async function unitsOf(who: (lead: string, other: string) => string): Promise<string[][]> {
  const points = TITLES.map((title, i) => `${i + 1}.${title}。建立通报制度，做好总结推广。${who(NAMES[i]?.[0] ?? '', NAMES[i]?.[1] ?? '')}`);
  const outcome = await importPlan(Buffer.from(`滨江集团2031年重点工作任务分工方案\n\n一、优化环境\n${points.join('\n')}\n`), { fileName: 'a.txt', today: '2031-01-15' });
  return outcome.ok ? outcome.draft.items.map(({ leads, participants, units }) => [...leads, ...participants, ...units]) : [];
}

describe('names of a shape that nobody knows', () => {
  it.each<[string, (lead: string, other: string) => string]>([
    ['verbs in brackets', (lead, other) => `（${lead}牵头，${other}配合，6月底前完成）`],
    ['a sentence', (lead, other) => `由${lead}牵头，${other}配合，年底前完成。`],
    ['a dash', (lead, other) => `——${lead}牵头，${other}参与；年底前`],
    ['a bare bracket', (lead, other) => `（${lead}、${other}，年底前）`],
    ['labels without colons', (lead, other) => `（牵头单位${lead}，配合单位${other}）`],
    ['labels that nobody knows', (lead, other) => `\n谁来干：${lead}、${other}\n何时干完：年底前`],
  ])('are read from %s where most items have them there', async (_form, who) => {
    expect(await unitsOf(who)).toEqual(NAMES.map((names) => [...names]));
  });

  it('are not read from brackets that say something else', async () => {
    expect((await unitsOf((_lead, other) => `（含续建项目，${other.length}期）`)).flat()).toEqual([]);
    expect((await unitsOf((lead) => `（完善${lead.slice(0, 2)}机制，推进试点示范）`)).flat()).toEqual([]);
  });
});

describe('what a paper teaches', () => {
  const paper = NAMES.map(([lead, other], i) => `${i + 1}.办好第${i + 1}件事。（${lead}牵头，${other}配合）`);

  it('holds while it is read, and no longer', () => {
    const words = learnWords(paper);
    expect(withWordsOf(words, () => [looksLikeUnit('水发能源'), surelyUnit('水发能源')])).toEqual([true, true]);
    expect(() => withWordsOf(words, () => { throw new Error('broken off'); })).toThrow('broken off');
    expect([looksLikeUnit('水发能源'), surelyUnit('临港集团')]).toEqual([false, false]);
  });

  it('takes no word for a name that stands behind a label of something else', () => {
    const funded = NAMES.map(([lead], i) => `${i + 1}.办好第${i + 1}件事。（${lead}负责；经费来源：自筹）`);
    expect(learnWords(funded).names.has('自筹')).toBe(false);
    expect(learnWords(funded).names.size).toBeGreaterThan(0);
  });

  it('is nothing where few items say so', () => {
    expect(learnWords([...paper.slice(0, 2), ...TITLES.map((title, i) => `${i + 3}.${title}。`)]).names.size).toBe(0);
  });

  it('comes to an end with a long paper of marks, and finds nothing in it', () => {
    const long = Array.from({ length: 20_000 }, (_, i) => `${i}.（（（【【${'、'.repeat(40)}：：`);
    expect(learnWords(long).names.size).toBe(0);
  });
});
