import { cpus, totalmem } from 'node:os';
import { largePart } from './large/large-part';
import { logPart, readersPart } from './log/log-part';
import { Machine } from './machine';
import { type Options, type Part, readOptions } from './options';
import type { Bench } from './part';
import { rawPart } from './raw/raw-part';
import { Report } from './report';
import { systemPart } from './system/system-part';

const RUN: Record<Part, (bench: Bench) => Promise<void>> = { log: logPart, readers: readersPart, raw: rawPart, system: systemPart, large: largePart };

async function main(options: Options): Promise<void> {
  const report = new Report();
  const machine = await Machine.start();
  const began = performance.now();
  try {
    describe(report, options, machine);
    for (const part of options.parts) {
      report.say(`\n${part} (${Math.round((performance.now() - began) / 1000)} s)`);
      await RUN[part]({ machine, report, quick: options.quick });
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

if (require.main === module) {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
  main(options).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
