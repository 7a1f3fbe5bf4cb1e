import { join } from 'node:path';
import { sealAndExport, SEALS } from '#libs/commands/export-seal';
import { withContext } from '../context';

/** Seals the log now and writes the seal outside the database. */
export async function sealCommand(options: { to?: string }): Promise<void> {
  await withContext('reads', async ({ store, configuration }) => {
    const { document, file } = await sealAndExport(store, options.to ?? join(configuration.dataFolder, SEALS));
    console.log(`封印 ${document.number}：${document.streams} 流，${document.events} 事件 → ${file} / sealed`);
  });
}
