/** Papers printed by hand: characters set one by one on a page, tables drawn with lines, in a Chinese font that is not embedded. */

const PAGE = { width: 595, height: 842, left: 80, right: 515, top: 90, bottom: 760 };
const SIZE = 14;
const LEADING = 24;

/** In points from the left and from the top. */
export interface PrintedPage {
  texts: { x: number; y: number; text: string; size?: number }[];
  rules: [x0: number, y0: number, x1: number, y1: number][];
}

export const widthOf = (text: string, size = SIZE): number => [...text].reduce((sum, char) => sum + (char < '\u007f' ? size / 2 : size), 0);

function streamOf({ texts, rules }: PrintedPage): string {
  const hex = (text: string): string => [...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('');
  return [
    ...rules.map(([x0, y0, x1, y1]) => `0.5 w ${x0} ${PAGE.height - y0} m ${x1} ${PAGE.height - y1} l S`),
    ...texts.map(({ x, y, text, size = SIZE }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${PAGE.height - y} Tm <${hex(text)}> Tj ET`),
  ].join('\n');
}

interface Making {
  /** Under a password that nobody knows. */
  locked?: boolean;
  /** Drawing of each page as it is packed, in place of its texts and rules. */
  packed?: Uint8Array;
}

export function pdfOf(pages: readonly PrintedPage[], { locked = false, packed }: Making = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${5 + i * 2} 0 R`).join(' ')}] >>`);
  add('<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>');
  add('<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>');
  for (const page of pages) {
    const stream = packed ? Buffer.from(packed).toString('latin1') : streamOf(page);
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length + 2} 0 R >>`);
    add(`<< /Length ${stream.length}${packed ? ' /Filter /FlateDecode' : ''} >>\nstream\n${stream}\nendstream`);
  }
  const lock = locked ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<${'43'.repeat(16)}> <${'43'.repeat(16)}>]` : '';
  let text = '%PDF-1.4\n';
  const at = objects.map((body, i) => {
    const start = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return start;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${at.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${lock} >>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Breaks a text into lines that fit, as typesetting does. */
function wrapped(text: string, width: number, size = SIZE): string[] {
  const lines: string[] = [];
  let line = '';
  for (const char of text) {
    // A sign that may not begin a line hangs over its end.
    if (widthOf(line + char, size) > width && !/[，。、；：）”》]/.test(char)) {
      lines.push(line);
      line = '';
    }
    line += char;
  }
  return [...lines, line];
}

interface Style {
  /** Printed on each page; `#` is its number. */
  head?: string;
  foot?: string;
}

/** A text as a paper of pages: paragraphs indented by two characters, rows by tabs as a drawn table. */
export function pdfOfText(text: string, { head, foot }: Style = {}): Uint8Array {
  const pages: PrintedPage[] = [];
  let y = 0;
  const page = (): PrintedPage => pages[pages.length - 1]!;
  const turn = (): void => {
    const no = pages.push({ texts: [], rules: [] });
    y = PAGE.top;
    if (head) page().texts.push({ x: PAGE.left, y: 40, text: head.replace('#', String(no)), size: 10 });
    if (foot) page().texts.push({ x: 290, y: 810, text: foot.replace('#', String(no)), size: 10 });
  };
  turn();
  const put = (line: string, x: number): void => {
    if (y > PAGE.bottom) turn();
    page().texts.push({ x, y, text: line });
    y += LEADING;
  };
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^#+ +/, '').replace(/\*\*/g, '');
    if (line.trim() === '' || line.trim() === '---') continue;
    if (line.includes('\t')) {
      const cells = line.split('\t').map((each) => each.trim());
      const width = (PAGE.right - PAGE.left) / cells.length;
      const texts = cells.map((each) => wrapped(each, width - 10, 9));
      const height = Math.max(...texts.map((each) => each.length)) * 13 + 8;
      if (y + height > PAGE.bottom + 20) turn();
      texts.forEach((each, c) => each.forEach((part, k) => part !== '' && page().texts.push({ x: PAGE.left + c * width + 5, y: y + 2 + k * 13, text: part, size: 9 })));
      const [top, bottom] = [y - 10, y - 10 + height];
      page().rules.push([PAGE.left, top, PAGE.right, top], [PAGE.left, bottom, PAGE.right, bottom]);
      for (let c = 0; c <= cells.length; c += 1) page().rules.push([PAGE.left + c * width, top, PAGE.left + c * width, bottom]);
      y += height;
      continue;
    }
    if (page().rules.some((rule) => Math.abs(rule[1] - (y - 10)) < 1)) y += LEADING;
    const [first = '', ...rest] = wrapped(`　　${line}`, PAGE.right - PAGE.left);
    put(first.slice(2), PAGE.left + SIZE * 2);
    for (const each of wrapped(rest.join(''), PAGE.right - PAGE.left)) if (each !== '') put(each, PAGE.left);
  }
  return pdfOf(pages);
}
