import { AlignmentType, BorderStyle, ShadingType, TabStopType } from 'docx';
import { empty, paragraph, run, tabbed, type Drawn } from './drawn';
import { CHARACTER, LINE, MARK_BELOW_TOP, POINTS, RED_LINE_BELOW_NUMBER, TYPE_AREA } from './measures';
import type { Band, BulletinPaper, OfficialPaper } from './paper';
import { breakTitle } from './title.break';
import { RED, TYPEFACE } from './typefaces';
import { dateWords, widthOf } from './words';

/** The greatest and the least type of a mark, in points. */
const MARK = { most: 46, least: 26 } as const;
const RULE = { style: BorderStyle.SINGLE, size: 18, color: RED } as const;
/** Of the bands: dark enough to be told apart on a print without colour by their word alone. */
const BAND: Readonly<Record<Band['colour'], { fill: string; text: string }>> = { blue: { fill: '2F5FB3', text: 'FFFFFF' }, yellow: { fill: 'FFD400', text: '000000' }, red: { fill: 'C00000', text: 'FFFFFF' } };

/** The issuer's mark in one line as large as it fits, or in two by sense. */
function drawMark(name: string, most = MARK.most as number): Drawn[] {
  const fits = (width: number): number => Math.min(most, Math.floor(TYPE_AREA.width / 20 / width));
  const lines = fits(widthOf(name)) >= MARK.least ? [name] : breakTitle(name, TYPE_AREA.width / 20 / MARK.least);
  const points = Math.max(POINTS.two, fits(Math.max(...lines.map(widthOf))));
  return lines.map((line) => paragraph([run(line, { face: TYPEFACE.title, points, color: RED })], { align: AlignmentType.CENTER, height: Math.round(points * 20 * 1.25) }));
}

/** 紧急程度 at the upper left, the mark 35 mm below the upper edge, two lines below it the number, the red line, and two lines of room for the title. */
export function drawRedHead({ issuer, number, urgency, band }: OfficialPaper): Drawn[] {
  const above = urgency === null ? [] : [paragraph([run(urgency, { face: TYPEFACE.first })])];
  const ruled = paragraph([run(number ?? '')], { align: AlignmentType.CENTER, border: { bottom: { ...RULE, space: RED_LINE_BELOW_NUMBER } } });
  return [...above, empty(MARK_BELOW_TOP - above.length * LINE), ...drawMark(issuer), empty(), empty(), ruled, ...drawBand(band), ...(band === null ? [empty(), empty()] : [empty()])];
}

function drawBand(band: Band | null): Drawn[] {
  if (band === null) return [];
  const { fill, text } = BAND[band.colour];
  return [empty(), paragraph([run([...band.text].join('　'), { face: TYPEFACE.first, color: text })], { align: AlignmentType.CENTER, shading: { type: ShadingType.CLEAR, fill, color: 'auto' } })];
}

/** Name in red, the issue, then office and date right above the red line. */
export function drawBulletinHead({ name, issue, office, date }: BulletinPaper): Drawn[] {
  const right = { type: TabStopType.RIGHT, position: Math.round(TYPE_AREA.width - CHARACTER) };
  const ruled = paragraph([tabbed([office, date === null ? '' : dateWords(date)])], { indent: { left: Math.round(CHARACTER) }, tabStops: [right], border: { bottom: { ...RULE, space: 4 } } });
  return [empty(), ...drawMark(name, 54), empty(LINE / 2), paragraph([run(issue ?? '')], { align: AlignmentType.CENTER }), empty(LINE / 2), ruled, empty(), empty()];
}
