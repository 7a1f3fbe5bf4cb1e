/**
 * GB/T 9704-2012 (党政机关公文格式) in figures. Lengths are in twips (1/20 of a point) unless their name says otherwise.
 */
export function twipsOfMm(mm: number): number {
  return Math.round((mm * 1440) / 25.4);
}

/** Sizes of type (字号) in points. */
export const POINTS = { two: 22, three: 16, four: 14, smallFour: 12, five: 10.5 } as const;

/** A4. */
export const PAGE = { width: twipsOfMm(210), height: twipsOfMm(297) } as const;

/** Type area (版心), 156 × 225 mm. */
export const TYPE_AREA = { width: twipsOfMm(156), height: twipsOfMm(225), lines: 22, characters: 28 } as const;

/** 天头 37 mm, 订口 28 mm; the others follow from the type area. */
export const MARGIN = { top: twipsOfMm(37), left: twipsOfMm(28), right: PAGE.width - twipsOfMm(28) - TYPE_AREA.width, bottom: PAGE.height - twipsOfMm(37) - TYPE_AREA.height } as const;

/** Height of one of the 22 lines: so that 22 fit, and no 23rd. */
export const LINE = Math.floor(TYPE_AREA.height / TYPE_AREA.lines);

/** Width of one of the 28 characters of a line. */
export const CHARACTER = TYPE_AREA.width / TYPE_AREA.characters;

/**
 * What a character of size three is set narrower than its type, in twips: 28 of 16 points are wider than 156 mm. Said of the characters
 * and not of the grid, whose `charSpace` below nothing LibreOffice takes for a wide one.
 */
export const CHARACTER_SPACING = Math.floor(CHARACTER) - POINTS.three * 20;

/** Type and lines of what a paper says: as the standard has them, and as a note that is to stand on one page has them. */
export interface Scale {
  points: number;
  line: number;
  /** In a line. */
  characters: number;
  /** In tables. */
  cell: { points: number; line: number; margin: number };
  /** Characters of a line that breaking it may leave empty (no mark begins a line, no word is torn): reckoned with where a page must not run over. */
  spare: number;
}
export const BODY: Scale = { points: POINTS.three, line: LINE, characters: TYPE_AREA.characters, cell: { points: POINTS.smallFour, line: 19 * 20, margin: 70 }, spare: 0 };
export const COMPACT: Scale = { points: POINTS.four, line: 22 * 20, characters: Math.floor(TYPE_AREA.width / (POINTS.four * 20)), cell: { points: POINTS.five, line: 15 * 20, margin: 50 }, spare: 1.5 };

/** Height of a line of the title: two lines of it are nearer to each other than two of the body are to one another. */
export const TITLE_LINE = 35 * 20;

/** Upper edge of the issuer's mark below the type area's upper edge. */
export const MARK_BELOW_TOP = twipsOfMm(35);

/** The red line below the number, in points. */
export const RED_LINE_BELOW_NUMBER = 11;

/** The dash of a page number stands 7 mm below the type area: its line ends half a line further down. */
export const FOOTER_FROM_EDGE = MARGIN.bottom - twipsOfMm(7) - (POINTS.four * 20) / 2;
