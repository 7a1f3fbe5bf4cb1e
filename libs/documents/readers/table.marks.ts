import { roleOfLabel } from '../grammar/units.label';
import { looksLikeUnit } from '../grammar/unit.shape';
import { ROLE_SIGNS } from '../grammar/units.mark';
import { noUnits, unread, type NamedUnits, type UnitRole } from '../grammar/units.named';
import { fold } from '../text/fold';

/** Tables whose columns are units, with a sign in each row for what a unit has to do with it: ★ leads, ▲ helps. */

const SIGN = new RegExp(`^[${ROLE_SIGNS}]$`);
const WORDS: readonly [UnitRole, RegExp][] = [
  ['lead', /^(?:牵头?|主(?:办|责|抓|要)?)$/],
  ['participant', /^(?:配合?|协(?:办|助|同)?|参(?:与|加)?|辅)$/],
  ['unmarked', /^(?:责(?:任)?|承办|落实|是|[Yy])$/],
];
/** Signs that lead where the table has others beside them and the paper does not say what they mean. */
const HEAVY = '★●■◆◎⊙';

const bareMark = (cell: string): string => fold(cell).replace(/[\s()]/g, '');

export function isRoleMark(cell: string): boolean {
  const mark = bareMark(cell);
  return SIGN.test(mark) || WORDS.some(([, pattern]) => pattern.test(mark));
}

/** A heading that is a unit's own name; the words for units as such (责任单位) are asked before. */
export function isUnitHead(heading: string): boolean {
  return looksLikeUnit(heading.replace(/\s/g, ''));
}

const MEANS = new RegExp(`([${ROLE_SIGNS}])["”』」)]?\\s*(?:号|标记|标识)?的?\\s*(?:为|表示|代表|指|是|系|:|=|—+|-)*\\s*["“『「(]?([\\u4e00-\\u9fa5]{2,8})`, 'g');

/** 责任单位排在第一位的为牵头单位: then the order of the names is a mark. */
export const FIRST_LEADS = /(?:排|列)(?:在|名|序)?(?:第一位?|首位|最前|前)[^。]{0,8}(?:为|是)[^。]{0,4}牵头/;

/** What the paper says that its signs mean: 表中★为牵头单位，▲为配合单位. */
export function readLegend(text: string): ReadonlyMap<string, UnitRole> {
  const legend = new Map<string, UnitRole>();
  for (const [, sign = '', words = ''] of fold(text).matchAll(MEANS)) {
    const role = [words, ...[2, 4].map((length) => words.slice(0, length))].map(roleOfLabel).find((found) => found !== null);
    if (role && role !== 'time') legend.set(sign, role);
  }
  return legend;
}

function roleOf(mark: string, legend: ReadonlyMap<string, UnitRole>, kinds: number): UnitRole {
  const told = legend.get(mark) ?? WORDS.find(([, pattern]) => pattern.test(mark))?.[0];
  if (told) return told;
  if (kinds < 2) return 'unmarked';
  return HEAVY.includes(mark) ? 'lead' : 'participant';
}

/** The signs of a row, each under its unit. */
interface MarkedRow {
  marks: readonly { heading: string; text: string }[];
}

/** The units of each row by the signs under their names. Signs that nobody explains are told beside the units. */
export function unitsByMarks(rows: readonly MarkedRow[], legend: ReadonlyMap<string, UnitRole>): (row: MarkedRow) => NamedUnits {
  const kinds = new Set(rows.flatMap((row) => row.marks.map(({ text }) => bareMark(text)))).size;
  return (row) => {
    const units = noUnits();
    for (const { heading, text } of row.marks) {
      const mark = bareMark(text);
      const role = roleOf(mark, legend, kinds);
      (role === 'lead' ? units.leads : role === 'participant' ? units.participants : units.units).push(heading);
      if (SIGN.test(mark) && !legend.has(mark) && kinds > 1) unread(units, `${mark}${heading}`, 'contrast');
    }
    return units;
  };
}
