/** Words and signs that a number format puts beside a number, as a sheet shows it: 0"万人次", ≥0, 0.0%. */
interface Beside {
  before: string;
  after: string;
  /** By what the number is multiplied to be shown: 100 for a percentage, a thousandth for each comma behind the figures. */
  scale: number;
}

/** Of what stands beside it only words and comparisons are told: signs of currency and padding say nothing of a figure. */
const TOLD = /[\p{Script=Han}%‰≥≤＞＜><℃]/u;
const TOKEN = /"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|([0#?][0#?.,]*)|(.)/gsu;

/** Null where the format says nothing of the number but how many figures are shown, or works by a trick (0!.0,"万"). */
function besideIn(format: string, value: number): Beside | null {
  const [positive = '', negative, zero] = sectionsOf(format);
  const section = value < 0 ? (negative ?? positive) : value === 0 ? (zero ?? positive) : positive;
  if (/!|[eE][+-]|\/|General|@/.test(section.replace(/"[^"]*"/g, ''))) return null;
  let [before, after, figures] = ['', '', ''];
  let percent = false;
  for (const [, quoted, escaped, figure, plain] of section.matchAll(TOKEN)) {
    if (figure !== undefined) {
      if (figures !== '') return null;
      figures = figure;
      continue;
    }
    if (plain === '%') percent = true;
    const text = quoted ?? escaped ?? plain ?? '';
    if (figures === '') before += text;
    else after += text;
  }
  if (figures === '') return null;
  const told = (text: string): string => (TOLD.test(text) ? text.trim() : '');
  const thousands = /,*$/.exec(figures)![0].length;
  return { before: told(before), after: told(after), scale: (percent ? 100 : 1) / 1_000 ** thousands };
}

function sectionsOf(format: string): string[] {
  return format.match(/(?:"[^"]*"|\\.|[^;])+/gsu) ?? [];
}

/**
 * A number as its sheet shows it, though not rounded: 0.9 in a cell of percentages is 90%, 4 under 0"万人次" is 4万人次. What a binary number cannot hold
 * exactly (0.30000000000000004) is written as it was meant.
 */
export function shownNumber(value: number, format: string | undefined): string {
  const { before, after, scale } = (format && besideIn(format, value)) || { before: '', after: '', scale: 1 };
  return `${before}${Number((value * scale).toPrecision(12))}${after}`;
}
