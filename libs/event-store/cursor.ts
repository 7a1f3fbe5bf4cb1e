/**
 * A place in the log, law 2 of the log: epoch, then transaction id, then position. The two large numbers are decimal strings
 * because a cursor travels as JSON and both are wider than a JavaScript number. Outside the store it travels as a token only.
 */
export interface Cursor {
  readonly epoch: number;
  readonly transactionId: string;
  readonly position: string;
}

/** Before the first event of every log. */
export const BEGINNING: Cursor = { epoch: 0, transactionId: '0', position: '0' };

/** Negative where `a` is before `b`, zero where both are the same place, else positive. */
export function compareCursors(a: Cursor, b: Cursor): number {
  return a.epoch - b.epoch || compareDecimal(a.transactionId, b.transactionId) || compareDecimal(a.position, b.position);
}

/** Decimal strings without sign or leading zeros: the longer is the larger. Cheaper than a BigInt for each event read. */
function compareDecimal(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

export type DecodedToken = { readonly kind: 'cursor'; readonly cursor: Cursor } | { readonly kind: 'malformed' };

const MAX_EPOCH = 2n ** 31n - 1n;
const MAX_TRANSACTION_ID = 2n ** 64n - 1n;
const MAX_POSITION = 2n ** 63n - 1n;
const SHAPE = /^1\.(\d{1,10})\.(\d{1,20})\.(\d{1,19})$/;

/** The opaque, url-safe form of a cursor: ETags of lists, `Last-Event-ID`, read-your-writes. */
export function encodeToken(cursor: Cursor): string {
  return Buffer.from(`1.${cursor.epoch}.${cursor.transactionId}.${cursor.position}`, 'latin1').toString('base64url');
}

/** Reads what {@link encodeToken} wrote. A token comes from outside, so that garbage is an answer and not an exception. */
export function decodeToken(token: unknown): DecodedToken {
  if (typeof token !== 'string' || token.length > 80) return { kind: 'malformed' };
  const match = SHAPE.exec(Buffer.from(token, 'base64url').toString('latin1'));
  if (match === null) return { kind: 'malformed' };
  const epoch = BigInt(match[1] ?? '');
  const transactionId = BigInt(match[2] ?? '');
  const position = BigInt(match[3] ?? '');
  if (epoch > MAX_EPOCH || transactionId > MAX_TRANSACTION_ID || position > MAX_POSITION) return { kind: 'malformed' };
  const cursor: Cursor = { epoch: Number(epoch), transactionId: `${transactionId}`, position: `${position}` };
  // One cursor has one token: leading zeros, padding and stray characters (which base64 decoding skips) are refused.
  return encodeToken(cursor) === token ? { kind: 'cursor', cursor } : { kind: 'malformed' };
}
