import { MAX_UNPACKED_BYTES } from '../import.limits';
import { readXml, type XmlNode } from '../codecs/xml.tree';
import { unpack, zipEntries, type ZipEntry } from '../codecs/zip.entries';

/** The parts of a document that hold words or say how they look. Throws where the main part is missing or damaged. */
export interface DocxParts {
  document: XmlNode;
  styles: XmlNode | null;
  numbering: XmlNode | null;
  footnotes: XmlNode | null;
  endnotes: XmlNode | null;
  comments: XmlNode | null;
  /** Running heads and feet. */
  margins: XmlNode[];
  /** Other documents that were put in whole, a workbook say. */
  embedded: number;
}

const MAIN = /^word\/document\d*\.xml$/i;

export function readParts(bytes: Uint8Array): DocxParts {
  const entries = new Map<string, ZipEntry>();
  for (const entry of zipEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) entries.set(entry.name.replace(/^\//, '').toLowerCase(), entry);
  const part = (name: string): XmlNode | null => {
    const entry = entries.get(name);
    return entry ? readXml(unpack(entry, MAX_UNPACKED_BYTES)) : null;
  };
  /** How a paper looks may be damaged: its words are read all the same. */
  const aside = (name: string): XmlNode | null => {
    try {
      return part(name);
    } catch {
      return null;
    }
  };
  const main = [...entries.keys()].find((name) => MAIN.test(name));
  const document = main === undefined ? null : part(main);
  if (!document) throw new RangeError('no main part');
  return {
    document,
    styles: aside('word/styles.xml'),
    numbering: aside('word/numbering.xml'),
    footnotes: aside('word/footnotes.xml'),
    endnotes: aside('word/endnotes.xml'),
    comments: aside('word/comments.xml'),
    margins: [...entries.keys()].filter((name) => /^word\/(?:header|footer)\d*\.xml$/.test(name)).flatMap((name) => aside(name) ?? []),
    embedded: [...entries.keys()].filter((name) => name.startsWith('word/embeddings/')).length,
  };
}
