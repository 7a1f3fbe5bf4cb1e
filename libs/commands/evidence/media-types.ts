/** A kind of file that is taken as evidence: how it begins, and how its names end. */
interface Kind {
  extensions: readonly string[];
  begins(bytes: Buffer): boolean;
}

const startsWith = (...starts: number[][]) => (bytes: Buffer): boolean => starts.some((s) => s.every((b, i) => bytes[i] === b));
const ZIP = startsWith([0x50, 0x4b, 0x03, 0x04]);
const OLE = startsWith([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** Text of any encoding holds no NUL among its first bytes; it is served as text and never as a page. */
const text = (bytes: Buffer): boolean => !bytes.subarray(0, 4_096).includes(0);

/**
 * What offices send: scans, photographs, documents, tables, and OFD (GB/T 33190). Nothing that a browser would run; archives neither,
 * since nobody sees what is in them.
 */
const KINDS: Readonly<Record<string, Kind>> = {
  'application/pdf': { extensions: ['pdf'], begins: startsWith([0x25, 0x50, 0x44, 0x46, 0x2d]) },
  'image/png': { extensions: ['png'], begins: startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  'image/jpeg': { extensions: ['jpg', 'jpeg'], begins: startsWith([0xff, 0xd8, 0xff]) },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { extensions: ['docx'], begins: ZIP },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { extensions: ['xlsx'], begins: ZIP },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': { extensions: ['pptx'], begins: ZIP },
  'application/ofd': { extensions: ['ofd'], begins: ZIP },
  'application/msword': { extensions: ['doc', 'wps'], begins: OLE },
  'application/vnd.ms-excel': { extensions: ['xls', 'et'], begins: OLE },
  'text/plain': { extensions: ['txt'], begins: text },
  'text/csv': { extensions: ['csv'], begins: text },
};

export const MEDIA_TYPES: readonly string[] = Object.keys(KINDS);

/**
 * The media type under which the bytes are kept: the one that is declared, or, where none says anything, the one that the name's
 * ending means. Null where it is not taken, or where the bytes do not begin as that kind does.
 */
export function mediaTypeOf(declared: string, name: string, bytes: Buffer): string | null {
  const said = declared.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const extension = extensionOf(name);
  const meant = said === '' || said === 'application/octet-stream' ? MEDIA_TYPES.find((type) => KINDS[type]?.extensions.includes(extension)) : said;
  const kind = meant !== undefined && Object.hasOwn(KINDS, meant) ? KINDS[meant] : undefined;
  return meant !== undefined && kind?.begins(bytes) ? meant : null;
}

/** Characters that steer what follows them: line ends, other controls, and marks that turn the direction of writing. */
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const LONGEST_NAME = 120;

/** A name that is safe in any file system, header and page: the last part of a path, without steering characters, with an ending of its kind. */
export function safeName(name: string, mediaType: string): string {
  const last = name.normalize('NFC').replace(STEERING, '').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/["<>:|?*%;]/g, '_').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '');
  const endings = KINDS[mediaType]?.extensions ?? [];
  const ending = endings.includes(extensionOf(plain)) ? `.${extensionOf(plain)}` : `.${endings[0] ?? 'bin'}`;
  const stem = plain.toLowerCase().endsWith(ending) ? plain.slice(0, -ending.length) : plain;
  return `${[...stem].slice(0, LONGEST_NAME).join('') || '佐证材料'}${ending}`;
}

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,5})$/.exec(name.trim())?.[1]?.toLowerCase() ?? '';
}
