import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownIdentity } from '#libs/platform/process-identity';
import { projectRoot } from '#libs/platform/project-root';
import { writeJson } from '#libs/platform/files';
import { scratchFolder } from '#libs/platform/testing/scratch';

const scratch = scratchFolder();
/** Stands in for npm: notes what it was asked, "installs" and "builds" one file each. */
const FAKE_NPM = `
const fs = require('node:fs');
const command = process.argv[2] === 'run' ? process.argv[3] : process.argv[2];
fs.appendFileSync('asked.txt', command + '\\n');
if (fs.existsSync('npm-fails')) { console.error('network is down'); process.exit(1); }
if (command === 'ci') { fs.mkdirSync('node_modules', { recursive: true }); fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: {} })); }
if (command === 'build') { fs.mkdirSync('dist/apps/cli/start', { recursive: true }); fs.writeFileSync('dist/apps/cli/start/start.js', "exports.start = (argv) => { console.log('started ' + argv.join(' ')); return 0; };"); }
`;

beforeAll(() => {
  cpSync(join(projectRoot(__dirname), 'scripts'), scratch.at('scripts'), { recursive: true });
  mkdirSync(scratch.at('libs'));
  writeFileSync(scratch.at('libs', 'a.ts'), 'export const a = 1;');
  writeFileSync(scratch.at('package.json'), '{}');
  writeFileSync(scratch.at('package-lock.json'), JSON.stringify({ packages: { '': {} } }));
  writeFileSync(scratch.at('npm-cli.js'), FAKE_NPM);
});

async function start(...argv: string[]): Promise<{ code: number | null; output: string; asked: string[] }> {
  rmSync(scratch.at('asked.txt'), { force: true });
  const { DUBAN_DATA: _none, ...inherited } = process.env;
  const child = spawn(process.execPath, [scratch.at('scripts', 'start.mjs'), ...argv], { cwd: '/', env: { ...inherited, npm_execpath: scratch.at('npm-cli.js') }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const asked = existsSync(scratch.at('asked.txt')) ? readFileSync(scratch.at('asked.txt'), 'utf8').trim().split('\n') : [];
  return { code, output, asked };
}

describe('scripts/start.mjs', () => {
  it('installs, builds and starts a fresh clone; the next time it only starts', async () => {
    const first = await start('--port', '1');
    expect(first.output).toContain('started --port 1');
    expect(first).toMatchObject({ code: 0, asked: ['ci', 'build'] });
    await expect(start()).resolves.toMatchObject({ code: 0, asked: [] });
  });

  it('builds again after a change of a source, not after one of a test', async () => {
    writeFileSync(scratch.at('libs', 'a.unit.spec.ts'), '');
    await expect(start()).resolves.toMatchObject({ asked: [] });
    writeFileSync(scratch.at('libs', 'a.ts'), 'export const a = 2;');
    await expect(start()).resolves.toMatchObject({ asked: ['build'] });
  });

  it('installs again when the lock file has something that is not there', async () => {
    writeFileSync(scratch.at('package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/new': { version: '1.0.0' } } }));
    await expect(start()).resolves.toMatchObject({ asked: ['ci', 'build'] });
  });

  it('accepts an installation made by hand', async () => {
    writeJson(scratch.at('node_modules', '.package-lock.json'), { packages: { 'node_modules/new': { version: '1.0.0' } } });
    rmSync(scratch.at('node_modules', '.duban-install'));
    await expect(start()).resolves.toMatchObject({ code: 0, asked: [] });
  });

  it('tells what failed and what to do, and tries again the next time', async () => {
    writeFileSync(scratch.at('package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/newer': { version: '1.0.0' } } }));
    writeFileSync(scratch.at('npm-fails'), '');
    const failed = await start();
    expect(failed).toMatchObject({ code: 1, asked: ['ci'] });
    expect(failed.output).toMatch(/network is down[\s\S]*Check the network/);
    rmSync(scratch.at('npm-fails'));
    await expect(start()).resolves.toMatchObject({ code: 0, asked: ['ci', 'build'] });
  });

  it('touches nothing while a launcher runs', async () => {
    writeJson(scratch.at('.duban', 'launcher.lock'), ownIdentity());
    writeFileSync(scratch.at('libs', 'a.ts'), 'export const a = 3;');
    const refused = await start();
    expect(refused).toMatchObject({ code: 1, asked: [] });
    expect(refused.output).toContain(`pid ${process.pid}`);
  });
});
