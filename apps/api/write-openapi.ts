import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '#libs/platform/configuration';
import { projectRoot } from '#libs/platform/project-root';
import { createApi } from './create-api';
import { Core } from './core/core';
import { document } from './openapi/document';

/** Checked in, so that a review sees what changes for clients. */
export const OPENAPI_FILE = join('apps', 'api', 'openapi.generated.json');

/** The document as it is checked in; needs no database, since nothing is asked. */
export async function openApiText(): Promise<string> {
  const read = readConfiguration({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, { needs: ['database'] });
  if (!read.ok) throw new Error('the configuration for the document is not valid');
  const core = await Core.open(read.configuration);
  const app = await createApi(core, false);
  try {
    return `${JSON.stringify(document(app), null, 2)}\n`;
  } finally {
    await app.close();
    await core.close();
  }
}

if (require.main === module) {
  openApiText().then(
    (text) => writeFileSync(join(projectRoot(), OPENAPI_FILE), text),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
