import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventStore } from '#libs/event-store/event-store';
import type { SealDocument } from '#libs/event-store/seal-document';

/** Folder of exported seals inside the data folder: copy it to where the database's administrator cannot write. */
export const SEALS = 'seals';

/** Seals the log and writes the seal outside the database; only that proves anything against who can rewrite all of it. */
export async function sealAndExport(store: EventStore, folder: string): Promise<{ document: SealDocument; file: string }> {
  const document = await store.seal();
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${String(document.number).padStart(8, '0')}.json`);
  await writeFile(file, `${JSON.stringify(document, null, 2)}\n`, { mode: 0o600 });
  return { document, file };
}
