import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import express, { type NextFunction, type Request, type Response } from 'express';
import { AppModule } from './app.module';
import type { Core } from './core/core';
import { neverKept } from './core/never-kept';
import { securityHeaders } from './core/security-headers';
import { rememberValidation } from './core/validation-known';
import { document } from './openapi/document';
import { lookAtBody, refuseOddJson, refuseStrangeAddress } from './problems/edge';
import { answerUnparsed } from './problems/unparsed';
import { serveWebApp } from './web/web-app';

/** Largest command and largest file that is taken in. */
export const LIMITS = { command: '256kb', file: '20mb' } as const;

const FORM_SHEET = /^\/reporting-rounds\/[^/]+\/forms\/[^/]+\/sheet\/?$/i;
const EVIDENCE = /^\/items\/[^/]+\/evidence\/?$/i;

/** The API without a port: for the process, for tests, and for writing its document. */
export async function createApi(core: Core, log: boolean): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(core), { bodyParser: false, ...(log ? { logger: ['error', 'warn'] } : { logger: false }) });
  rememberValidation();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(securityHeaders({ contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], upgradeInsecureRequests: null } } }));
  app.use(refuseStrangeAddress);
  serveWebApp(app.getHttpAdapter().getInstance());
  app.use(neverKept);
  const raw = express.raw({ type: () => true, limit: LIMITS.file });
  app.use(['/plans/import', '/reform-units/import'], raw);
  app.use((request: Request, response: Response, next: NextFunction) => (FORM_SHEET.test(request.path) ? raw(request, response, next) : next()));
  // Evidence goes from the connection to the disk, whatever it calls itself.
  const json = express.json({ limit: LIMITS.command, verify: lookAtBody });
  app.use((request: Request, response: Response, next: NextFunction) => (EVIDENCE.test(request.path) ? next() : json(request, response, next)));
  app.use(refuseOddJson);
  answerUnparsed(app.getHttpServer());
  app.enableShutdownHooks([]);
  SwaggerModule.setup('docs', app, () => document(app), { jsonDocumentUrl: 'openapi.json', yamlDocumentUrl: 'openapi.yaml' });
  return app;
}
