import fc from 'fast-check';
import { BEGINNING, compareCursors, type Cursor, decodeToken, encodeToken } from './cursor';

const cursors = fc.record<Cursor>({
  epoch: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  transactionId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
  position: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String),
});

describe('token of a cursor', () => {
  it('comes back as the cursor it was made of and is safe in a URL', () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        const token = encodeToken(cursor);
        expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(decodeToken(token)).toEqual({ kind: 'cursor', cursor });
      }),
    );
  });

  it.each([
    undefined, null, 7, '', 'x', '....', 'null', '0.0.0', encodeToken(BEGINNING) + '=', ` ${encodeToken(BEGINNING)}`,
    Buffer.from('1.01.2.3').toString('base64url'),
    Buffer.from('1.-1.2.3').toString('base64url'),
    Buffer.from('2.1.2.3').toString('base64url'),
    Buffer.from('1.1.18446744073709551616.3').toString('base64url'),
    Buffer.from('1.1.1.9223372036854775808').toString('base64url'),
    Buffer.from('1.2147483648.1.1').toString('base64url'),
    'A'.repeat(10_000),
  ])('refuses %p without throwing', (garbage) => {
    expect(decodeToken(garbage)).toEqual({ kind: 'malformed' });
  });

  it('never takes arbitrary text for a cursor', () => {
    fc.assert(fc.property(fc.string(), (text) => decodeToken(text).kind === 'malformed'));
  });
});

describe('order of cursors', () => {
  it('is by epoch, then transaction id, then position, as numbers', () => {
    const asNumbers = ({ epoch, transactionId, position }: Cursor): bigint[] => [BigInt(epoch), BigInt(transactionId), BigInt(position)];
    fc.assert(
      fc.property(cursors, cursors, (a, b) => {
        const [left, right] = [asNumbers(a), asNumbers(b)];
        const at = left.findIndex((part, i) => part !== right[i]);
        const expected = at < 0 ? 0 : (left[at] as bigint) < (right[at] as bigint) ? -1 : 1;
        expect(Math.sign(compareCursors(a, b))).toBe(expected);
      }),
    );
  });
});
