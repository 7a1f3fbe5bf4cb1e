import { writeFile } from 'node:fs/promises';
import { EvidenceDamaged } from '#libs/commands/evidence/evidence-store';
import { openEvidenceStore } from '#libs/commands/evidence/open-evidence-store';
import { KeptPapers } from '#libs/commands/papers/kept-papers';
import { keptPapers, type KeptPaper } from '#libs/commands/papers/list-kept';
import { minuteOf } from '#libs/supervision/time/day';
import { CommandFailed, withContext } from '../context';

/** Lists papers (文书) that were given out: supervision and rectification notices, circulars, reports, briefings, notes on lights. */
export async function papersCommand(options: { of?: string; json?: boolean }): Promise<void> {
  await withContext('reads', async ({ pool }) => {
    const { of: words } = options;
    const found = (await keptPapers(pool)).filter((p) => words === undefined || p.name.includes(words) || p.noticeId.includes(words));
    if (options.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else for (const p of found) console.log(`${minuteOf(p.keptAt)}  ${p.noticeId}  ${p.name}  ${p.sha256.slice(0, 12)}`);
  });
}

/**
 * Writes the very bytes of a paper that was given out, after comparing them with the digest on record. Draws nothing: whoever may
 * have a paper draws it by asking for it, and from then on it is here.
 *
 * @throws CommandFailed where nobody has asked for the paper yet, or its bytes are gone or are not what was given out
 */
export async function paperCommand(paperId: string, options: { out?: string }): Promise<void> {
  await withContext('reads', async ({ pool, store, clock, configuration }) => {
    const kept = (await keptPapers(pool)).find((p) => p.noticeId === paperId);
    if (!kept) throw new CommandFailed(`没有取出过文书 ${paperId}：duban papers 列出全部；尚未取过的，请有权查看的人先在网页上打开一次`, `No paper ${paperId} was given out: duban papers lists all; one that nobody had yet is drawn when who may read it opens it on the page`, 2);
    const bytes = await bytesOf(kept, new KeptPapers(store, openEvidenceStore(configuration), clock));
    const file = options.out ?? kept.name;
    await writeFile(file, bytes);
    console.log(`${file}  ${kept.bytes} 字节 bytes  sha256 ${kept.sha256}`);
  });
}

async function bytesOf(kept: KeptPaper, papers: KeptPapers): Promise<Uint8Array> {
  try {
    return await papers.read(kept);
  } catch (error) {
    if (!(error instanceof EvidenceDamaged)) throw error;
    throw new CommandFailed(`文书 ${kept.noticeId} 的字节缺失或与登记不符（sha256 ${kept.sha256}）：请从备份恢复，并运行 duban verify`, `The bytes of paper ${kept.noticeId} are gone or are not what was given out (sha256 ${kept.sha256}): bring them back from a backup, and run duban verify`);
  }
}
