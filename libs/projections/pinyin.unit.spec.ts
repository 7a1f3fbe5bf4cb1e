import { lettersOf } from './pinyin';
import { searchText } from './search-text';

describe('letters of a text', () => {
  it.each([
    ['职业技能培训', 'zhiyejinengpeixun zyjnpx'],
    ['举办劳动竞赛60场', 'jubanlaodongjingsaichang jbldjsc'],
    ['ISO 9000', ''],
    ['绿色工厂', 'lvsegongchang lsgc'],
    ['', ''],
  ])('are whole and by initials: %s', (text, letters) => {
    expect(lettersOf(text)).toBe(letters);
    expect(lettersOf(text)).toBe(letters);
  });

  it('read a character by the word that it stands in', () => {
    expect(lettersOf('银行')).toBe('yinhang yh');
    expect(lettersOf('重庆')).toBe('chongqing cq');
  });

  it('stay the same when they are folded for the search', () => {
    expect(searchText(lettersOf('职业技能'))).toBe(lettersOf('职业技能'));
  });
});
