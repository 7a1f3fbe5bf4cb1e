import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

/** Types of the API for the web page, and which of its questions are answered as of a past day, made from its document. Not checked in: the document is, and it shows every change. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const api = JSON.parse(readFileSync(join(root, 'apps', 'api', 'openapi.generated.json'), 'utf8'));
const knowsDays = Object.entries(api.paths).filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'asOf')).map(([path]) => path);

function write(name, contents) {
  const target = join(root, 'dist', 'web-client', name);
  const made = `// Made from apps/api/openapi.generated.json by scripts/make-web-client.mjs.\n${contents}`;
  mkdirSync(dirname(target), { recursive: true });
  let present = '';
  try {
    present = readFileSync(target, 'utf8');
  } catch {
    // The first time there is none.
  }
  if (present !== made) writeFileSync(target, made);
}

write('schema.d.ts', astToString(await openapiTS(api)));
write('known-on-a-day.ts', `export const KNOWN_ON_A_DAY: ReadonlySet<string> = new Set(${JSON.stringify(knowsDays)});\n`);
