import { operationsReport, type OperationsReport } from '#libs/commands/operations';
import { withContext } from '../context';

function print(report: OperationsReport): void {
  const line = (text = ''): void => console.log(text);
  line(`业务时刻 now: ${report.now}   时钟差 clock skew: ${report.clockSkewMs} ms   工作进程 worker: ${report.workerSeenAt ?? '—'}`);
  for (const s of report.subscriptions) line(`  ${s.name.padEnd(12)} 落后 behind ${(s.lagMs / 1000).toFixed(1)} s${s.parkedStreams > 0 ? `，搁置 parked ${s.parkedStreams}` : ''}`);
  if (report.troubles.length === 0) line('没有需要处理的问题 / nothing is stuck');
  for (const t of report.troubles) {
    line();
    line(`✗ ${t.kind}  ${t.id}${t.since === null ? '' : `  自 since ${t.since}`}${t.times > 1 ? `  × ${t.times}` : ''}`);
    line(`  ${t.reason.zh} / ${t.reason.en}`);
    line(`  → ${t.remedy.zh} / ${t.remedy.en}`);
  }
}

/** Prints what does not go on by itself, with reasons and remedies. Exit code 1 where there is anything. */
export async function stuckCommand(options: { json?: boolean }): Promise<void> {
  await withContext('reads', async ({ store, clock, references }) => {
    const units = (await references.roster()).state?.units ?? {};
    const report = await operationsReport(store, clock, (id) => units[id]?.name ?? id);
    if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else print(report);
    if (report.troubles.length > 0) process.exitCode = 1;
  });
}
