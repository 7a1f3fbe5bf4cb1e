import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withContext } from '../context';
import { SEALS } from './verify';

/** Seals the log now and writes the seal outside the database. */
export async function sealCommand(options: { to?: string }): Promise<void> {
  await withContext(async ({ store, configuration }) => {
    const document = await store.seal();
    const folder = options.to ?? join(configuration.dataFolder, SEALS);
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${String(document.number).padStart(8, '0')}.json`);
    await writeFile(file, `${JSON.stringify(document, null, 2)}\n`, { mode: 0o600 });
    console.log(`封印 ${document.number}：${document.streams} 流，${document.events} 事件 → ${file} / sealed`);
  });
}
