import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

/** Types of the API for the web page, made from its document. Not checked in: the document is, and it shows every change. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'dist', 'web-client', 'schema.d.ts');
const made = `// Made from apps/api/openapi.generated.json by scripts/make-web-client.mjs.\n${astToString(await openapiTS(JSON.parse(readFileSync(join(root, 'apps', 'api', 'openapi.generated.json'), 'utf8'))))}`;
mkdirSync(dirname(target), { recursive: true });
let present = '';
try {
  present = readFileSync(target, 'utf8');
} catch {
  // The first time there is none.
}
if (present !== made) writeFileSync(target, made);
