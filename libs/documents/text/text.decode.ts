/** Finds out how the bytes of a text are encoded. The order is from certain to likely: byte order mark, strict UTF-8, then GB 18030. */

export type DecodedText = { ok: true; text: string; encoding: string; cut: boolean } | { ok: false; code: 'binary' | 'wrong-encoding' };

/** Share of two-byte characters that must be common ones for a text to pass as GB 18030; real texts have far more, Big5 and Shift JIS far less. */
const COMMON_SHARE = 0.55;

function startsWith(bytes: Uint8Array, ...mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function tryDecode(bytes: Uint8Array, label: string): string | null {
  try {
    // `stream` keeps an incomplete last character back instead of failing: files that were cut short are still readable.
    return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** A text has no control characters but tab, line ends, form feed, vertical tab, and those only as separators. */
function hasControls(text: string): boolean {
  return /[\u0000-\u0008\u000E-\u001F\u007F]/.test(text);
}

/** GB 2312 level 1 (lead bytes B0–D7) holds the 3,755 commonest characters; A1–A9 are punctuation and full-width forms. */
function looksLikeGb(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[i + 1] ?? 0;
    pairs += 1;
    if (((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa9)) && trail >= 0xa1) common += 1;
    i += 1;
  }
  return pairs > 0 && common / pairs >= COMMON_SHARE;
}

function checked(text: string | null, encoding: string, bytes: Uint8Array, byteWidth: number | null): DecodedText {
  if (text === null) return { ok: false, code: 'wrong-encoding' };
  if (hasControls(text)) return { ok: false, code: 'binary' };
  const cut = byteWidth !== null ? bytes.length % byteWidth !== 0 : tryWhole(bytes, encoding);
  return { ok: true, text: text.replace(/^\uFEFF/, ''), encoding, cut };
}

function tryWhole(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding, { fatal: true }).decode(bytes);
    return false;
  } catch {
    return true;
  }
}

export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return checked(tryDecode(bytes, 'utf-8'), 'utf-8-bom', bytes, null);
  if (startsWith(bytes, 0xff, 0xfe)) return checked(tryDecode(bytes, 'utf-16le'), 'utf-16le', bytes, 2);
  if (startsWith(bytes, 0xfe, 0xff)) return checked(tryDecode(bytes, 'utf-16be'), 'utf-16be', bytes, 2);
  if (bytes.includes(0)) return { ok: false, code: 'binary' };
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== null) return checked(utf8, 'utf-8', bytes, null);
  const gb = tryDecode(bytes, 'gb18030');
  if (gb !== null && hasControls(gb)) return { ok: false, code: 'binary' };
  if (gb === null || !looksLikeGb(bytes)) return { ok: false, code: 'wrong-encoding' };
  return checked(gb, 'gb18030', bytes, null);
}
