import { child, valueOf, type XmlNode } from '../codecs/xml.tree';

/** What a paragraph's properties say of its number; a level is left out where the style is tied to one. */
export interface NumberRef {
  numId: string;
  level: number | null;
}

export interface ParagraphStyle {
  /** 1…9; null for running text. */
  outline: number | null;
  number: NumberRef | null;
  isTitle: boolean;
  /** Of a table of contents. */
  isContents: boolean;
  id: string;
}

const DEEPEST = 20;

export function numberRefOf(properties: XmlNode | undefined): NumberRef | null {
  const numbering = child(properties, 'w:numPr');
  const numId = valueOf(numbering, 'w:numId');
  const level = valueOf(numbering, 'w:ilvl');
  if (numbering === undefined || (numId === undefined && level === undefined)) return null;
  return { numId: numId ?? '', level: level === undefined ? null : Number(level) };
}

/** 9 is how running text is written. */
export function outlineOf(properties: XmlNode | undefined): number | null {
  const level = valueOf(properties, 'w:outlineLvl');
  return level === undefined || !/^[0-8]$/.test(level) ? null : Number(level) + 1;
}

/** The styles of paragraphs, each with what it has of the one it is based on. Files without styles have none. */
export class Styles {
  private readonly byId = new Map<string, XmlNode>();
  private readonly known = new Map<string, ParagraphStyle>();
  private defaultId: string | null = null;

  constructor(root: XmlNode | null) {
    for (const style of root?.children ?? []) {
      const id = style.attributes.styleId;
      if (style.name !== 'w:style' || id === undefined || (style.attributes.type ?? 'paragraph') !== 'paragraph') continue;
      this.byId.set(id, style);
      if (['1', 'true', 'on'].includes(style.attributes.default ?? '')) this.defaultId = id;
    }
  }

  of(id: string | undefined): ParagraphStyle {
    const key = id ?? this.defaultId ?? '';
    const before = this.known.get(key);
    if (before) return before;
    const read = this.read(key);
    this.known.set(key, read);
    return read;
  }

  private read(id: string): ParagraphStyle {
    const found: ParagraphStyle = { outline: null, number: null, isTitle: false, isContents: false, id };
    let numId: string | null = null;
    let level: number | null = null;
    let at = this.byId.get(id);
    for (let depth = 0; at && depth < DEEPEST; depth += 1) {
      const properties = child(at, 'w:pPr');
      const name = (valueOf(at, 'w:name') ?? '').toLowerCase();
      const ref = numberRefOf(properties);
      if (ref && ref.numId !== '') numId ??= ref.numId;
      level ??= ref?.level ?? null;
      found.outline ??= outlineOf(properties) ?? (/^(?:heading|标题) ?[1-9]$/.test(name) ? Number(name.slice(-1)) : null);
      found.isTitle ||= depth === 0 && (name === 'title' || name === '标题');
      found.isContents ||= /^(?:toc|目录) ?[1-9]$/.test(name);
      at = this.byId.get(valueOf(at, 'w:basedOn') ?? '');
    }
    found.number = numId === null ? null : { numId, level };
    return found;
  }
}
