import { child, descendants, switchOf, type XmlNode } from '../codecs/xml.tree';

/** What a paragraph shows. */
export interface ParagraphText {
  /** Line ends where the paragraph breaks softly. */
  text: string;
  /** Length of the bold words at its beginning; 0 where there are none, or all is bold. */
  boldLead: number;
  /** Boxes of text that are anchored in it. */
  boxes: XmlNode[];
  /** Ids of the notes that it refers to. */
  footnotes: string[];
  endnotes: string[];
}

/** What was met on the way and does not show as text. */
export interface Unshown {
  insertions: number;
  deletions: number;
  hidden: number;
  pictures: number;
  contents: number;
}

const THROUGH = new Set(['w:ins', 'w:moveTo', 'w:hyperlink', 'w:smartTag', 'w:sdt', 'w:sdtContent', 'w:fldSimple', 'w:customXml', 'w:dir', 'w:bdo', 'w:rubyBase', 'mc:Choice', 'mc:Fallback']);
/** In paragraphs a tab is a gap: cells of tables are told apart by the table itself. */
const GAP = '  ';

/** The alternative that is shown: the first one, or what stands in for it. */
export function chosen(node: XmlNode): XmlNode | undefined {
  return child(node, 'mc:Choice') ?? child(node, 'mc:Fallback');
}

function* boxesIn(node: XmlNode): Generator<XmlNode> {
  if (node.name === 'w:txbxContent') yield node;
  else if (node.name === 'mc:AlternateContent') {
    const shown = chosen(node);
    if (shown) yield* boxesIn(shown);
  } else for (const each of node.children) yield* boxesIn(each);
}

/** Reads the paragraphs of one story in order: fields go on from one to the next. */
export class TextReader {
  private fieldDepth = 0;
  /** Depth of the field that makes a table of contents; null outside of one. */
  private contentsDepth: number | null = null;
  private boldOver = false;
  private read: ParagraphText = { text: '', boldLead: 0, boxes: [], footnotes: [], endnotes: [] };

  constructor(readonly unshown: Unshown) {}

  paragraph(node: XmlNode): ParagraphText {
    this.read = { text: '', boldLead: 0, boxes: [], footnotes: [], endnotes: [] };
    this.boldOver = false;
    for (const each of node.children) this.take(each);
    if (!this.boldOver) this.read.boldLead = 0;
    return this.read;
  }

  private take(node: XmlNode): void {
    if (node.name === 'w:r') this.run(node);
    else if (node.name === 'w:del' || node.name === 'w:moveFrom') this.unshown.deletions += 1;
    else if (node.name === 'mc:AlternateContent') {
      const shown = chosen(node);
      if (shown) this.take(shown);
    } else if (node.name === 'm:oMath' || node.name === 'm:oMathPara') this.show([...descendants(node, 'm:t')].map(({ text }) => text).join(''), false);
    else if (THROUGH.has(node.name)) {
      if (node.name === 'w:ins') this.unshown.insertions += 1;
      for (const each of node.children) this.take(each);
    }
  }

  private show(text: string, bold: boolean): void {
    if (text === '') return;
    if (this.contentsDepth !== null) {
      this.unshown.contents += 1;
      return;
    }
    this.read.text += text;
    if (bold && !this.boldOver) this.read.boldLead += text.length;
    else if (text.trim() !== '') this.boldOver = true;
  }

  private run(node: XmlNode): void {
    const properties = child(node, 'w:rPr');
    const bold = switchOf(properties, 'w:b') ?? false;
    const hidden = switchOf(properties, 'w:vanish') ?? false;
    for (const each of node.children) {
      if (each.name === 'w:fldChar' || each.name === 'w:instrText') this.field(each);
      else if (hidden) this.unshown.hidden += each.name === 'w:t' ? 1 : 0;
      else this.inRun(each, bold);
    }
  }

  private inRun(node: XmlNode, bold: boolean): void {
    switch (node.name) {
      case 'w:t':
        return this.show(node.text.replace(/[\r\n\t]+/g, ' '), bold);
      case 'w:tab':
      case 'w:ptab':
        return this.show(this.read.text === '' ? '' : GAP, bold);
      case 'w:br':
      case 'w:cr':
        return this.show('\n', bold);
      case 'w:noBreakHyphen':
        return this.show('-', bold);
      case 'w:sym': {
        const code = parseInt(node.attributes.char ?? '', 16);
        // Symbol fonts number their signs in the private area: what sign that is, only the font knows.
        return this.show(Number.isNaN(code) || (code >= 0xe000 && code <= 0xf8ff) ? '' : String.fromCodePoint(code), bold);
      }
      case 'w:footnoteReference':
        this.read.footnotes.push(node.attributes.id ?? '');
        return;
      case 'w:endnoteReference':
        this.read.endnotes.push(node.attributes.id ?? '');
        return;
      case 'w:ruby': {
        const base = child(node, 'w:rubyBase');
        if (base) this.take(base);
        return;
      }
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
      case 'mc:AlternateContent': {
        const boxes = [...boxesIn(node)];
        if (boxes.length === 0) this.unshown.pictures += 1;
        this.read.boxes.push(...boxes);
        return;
      }
      default:
    }
  }

  private field(node: XmlNode): void {
    if (node.name === 'w:instrText') {
      if (/^\s*TOC\b/.test(node.text)) this.contentsDepth ??= this.fieldDepth;
      return;
    }
    if (node.attributes.fldCharType === 'begin') this.fieldDepth += 1;
    if (node.attributes.fldCharType !== 'end') return;
    if (this.contentsDepth === this.fieldDepth) this.contentsDepth = null;
    this.fieldDepth -= 1;
  }
}
