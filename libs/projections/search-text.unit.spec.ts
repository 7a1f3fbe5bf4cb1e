import { gramsOf, gramsOfWord, isFoundByGrams, searchText, wordsOf } from './search-text';

const TEXTS = ['1 开展补贴性职业技能培训(第 1000 项) 类别一', '12 建设实训基地 3个 hr 𠮷林', '100 职业 技能'].map((t) => searchText(t));
const WORDS = ['培', '培训', '职业技能', '训职', '业技', '1000', '0', '00', 'hr', '𠮷', '吉', '基地', '(第', '没有', '项)'];

describe('grams', () => {
  it('are all there in every text that has the word, and find short words outright', () => {
    for (const text of TEXTS) {
      const grams = new Set(gramsOf(text));
      for (const word of WORDS) {
        const found = gramsOfWord(word).every((g) => grams.has(g));
        if (text.includes(word)) expect([text, word, found]).toEqual([text, word, true]);
        else if (isFoundByGrams(word)) expect([text, word, found]).toEqual([text, word, false]);
      }
    }
  });

  it('do not reach over a space', () => {
    expect(gramsOf('甲 乙').toSorted()).toEqual(gramsOf('乙 甲').toSorted());
  });

  it('fit an int of PostgreSQL', () => {
    for (const gram of TEXTS.flatMap(gramsOf)) expect(gram).toBe(gram | 0);
  });
});

describe('words', () => {
  it('are folded like the text, and no more than eight', () => {
    expect(wordsOf('　实训 ３个 ')).toEqual(['实训', '3个']);
    expect(wordsOf('一 二 三 四 五 六 七 八 九')).toHaveLength(8);
    expect(wordsOf('   ')).toEqual([]);
  });
});
