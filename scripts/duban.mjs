// Runs the built command line; builds it first where the sources have changed. Says nothing on stdout of its own.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

// What a command prints on stdout is its answer alone; preparation speaks on stderr.
const write = process.stdout.write;
process.stdout.write = process.stderr.write.bind(process.stderr);
await prepare();
process.stdout.write = write;
const cli = fileURLToPath(new URL('../dist/apps/cli/main.js', import.meta.url));
// Room for what lives for a moment: a rebuild makes much of it.
const child = spawn(process.execPath, ['--max-semi-space-size=64', cli, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
