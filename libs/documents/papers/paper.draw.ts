import { AlignmentType, Document, DocumentGridType, Footer, LineRuleType, Packer, PageNumber, Paragraph, SectionType, TextRun, type ISectionOptions } from 'docx';
import { empty, fontOf, type Drawn } from './drawn';
import { packFixed } from './fixed.zip';
import { drawFlow } from './flow.draw';
import { drawImprint } from './foot.draw';
import { FOOTER_FROM_EDGE, LINE, MARGIN, PAGE, POINTS, TYPE_AREA } from './measures';
import { fillPages } from './page.fill';
import type { Imprint, Paper } from './paper';
import { TYPEFACE } from './typefaces';
import { writable } from './words';

/** Rises whenever the same data would give other bytes: by it one knows which program drew a paper. */
export const LAYOUT_VERSION = 4;

/** The media type of what is drawn. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Draws a paper in the layout of GB/T 9704-2012 as docx. The same paper gives the same bytes: no clock, no chance, no fonts of the machine.
 */
export async function drawPaper(paper: Paper): Promise<Uint8Array> {
  const body = drawFlow(paper);
  const document = new Document({
    creator: writable(paper.form === 'official' ? paper.issuer : paper.form === 'bulletin' ? paper.office : ''),
    lastModifiedBy: '',
    title: writable(paper.title),
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: fontOf(TYPEFACE.body), size: POINTS.three * 2 }, paragraph: { spacing: { before: 0, after: 0 } } } }, paragraphStyles: [{ id: 'Normal', name: 'Normal', quickFormat: true, run: { font: fontOf(TYPEFACE.body), size: POINTS.three * 2 }, paragraph: {} }] },
    sections: sectionsOf(body, paper.form === 'note' ? null : paper.imprint),
  });
  return packFixed(await Packer.toBuffer(document), async (path, text) => {
    if (path === 'word/document.xml') return offGrid(await text());
    if (path === 'word/styles.xml') return withGridStyles(await text());
    // When it was drawn is no part of what it says.
    if (path === 'docProps/core.xml') return (await text()).replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, '').replace(/ xmlns:dcterms="[^"]*"/, '');
    return null;
  });
}

/**
 * What the library has no words for: which style the grid's characters are measured by, and that Chinese and figures stand side by side
 * without room between, so that 28 characters are 28.
 */
function withGridStyles(styles: string): string {
  const changed = styles
    .replace('<w:style w:type="paragraph" w:styleId="Normal">', '<w:style w:type="paragraph" w:styleId="Normal" w:default="1">')
    .replace('<w:pPrDefault><w:pPr>', '<w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>');
  if (!changed.includes('w:styleId="Normal" w:default="1"') || !changed.includes('w:autoSpaceDN')) throw new Error('the styles of a paper are not written as they were: look at withGridStyles');
  return changed;
}

/** Lines of another height than the grid's stand as they are: LibreOffice would else give each of them whole lines of the grid. */
function offGrid(document: string): string {
  return document.replace(/<w:spacing (?=[^>]*w:lineRule="exact")[^>]*w:line="(\d+)"[^>]*\/>/g, (spacing, line: string) => (Number(line) === LINE ? spacing : `<w:snapToGrid w:val="0"/>${spacing}`));
}

/** Height of what ends a document behind a table. */
const LAST = 20;
/** What rules and roundings may take of a page. */
const SLACK = 60;

/**
 * The imprint stands at the foot of the last page, which is an even one: of the page where the text ends if that has room for it, else of the
 * next even page. The room above it is filled, a line less where text stands on the page: what another program breaks into one line more fits.
 */
function sectionsOf(body: readonly Drawn[], imprint: Imprint | null): ISectionOptions[] {
  const flow = body.map((d) => d.child);
  if (imprint === null) return [section(flow)];
  const drawn = drawImprint(imprint);
  const height = drawn.heights.reduce((sum, h) => sum + h, 0) + LAST + SLACK;
  const foot = (room: number): Drawn['child'][] => [...filled(room), drawn.child, empty(LAST).child];
  const { page, left } = fillPages(body);
  if (page % 2 === 0 && left >= height + 2 * LINE) return [section([...flow, ...foot(left - height - LINE)])];
  return [section(flow), section(foot(TYPE_AREA.height - height), SectionType.EVEN_PAGE)];
}

/** Empty lines as high as the room; the first takes what is left over. A single one that high is cut short by some programs. */
function filled(room: number): Drawn['child'][] {
  const lines = Math.floor(room / LINE);
  return [empty(Math.max(LAST, room - lines * LINE)), ...Array.from({ length: lines }, () => empty())].map((d) => d.child);
}

function section(children: ISectionOptions['children'], type?: (typeof SectionType)[keyof typeof SectionType]): ISectionOptions {
  return {
    properties: {
      ...(type === undefined ? {} : { type }),
      page: { size: { width: PAGE.width, height: PAGE.height }, margin: { ...MARGIN, header: MARGIN.top / 2, footer: Math.round(FOOTER_FROM_EDGE), gutter: 0 } },
      grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: 0 },
    },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
    children,
  };
}

/** — 1 —, one character in from the outer edge. */
function pageNumber(side: 'left' | 'right'): Footer {
  const one = POINTS.four * 20;
  const figures = { font: fontOf(TYPEFACE.figures), size: POINTS.four * 2 };
  return new Footer({
    children: [new Paragraph({
      alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
      indent: side === 'right' ? { right: one } : { left: one },
      spacing: { before: 0, after: 0, line: one, lineRule: LineRuleType.EXACT },
      children: [new TextRun({ ...figures, children: ['— ', PageNumber.CURRENT, ' —'] })],
    })],
  });
}
