import { MAX_UNPACKED_BYTES } from '../import.limits';
import { unpack, zipEntries } from './zip.entries';
import { zipOf } from './zip.write';

/**
 * A workbook without what no cell shows. Programs put notes at cells, drawings and tables of a sheet in parts of their own, named as they like;
 * a reader that wants them under other names gives the whole file up.
 */

/** Parts that hold cells, their form, and the list of sheets. */
const KEPT = /^(?:\[Content_Types\]\.xml|_rels\/.+|xl\/(?:workbook|styles|sharedStrings|theme\/[^/]+)\.xml|xl\/_rels\/.+|xl\/worksheets\/[^/]+\.xml)$/i;
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;
/** Elements of a sheet that point to a part beside it. */
const POINTERS = /<(?:\w+:)?(legacyDrawing|legacyDrawingHF|drawing|picture|tableParts|oleObjects|controls|hyperlinks)\b(?:[^>]*\/>|[\s\S]*?<\/(?:\w+:)?\1>)/g;

const NOTES = /^xl\/(?:.*\/)?(?:comment|threadedComment)s?\d*\.xml$/i;

/** The cells that bear a note. */
export function notedCells(bytes: Uint8Array): string[] {
  const cells = [...zipEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))]
    .filter(({ name }) => NOTES.test(name))
    .flatMap((entry) => [...unpack(entry, MAX_UNPACKED_BYTES).toString('utf8').matchAll(/<(?:\w+:)?(?:comment|threadedComment)\b[^>]*\bref="([A-Z]{1,3}\d{1,7})"/g)].map((match) => match[1] ?? ''));
  return [...new Set(cells)];
}

/** The workbook with its cells only. Throws where the archive is damaged. */
export function leanWorkbook(bytes: Uint8Array): Uint8Array {
  const parts: Record<string, Buffer | string> = {};
  for (const entry of zipEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    const name = entry.name.replace(/^\//, '');
    if (!KEPT.test(name)) continue;
    const content = unpack(entry, MAX_UNPACKED_BYTES);
    parts[name] = SHEET.test(name) ? content.toString('utf8').replace(POINTERS, '') : content;
  }
  return zipOf(parts);
}
