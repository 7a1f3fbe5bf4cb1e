/** `npm start`: makes a fresh clone ready and runs the system. No imports but Node's own until everything is installed and built. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explain, prepare, root } from './prepare.mjs';
import { runningHolder } from './process-identity.mjs';

const argv = process.argv.slice(2);

/** A build under a system that runs would change the ground it stands on: whoever runs is named before anything is touched. */
function refuseWhileRunning() {
  const data = resolve(root, process.env.DUBAN_DATA || '.duban');
  const folder = argv.includes('--demo') ? join(data, 'demo') : data;
  const holder = runningHolder(join(folder, 'launcher.lock'));
  if (!holder) return false;
  process.stdout.write(
    `已有一个启动器在此数据目录运行（pid ${holder.pid}），请先在它的窗口按 Ctrl-C，或执行 kill ${holder.pid}\n` +
      `another launcher runs on this data folder (pid ${holder.pid}): press Ctrl-C in its window first, or run kill ${holder.pid}\n`,
  );
  return true;
}

async function main() {
  if (refuseWhileRunning()) return 1;
  try {
    await prepare();
  } catch (error) {
    return explain(error);
  }
  // In this process: one pid to signal, nothing to forward, and no second start of Node.
  const program = await import(pathToFileURL(join(root, 'dist', 'apps', 'cli', 'start', 'start.js')).href);
  return program.start(argv, process.env);
}

process.exit(await main());
