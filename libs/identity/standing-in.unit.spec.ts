import { inPlaceOf, stoodInForAmong, standingIn } from './standing-in';
import { identity } from './testing/fixtures';

const substitute = standingIn(identity(['signer'], { unitId: 'conference', personId: 'p-sub' }), [
  { personId: 'p-signer', roles: ['signer'], planRoles: [] },
  { personId: 'p-handler', roles: ['handler'], planRoles: [] },
]);

describe('in whose place an act is done', () => {
  it('is that of whom it falls to by name, though one might by an own role as well', () => {
    expect(inPlaceOf(substitute, 'evaluation.sign', {}, 'p-signer')).toBe('p-signer');
    expect(inPlaceOf(substitute, 'evaluation.sign', {}, null)).toBeUndefined();
  });

  it('is nobody’s whose own role for it is not handed on', () => {
    expect(inPlaceOf(substitute, 'evaluation.sign', {}, 'p-handler')).toBeUndefined();
    expect(inPlaceOf(substitute, 'report', { unitId: 'conference' }, 'p-handler')).toBe('p-handler');
  });

  it('is found among those to whom it falls, unless it falls to the caller too', () => {
    expect(stoodInForAmong(substitute, ['p-other', null, 'p-signer'])).toBe('p-signer');
    expect(stoodInForAmong(substitute, ['p-sub', 'p-signer'])).toBeNull();
    expect(stoodInForAmong(identity(['signer']), ['p-signer'])).toBeNull();
  });
});
