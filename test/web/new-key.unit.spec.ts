import { newKey } from '../../apps/web/api/new-key';

const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the key of a command', () => {
  const { randomUUID } = crypto;
  afterEach(() => Object.assign(crypto, { randomUUID }));

  it.each(['with the browser’s own', 'at an address that is not secure'])('is a UUID of its own each time: %s', (where) => {
    if (where !== 'with the browser’s own') Object.assign(crypto, { randomUUID: undefined });
    const keys = Array.from({ length: 100 }, newKey);
    for (const key of keys) expect(key).toMatch(UUID_4);
    expect(new Set(keys).size).toBe(100);
  });
});
