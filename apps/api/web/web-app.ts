import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { projectRoot } from '#libs/platform/project-root';
import { problem } from '../problems/problem';

/** Where the web page lives: the addresses beside it are the API's. */
const PAGE = '/app';
const NONCE = '__NONCE__';

/** What the page may load: itself and nothing else. Styles that the component library writes carry the nonce of the answer. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Best first: how the build left each file beside itself. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** Leads to the compressed form of a file, where the build left one that the browser takes. */
function compressed(folder: string): (request: Request, response: Response, next: NextFunction) => void {
  const present = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (request, response, next) => {
    const file = request.path.slice(1);
    response.vary('Accept-Encoding');
    const found = ENCODINGS.find(({ name, suffix }) => present.has(file + suffix) && request.acceptsEncodings(name) === name);
    if (found !== undefined) {
      response.setHeader('Content-Encoding', found.name);
      response.type(extname(file));
      request.url = request.url.replace(file, file + found.suffix);
    }
    next();
  };
}

/**
 * Serves the built web page (`dist/web`): files with a hash in their name for ever, and for every other address under `/app` the
 * one page, which finds its way by itself. Where nothing was built it says so.
 */
export function serveWebApp(app: Express, folder = join(projectRoot(), 'dist', 'web')): void {
  app.get('/', (_request: Request, response: Response) => response.redirect(302, `${PAGE}/`));
  app.use(`${PAGE}/assets`, compressed(join(folder, 'assets')));
  app.use(`${PAGE}/assets`, express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', index: false, fallthrough: false }));
  app.get(new RegExp(`^${PAGE}(/.*)?$`), (_request: Request, response: Response, next: NextFunction) => {
    const file = join(folder, 'index.html');
    if (!existsSync(file)) {
      next(problem(404, 'not-built', '网页尚未编译，请运行 npm run build', 'The web page is not built: run npm run build'));
      return;
    }
    const nonce = randomBytes(18).toString('base64');
    response.setHeader('Content-Security-Policy', policy(nonce));
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(readFileSync(file, 'utf8').replaceAll(NONCE, nonce));
  });
}
