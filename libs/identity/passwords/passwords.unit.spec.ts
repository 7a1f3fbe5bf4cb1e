import fc from 'fast-check';
import { CHEAP } from '../testing/fixtures';
import { HASHING_COST, PasswordHasher } from './password-hasher';
import { MIN_PASSWORD_LENGTH, refusePassword } from './password-rules';
import { WORST_PASSWORDS } from './worst-passwords';

describe('a password', () => {
  it.each([
    ['', 'password-too-short'],
    ['short-one', 'password-too-short'],
    ['督'.repeat(9), 'password-too-short'],
    ['x1'.repeat(65), 'password-too-long'],
    ['li.handler', 'password-is-login'],
    ['LI.Handler', 'password-is-login'],
    ['reldnah.il', 'password-is-login'],
    ['li.handler2026', 'password-is-login'],
    ['Password123', 'password-too-common'],
    ['Ｐａｓｓｗｏｒｄ１２３', 'password-too-common'],
    ['1234567890', 'password-too-common'],
    ['0987654321', 'password-too-common'],
    ['abcdefghij', 'password-too-common'],
    ['aaaaaaaaaa', 'password-too-common'],
    ['1212121212', 'password-too-common'],
    ['abcabcabcab', 'password-too-common'],
    ['正确的马电池订书钉啊', null],
    ['correct horse', null],
    ['x7#kP2mQ9z', null],
  ])('%p: %p', (password, refusal) => {
    expect(refusePassword(password, 'li.handler')).toBe(refusal);
  });

  it('is refused if it is one of the worst, in capitals too', () => {
    for (const bad of WORST_PASSWORDS) {
      expect([...bad].length).toBeGreaterThanOrEqual(MIN_PASSWORD_LENGTH);
      expect([bad, refusePassword(bad.toUpperCase(), 'nobody')]).toEqual([bad, 'password-too-common']);
    }
  });

  it('is never the login', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 40 }), (login) => refusePassword(login, login) !== null));
  });

  it('is not refused for a short login within it', () => {
    expect(refusePassword('a wonderful day', 'a')).toBeNull();
  });
});

describe('hashing', () => {
  const hasher = new PasswordHasher(CHEAP);

  it('is argon2id at no less than OWASP\'s cost', async () => {
    const stored = await new PasswordHasher().hash('correct horse');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(HASHING_COST).toEqual({ memoryKiB: 19_456, passes: 2, lanes: 1 });
  });

  it('knows the password again, also as full-width letters', async () => {
    const stored = await hasher.hash('correct horse');
    expect(await hasher.verify(stored, 'correct horse')).toBe(true);
    expect(await hasher.verify(stored, 'ｃｏｒｒｅｃｔ　ｈｏｒｓｅ')).toBe(true);
    expect(await hasher.verify(stored, 'Correct horse')).toBe(false);
  });

  it('says no without an account, even to the decoy\'s own password', async () => {
    expect(await hasher.verify(null, 'no account has this password')).toBe(false);
  });

  it('makes the decoy at the same cost, once', async () => {
    const decoy = await hasher.decoyHash();
    expect(hasher.isOutdated(decoy)).toBe(false);
    expect(await hasher.decoyHash()).toBe(decoy);
    expect(new PasswordHasher().isOutdated(decoy)).toBe(true);
  });
});
