import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import { hashEvent, type ChainLink } from './chain';

/** The vector of the README: as long as there are logs, it must hold. */
const first: ChainLink = {
  stream: 'item-2026-001',
  version: 1,
  type: 'item-issued',
  schemaVersion: 1,
  data: canonicalJson({ title: '推进"一件事"改革', weight: 0.5, due: '2026-06-30' }),
  meta: canonicalJson({ recordedAt: '2026-03-02T01:00:00.000Z', actor: { kind: 'account', id: 'a-1' } }),
  agendaKey: null,
};
const second: ChainLink = {
  ...first,
  version: 2,
  type: 'reminder-issued',
  data: '{}',
  agendaKey: 'item-2026-001/report/1/T-3',
};

describe('chain of a stream', () => {
  it('keeps its bytes for ever', () => {
    const hash = hashEvent(null, first);
    expect(hash.toString('hex')).toBe('43489415d698e4afe99a7c34785fe886ba9691012f5389b9aa4aa97077af5e2b');
    expect(hashEvent(hash, second).toString('hex')).toBe('aebbeccd2558f2cdc7bdc7faaf5883183bb6a675c3b9d667ce5000f582d09cd3');
  });

  it('is the hash before and the canonical JSON of the whole event', () => {
    const { data, meta, ...rest } = second;
    const canonical = canonicalJson({ ...rest, data: JSON.parse(data), meta: JSON.parse(meta) });
    const previous = Buffer.alloc(32, 7);
    const expected = createHash('sha256').update(previous).update(canonical, 'utf8').digest();
    expect(hashEvent(previous, second)).toEqual(expected);
  });

  it.each<[string, Partial<ChainLink>]>([
    ['stream', { stream: 'item-2026-002' }],
    ['version', { version: 2 }],
    ['type', { type: 'item-amended' }],
    ['schema version', { schemaVersion: 2 }],
    ['data', { data: '{}' }],
    ['metadata', { meta: '{}' }],
    ['agenda key', { agendaKey: 'null' }],
  ])('depends on the %s', (_, change) => {
    expect(hashEvent(null, { ...first, ...change })).not.toEqual(hashEvent(null, first));
  });
});
