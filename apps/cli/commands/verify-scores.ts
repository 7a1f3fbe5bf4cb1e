import { Evaluations } from '#libs/commands/evaluation/evaluations';
import { verifyScores, type ScoreReport } from '#libs/commands/evaluation/verify-scores';
import { CommandFailed, withContext, type Context } from '../context';
import { progressLine } from './owner';

/** Differences that are printed; JSON has all. */
const SHOWN = 50;

/** Computes every score and frozen figure again. */
export function scoresOf({ store, clock, items, plans, proceedings }: Context): Promise<ScoreReport> {
  const { checks } = new Evaluations(store, clock, items, plans, proceedings);
  return verifyScores(store, checks, progressLine('核算得分 computing scores again, proceedings'));
}

export function printScores(report: ScoreReport): void {
  const { evaluations, reportingRounds, inspections, compared, differences, seen, adjustments } = report;
  console.log(`得分与数据 scores and figures: ${evaluations} 轮考核 evaluations, ${reportingRounds} 次调度 reporting rounds, ${inspections} 次督查 inspections, ${compared} 项 values: ${report.equal ? '与日志重算一致 equal what the log gives' : `${differences.length} 处不一致 difference(s)`}`);
  for (const s of seen.slice(0, SHOWN)) console.log(`  ${s.event} ${s.act} ${s.requestId} ${s.unitId} ${s.personId}: 结果 result ${s.material} ${s.hash.slice(0, 12)}, ${s.versions.length} 个流 streams, ${s.evidence.length} 件佐证 pieces of evidence${s.stale ? ' (已过时 stale)' : ''}`);
  for (const a of adjustments.slice(0, SHOWN)) console.log(`  ${a.event} ${a.unitId} ${a.name}: 计算 computed ${a.computed}, 裁定 ruled ${a.points} (${a.reason})`);
  for (const d of differences.slice(0, SHOWN)) console.log(`✗ ${d.event}${d.unitId === null ? '' : ` ${d.unitId}`} ${d.what}: ${d.recorded} ≠ ${d.computed}`);
}

/** Every published score and frozen figure is computed again from the log. Exit code 1 where one differs. */
export async function verifyScoresCommand(options: { json?: boolean }): Promise<void> {
  await withContext('reads', async (context) => {
    const report = await scoresOf(context);
    if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else printScores(report);
    if (!report.equal) throw new CommandFailed('有得分与重算结果不一致，见上', 'A score is not what the log gives: see above');
  });
}
