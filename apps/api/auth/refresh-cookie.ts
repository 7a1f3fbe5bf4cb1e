import type { CookieOptions, Request, Response } from 'express';

/** Sent back to `/session` alone, out of reach of scripts and of other sites. */
const NAME = 'duban-refresh';

function options(request: Request): CookieOptions {
  return { httpOnly: true, sameSite: 'strict', path: '/session', secure: request.secure || request.headers['x-forwarded-proto'] === 'https' };
}

/** Keeps the refresh token where a page can use it and no script can read it. */
export function keepInCookie(request: Request, refreshToken: string, expiresAt: string | Date): void {
  (request.res as Response).cookie(NAME, refreshToken, { ...options(request), expires: new Date(expiresAt) });
}

export function dropCookie(request: Request): void {
  (request.res as Response).clearCookie(NAME, options(request));
}

/** The refresh token that the browser sent along; undefined where there is none. */
export function fromCookie(request: Request): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === NAME) return decodeURIComponent(part.slice(at + 1).trim());
  }
  return undefined;
}
