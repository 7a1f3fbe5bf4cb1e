import { readParagraphs } from './paragraph.reader';
import { splitLines } from './source.lines';

const read = (text: string): string[] => readParagraphs(splitLines(text).lines).map((paragraph) => paragraph.text);

describe('paragraphs torn by pages and wrapping', () => {
  it('joins over blank lines, page numbers and form feeds while a bracket is open', () => {
    expect(read('1. 办好一件事情。（牵头单位：甲局、\n\n- 3 -\n\f\n乙局、丙局)\n\n2. 再办一件。')).toEqual(['1. 办好一件事情。（牵头单位：甲局、乙局、丙局)', '2. 再办一件。']);
  });

  it('joins a long line without an end, and not a title, a signature or a heading', () => {
    expect(read('这一段话说得很长，一直说到这一页的末尾还没有说完，所以要接\n\n着说下去。\n\n某某市协调小组\n\n2022年6月8日')).toEqual(['这一段话说得很长，一直说到这一页的末尾还没有说完，所以要接着说下去。', '某某市协调小组', '2022年6月8日']);
    expect(read('# 某某市改革\n一、加强领导\n健全机制。')).toEqual(['# 某某市改革', '一、加强领导', '健全机制。'].map((line) => line.replace(/^# /, '')));
  });

  it('goes on in the second half of bold words', () => {
    expect(read('**3. 推进某项\n\n工作。**做好它。')).toEqual(['3. 推进某项工作。做好它。']);
  });

  it('keeps the numbers of the lines that it is made of', () => {
    expect(readParagraphs(splitLines('1. 甲。（责任单位：\n\n乙局）').lines)[0]?.lines).toEqual([1, 3]);
  });

  it('drops running heads but no labels', () => {
    const page = '某某市文件汇编';
    expect(read(`${page}\n1. 甲事。\n${page}\n2. 乙事。\n${page}\n3. 丙事。`)).toEqual(['1. 甲事。', '2. 乙事。', '3. 丙事。']);
  });

  it('counts lines as editors do', () => {
    expect(splitLines('a\r\nb\nc\n').count).toBe(3);
    expect(splitLines('a\fb').lines).toEqual([{ no: 1, text: 'a' }, { no: 1, text: 'b' }]);
  });
});
