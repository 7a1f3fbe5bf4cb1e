import type { NextFunction, Request, Response } from 'express';
import helmet, { type HelmetOptions } from 'helmet';

/** Sets what helmet sets. Its headers are the same for every answer, so it is asked once, and not in fourteen steps a request. */
export function securityHeaders(options: HelmetOptions): (request: Request, response: Response, next: NextFunction) => void {
  const headers = new Map<string, string>();
  const asked = { setHeader: (name: string, value: string) => void headers.set(name, value), removeHeader: () => undefined };
  helmet(options)({} as Request, asked as unknown as Response, (error) => {
    if (error !== undefined) throw error;
  });
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}
