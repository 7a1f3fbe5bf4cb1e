import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as text of 43 characters. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const SECRET = /^[A-Za-z0-9_-]{43}$/;
const REFRESH = /^([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/;

/** Whether it can be an access token at all: nonsense costs no query. */
export function looksLikeAccessToken(token: string): boolean {
  return SECRET.test(token);
}

export function randomFamily(): string {
  return randomBytes(16).toString('base64url');
}

/** A refresh token names its family, so that one that has long been replaced is still recognised. */
export function makeRefreshToken(family: string): string {
  return `${family}.${randomSecret()}`;
}

export function familyOf(refreshToken: string): string | null {
  return REFRESH.exec(refreshToken)?.[1] ?? null;
}
