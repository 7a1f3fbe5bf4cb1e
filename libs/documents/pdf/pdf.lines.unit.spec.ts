import { boxText, roomOf } from './pdf.lines';

const SIZE = 10;
/** Lines of a cell around its middle, one below the other. */
const lines = (...texts: string[]): Parameters<typeof boxText>[0] => texts.map((text, i) => ({ text, left: 50 - (text.length * SIZE) / 2, right: 50 + (text.length * SIZE) / 2, base: 100 + i * 13, size: SIZE }) as Parameters<typeof boxText>[0][number]);
/** In a column whose widest line has five characters. */
const text = (...texts: string[]): string => boxText(lines(...texts), roomOf(62, 5 * SIZE));

describe('the lines of a printed cell', () => {
  it.each([
    [['县农业农村', '局'], '县农业农村局'],
    [['县民政局', '各乡镇'], '县民政局\n各乡镇'],
    [['县水利局', '县医保局'], '县水利局\n县医保局'],
    [['县自然资源', '局、县财政', '局'], '县自然资源局、县财政局'],
  ])('%s', (printed, read) => {
    expect(text(...printed)).toBe(read);
  });
});
