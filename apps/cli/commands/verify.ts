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

async function exportedSeals(folder: string): Promise<SealDocument[]> {
  const files = await readdir(folder).catch(() => []);
  const seals: SealDocument[] = [];
  for (const file of files.filter((f) => f.endsWith('.json')).sort()) seals.push(JSON.parse(await readFile(join(folder, file), 'utf8')) as SealDocument);
  return seals;
}

/** Checks chains and seals, that the read models equal a replay, that the bytes of all evidence are what was put, and every score. Exit code 1 where anything is not as it was written, or cannot be shown. */
export async function verifyCommand(options: { json?: boolean; seals?: string; logOnly?: boolean }): Promise<void> {
  await withContext('reads', (context) =>
    asOwner(context, async (owner) => {
      const seals = await exportedSeals(options.seals ?? join(context.configuration.dataFolder, SEALS));
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
