import { WORST_PASSWORDS } from './worst-passwords';

/**
 * Ten, because there is no second factor by default, and the lock-out holds an online guesser to some hundred tries a day: eight
 * (the least of NIST SP 800-63B) would do against that, two more keep a stolen table of hashes expensive; more than that people
 * write down. No rule on kinds of characters and no expiry, as the same source advises.
 */
export const MIN_PASSWORD_LENGTH = 10;
/** In characters; keeps a request from being turned into hashing work. */
export const MAX_PASSWORD_LENGTH = 128;

export type PasswordRefusal = 'password-too-short' | 'password-too-long' | 'password-is-login' | 'password-too-common' | 'password-unchanged';

/** One writing of what was typed: an input method may give full-width letters for the same keys. Hashing sees this form. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/** Null where the password will do. */
export function refusePassword(password: string, login: string): PasswordRefusal | null {
  const normal = normalisePassword(password);
  const characters = [...normal].length;
  if (characters < MIN_PASSWORD_LENGTH) return 'password-too-short';
  if (characters > MAX_PASSWORD_LENGTH) return 'password-too-long';
  const folded = normal.toLowerCase();
  if (resembles(folded, login.normalize('NFKC').toLowerCase())) return 'password-is-login';
  if (WORST_PASSWORDS.has(folded) || isRun(folded) || repeats(folded)) return 'password-too-common';
  return null;
}

/** The login itself, reversed, doubled, or with no more than four characters around it. A login shorter than four is in many words by chance. */
function resembles(password: string, login: string): boolean {
  if (login === '') return false;
  if (password === login || password === [...login].reverse().join('') || password === login.repeat(Math.max(1, Math.floor(password.length / login.length)))) return true;
  return login.length >= 4 && password.includes(login) && password.length - login.length <= 4;
}

/** Each character one above, or one below, the one before it (1234567890 and 0987654321 too). */
function isRun(password: string): boolean {
  const codes = [...password].map((c) => c.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  const wraps = (step: number): number => (step === -9 ? 1 : step === 9 ? -1 : step);
  const first = steps[0];
  return first !== undefined && Math.abs(wraps(first)) === 1 && steps.every((step) => wraps(step) === wraps(first));
}

/** One to three characters over and over. */
function repeats(password: string): boolean {
  return [1, 2, 3].some((length) => password === password.slice(0, length).repeat(Math.ceil(password.length / length)).slice(0, password.length));
}
