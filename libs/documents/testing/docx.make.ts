import { zipOf } from './zip.make';

/** Documents written by hand, part by part, so that a test says exactly what stands in the file. */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
export const run = (text: string, properties = ''): string => `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
/** A paragraph of runs already written, or of plain text. */
export const paragraph = (content: string, properties = ''): string => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') ? content : content && run(content)}</w:p>`;
export const numbered = (numId: number, level: number, content: string): string => paragraph(content, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);
/** A cell of paragraphs already written, or of plain text. */
export const cell = (content: string, properties = ''): string => `<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/>${properties}</w:tcPr>${content.startsWith('<w:') ? content : content.split('\n').map((line) => paragraph(line)).join('')}</w:tc>`;
export const row = (cells: readonly string[], properties = ''): string => `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells.map((each) => (each.startsWith('<w:tc>') ? each : cell(each))).join('')}</w:tr>`;
export const table = (rows: readonly (readonly string[] | string)[]): string => {
  const widest = Math.max(...rows.map((each) => (typeof each === 'string' ? 1 : each.length)));
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${'<w:gridCol w:w="1500"/>'.repeat(widest)}</w:tblGrid>${rows.map((each) => (typeof each === 'string' ? each : row(each))).join('')}</w:tbl>`;
};
export const across = (count: number): string => `<w:gridSpan w:val="${count}"/>`;
export const down = (goesOn = false): string => (goesOn ? '<w:vMerge/>' : '<w:vMerge w:val="restart"/>');

/** Levels as [format, text, start?]. */
export type Levels = readonly (readonly [format: string, text: string, start?: number, more?: string])[];

export function numberingPart(definitions: readonly Levels[], nums = definitions.map((_, i) => `<w:num w:numId="${i + 1}"><w:abstractNumId w:val="${i}"/></w:num>`)): string {
  const levels = (of: Levels): string => of.map(([format, text, start = 1, more = ''], i) => `<w:lvl w:ilvl="${i}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`).join('');
  return `<w:numbering ${W}>${definitions.map((of, i) => `<w:abstractNum w:abstractNumId="${i}"><w:multiLevelType w:val="multilevel"/>${levels(of)}</w:abstractNum>`).join('')}${nums.join('')}</w:numbering>`;
}

export const stylesPart = (styles: string): string => `<w:styles ${W}>${styles}</w:styles>`;
export const notesPart = (notes: readonly string[]): string => `<w:footnotes ${W}>${notes.map((text, i) => `<w:footnote w:id="${i + 1}">${paragraph(text)}</w:footnote>`).join('')}</w:footnotes>`;
export const headPart = (text: string): string => `<w:hdr ${W}>${paragraph(text)}</w:hdr>`;

export interface DocxContent {
  body: string;
  numbering?: string;
  styles?: string;
  footnotes?: string;
  header?: string;
  /** Further parts by name. */
  parts?: Readonly<Record<string, string | Buffer>>;
  /** Names of parts that are not packed. */
  stored?: readonly string[];
}

export function docxOf({ body, numbering, styles, footnotes, header, parts = {}, stored = [] }: DocxContent): Uint8Array {
  const named = { numbering, styles, footnotes, header };
  const present = Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const overrides = present.map(([name]) => `<Override PartName="/word/${name}.xml" ContentType="${TYPE}.${name}+xml"/>`).join('');
  const relations = present.map(([name], i) => `<Relationship Id="r${i}" Type="${REL}/${name}" Target="${name}.xml"/>`).join('');
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const section = header === undefined ? '' : `<w:sectPr xmlns:r="${REL}"><w:headerReference w:type="default" r:id="r${present.findIndex(([name]) => name === 'header')}"/></w:sectPr>`;
  return zipOf({
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>${overrides}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${REL}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${head}<w:document ${W}><w:body>${body}${section}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations}</Relationships>`,
    ...Object.fromEntries(present.map(([name, part]) => [`word/${name}.xml`, head + part])),
    ...parts,
  }, stored);
}

/** A text as a document: a paragraph a line, markdown headings as headings, bold as bold, rows by tabs as tables. */
export function docxOfText(text: string): Uint8Array {
  const blocks: string[] = [];
  let rows: string[][] = [];
  const close = (): void => {
    if (rows.length > 0) blocks.push(table(rows));
    rows = [];
  };
  for (const line of text.split('\n')) {
    if (line.includes('\t')) {
      rows.push(line.split('\t').map((each) => each.trim()));
      continue;
    }
    close();
    const heading = /^(#+) +/.exec(line);
    const level = heading?.[1]?.length ?? 0;
    const words = line.slice(heading?.[0].length ?? 0);
    if (words.trim() === '---') continue;
    const runs = words.split('**').map((part, i) => (part === '' ? '' : run(part, i % 2 === 1 ? '<w:b/>' : ''))).join('');
    blocks.push(paragraph(runs, level === 0 ? '' : level === 1 ? '<w:pStyle w:val="Title"/>' : `<w:pStyle w:val="H${level - 1}"/>`));
  }
  close();
  const heading = (n: number): string => `<w:style w:type="paragraph" w:styleId="H${n}"><w:name w:val="heading ${n}"/><w:pPr><w:outlineLvl w:val="${n - 1}"/></w:pPr></w:style>`;
  return docxOf({ body: blocks.join(''), styles: stylesPart(`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>${[1, 2, 3].map(heading).join('')}`) });
}
