import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEvidenceStore } from '#libs/commands/evidence/open-evidence-store';
import { verifyEvidence } from '#libs/commands/evidence/verify-evidence';
import { SEALS } from '#libs/commands/export-seal';
import type { SealDocument } from '#libs/event-store/seal-document';
import { verify } from '#libs/event-store/verify';
import { verifyReadModels } from '#libs/projections/verify-read-models';
import { CommandFailed, withContext } from '../context';
import { asOwner, progressLine } from './owner';
import { printParked } from './print-parked';
import { printScores, scoresOf } from './verify-scores';

/** @throws CommandFailed where a folder that was named holds no seal, or a file of it cannot be read: nothing would be compared. */
async function exportedSeals(named: string | undefined, usual: string): Promise<SealDocument[]> {
  const folder = named ?? usual;
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (named === undefined && error.code === 'ENOENT') return [];
    throw new CommandFailed(`无法读取外存封印的文件夹 ${folder}（${error.code ?? error.message}）：请核对 --seals 的路径`, `The folder of exported seals, ${folder}, cannot be read (${error.code ?? error.message}): check the path given with --seals`);
  });
  const names = files.filter((f) => f.endsWith('.json')).sort();
  if (named !== undefined && names.length === 0) throw new CommandFailed(`文件夹 ${folder} 中没有外存封印（*.json），无可比对：请核对 --seals 的路径，封印由 duban seal --to 导出`, `The folder ${folder} holds no exported seal (*.json), so there is nothing to compare: check the path given with --seals; duban seal --to writes seals`);
  const seals: SealDocument[] = [];
  for (const file of names) seals.push(await sealIn(join(folder, file)));
  return seals;
}

async function sealIn(file: string): Promise<SealDocument> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text) as SealDocument;
  } catch {
    throw new CommandFailed(`${file} 不是封印文件（不是 JSON）：请换成原来导出的文件，或移出该文件夹`, `${file} is no seal (it is not JSON): put back the file that was exported, or move it out of the folder`);
  }
}

/** Checks chains and seals, that the read models equal a replay, that the bytes of all evidence are what was put, and every score. Exit code 1 where anything is not as it was written, or cannot be shown. */
export async function verifyCommand(options: { json?: boolean; seals?: string; logOnly?: boolean }): Promise<void> {
  await withContext('reads', (context) =>
    asOwner(context, async (owner) => {
      const seals = await exportedSeals(options.seals, join(context.configuration.dataFolder, SEALS));
      const progress = progressLine('核验 verifying, events');
      const log = await verify(context.pool, { exportedSeals: seals, onProgress: (p) => progress(p.events) });
      const models = options.logOnly ? null : await verifyReadModels(context.store, owner, progress);
      const evidence = options.logOnly ? null : await verifyEvidence(context.pool, openEvidenceStore(context.configuration), progressLine('核验佐证 verifying evidence, files'));
      const scores = options.logOnly ? null : await scoresOf(context);
      if (options.json) process.stdout.write(`${JSON.stringify({ log, models, evidence, scores }, null, 2)}\n`);
      else {
        console.log(`日志 log: ${log.events} 事件 events, ${log.streams} 流 streams, ${log.seals} 封印 seals（外存 exported ${seals.length}）；未封印 unsealed ${log.newerThanNewestSeal.events}`);
        for (const f of log.findings) console.log(`✗ ${JSON.stringify(f)}`);
        if (models) console.log(`读模型 read models: ${models.rows} 行 rows, ${models.equal ? '与重放一致 equal a replay' : `${models.differences.length} 处不一致 difference(s)`}`);
        if (models) printParked(models.parked);
        if (evidence) console.log(`佐证材料 evidence: ${evidence.files} 份 files, ${evidence.findings.length === 0 ? '与登记一致 as recorded' : `${evidence.findings.length} 份缺失或损坏 missing or damaged`}`);
        for (const f of evidence?.findings.slice(0, 50) ?? []) console.log(`✗ ${f.problem} ${f.sha256} ${f.streams.join(', ')}`);
        for (const d of models?.differences.slice(0, 50) ?? []) console.log(`✗ ${d.table} ${d.key}: ${d.serving} ≠ ${d.replayed}`);
        if (scores) printScores(scores);
      }
      if (!log.whole || scores?.equal === false || models?.equal === false || (models?.parked.length ?? 0) > 0 || (evidence?.findings.length ?? 0) > 0) throw new CommandFailed('核验发现问题，见上', 'Verification found what is listed above');
    }),
  );
}
