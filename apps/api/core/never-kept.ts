import type { NextFunction, Request, Response } from 'express';

/**
 * No answer is kept by a browser or on the way, and none is spared because of its ETag: that one names the version which a command is sent
 * for, and stays while time turns lights.
 */
export function neverKept(request: Request, response: Response, next: NextFunction): void {
  delete request.headers['if-none-match'];
  response.setHeader('Cache-Control', 'private, no-store');
  next();
}
