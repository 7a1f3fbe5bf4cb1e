import { cpus, totalmem } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { largePart } from './large/large-part';
import { logPart, readersPart } from './log/log-part';
import { Machine } from './machine';
import { type Options, type Part, readOptions } from './options';
import type { Bench } from './part';
import { plansPart } from './plans/plans-part';
import { rawPart } from './raw/raw-part';
import { Report } from './report';
import { systemPart } from './system/system-part';

const RUN: Record<Part, (bench: Bench) => Promise<void>> = { log: logPart, readers: readersPart, raw: rawPart, system: systemPart, plans: plansPart, large: largePart };

async function main(options: Options): Promise<void> {
  const report = new Report();
  const machine = await Machine.start();
  const began = performance.now();
  try {
    describe(report, options, machine);
    report.configured('others', `${Math.round((await busyShare()) * 100)} % of the processors were busy with other work before the run`);
    for (const part of options.parts) {
      report.say(`\n${part} (${Math.round((performance.now() - began) / 1000)} s)`);
      try {
        await RUN[part]({ machine, report, quick: options.quick });
      } catch (error) {
        // The other parts are still worth their figures; this one is shown as what it is.
        report.say(`  ${part} broke off: ${error instanceof Error ? error.stack : String(error)}`);
        report.add({ name: `${part}: broke off before its end`, value: null, unit: '', target: { of: 'value', atLeast: 0 } });
        process.exitCode = 1;
      }
    }
  } finally {
    await machine.stop();
  }
  report.configured('took', `${Math.round((performance.now() - began) / 1000)} s`);
  report.table();
  if (options.json !== undefined) report.write(options.json);
}

function describe(report: Report, { quick }: Options, machine: Machine): void {
  const [first] = cpus();
  report.configured('machine', `${cpus().length} × ${first?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, all processes on it`);
  report.configured('Node', process.version);
  report.configured('PostgreSQL', 'as npm start runs it: fsync on, synchronous commits, 256 MB shared buffers');
  report.configured('Temporal', 'development server as npm start runs it: SQLite, write-ahead log, synchronous=1, one partition a queue');
  report.configured('folder', machine.folder);
  report.configured('length', quick ? 'quick' : 'full');
}

/** Share of the processors that is in use while nothing of ours runs: figures of a busy machine are low on both sides. */
async function busyShare(): Promise<number> {
  const times = (): { idle: number; all: number } => {
    const sum = { idle: 0, all: 0 };
    for (const { times: t } of cpus()) {
      sum.idle += t.idle;
      sum.all += t.idle + t.user + t.nice + t.sys + t.irq;
    }
    return sum;
  };
  const before = times();
  await delay(2_000);
  const after = times();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

if (require.main === module) {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
  main(options).then(
    () => process.exit(),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
