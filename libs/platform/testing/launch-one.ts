/** A launcher of one child, to be killed by a test. */
import { join } from 'node:path';
import { Supervisor } from '../child-process';
import { RunRecord } from '../run-record';

const folder = process.argv[2] ?? '';
new Supervisor({ logFolder: join(folder, 'logs'), record: new RunRecord(join(folder, 'run.json')), say: () => undefined }).start({
  name: 'child',
  command: process.execPath,
  args: ['-e', "console.log('up'); setInterval(() => {}, 60000)"],
  output: 'lines',
  endsWithLauncher: true,
});
