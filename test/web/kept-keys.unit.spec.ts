import { KeptKeys } from '../../apps/web/api/kept-keys';

describe('the key of an act', () => {
  it('of a row stays until it was answered, whatever was sent and answered about others meanwhile', () => {
    const keys = new KeptKeys();
    const [first, other] = [keys.of('u1'), keys.of('u2')];
    expect(first).not.toBe(other);
    keys.answered('u2');
    expect(keys.of('u1')).toBe(first);
    expect(keys.of('u2')).not.toBe(other);
    keys.answered('u1');
    expect(keys.of('u1')).not.toBe(first);
  });
});
