import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeJson } from './files';
import { findTemporalBinary } from './temporal-binary';
import { scratchFolder } from './testing/scratch';

const scratch = scratchFolder();
const silent = (): void => undefined;
const NOWHERE = 'http://127.0.0.1:1/cli';
const HELP = "echo '--search-attribute --sqlite-pragma'";

function program(folder: string, name: string, script: string): void {
  mkdirSync(scratch.at(folder), { recursive: true });
  writeFileSync(scratch.at(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(scratch.at(folder, name), 0o755);
}

/** A machine with only these folders of programs, and no release to be had. */
function machine(name: string, ...programs: string[]): { env: NodeJS.ProcessEnv; downloadUrl: string } {
  const env = { PATH: [...programs.map((folder) => scratch.at(folder)), '/usr/bin', '/bin'].join(':'), HOME: scratch.at('home'), DUBAN_CACHE: scratch.at(name) };
  return { env, downloadUrl: NOWHERE };
}

/** What it was waiting for, in the order said. */
function listener(): { said: string[]; say: (zh: string, en: string) => void } {
  const said: string[] = [];
  return { said, say: (_zh, en) => void said.push(en) };
}

/** The same in another process. */
async function findElsewhere(env: NodeJS.ProcessEnv, downloadUrl: string): Promise<{ path: string }> {
  const testing = join(__dirname, 'testing');
  const { stdout } = await promisify(execFile)(process.execPath, ['--require', join(testing, 'typescript-hook.cjs'), join(testing, 'find-temporal.ts'), downloadUrl], { env });
  return JSON.parse(stdout) as { path: string };
}

describe('the Temporal program', () => {
  it('is taken from PATH when it can do what we need', async () => {
    program('good', 'temporal', HELP);
    const { env, downloadUrl } = machine('c1', 'good');
    await expect(findTemporalBinary({ say: silent, env, downloadUrl })).resolves.toEqual({ path: scratch.at('good', 'temporal'), source: 'path' });
  });

  it('is built once with Go when there is no other way, however many ask', async () => {
    program('old', 'temporal', 'echo too old');
    program('go', 'go', `# slow enough for the others to come in the meantime\n    echo "$@" >> ${scratch.at('builds')}; sleep 0.3; printf '#!/bin/sh\\n${HELP.replaceAll("'", '"')}\\n' > "$GOBIN/temporal"; chmod +x "$GOBIN/temporal"`);
    const { env, downloadUrl } = machine('c2', 'old', 'go');
    // A builder that was killed left its lock.
    writeJson(scratch.at('c2', 'temporal', '1.5.1', 'lock'), { pid: process.pid, startedAt: 'long ago' });
    const elsewhere = [1, 2].map(() => findElsewhere(env, downloadUrl));
    const here = Promise.all([1, 2].map(() => findTemporalBinary({ say: silent, env, downloadUrl })));
    const found = [...(await here), ...(await Promise.all(elsewhere))];
    expect(readFileSync(scratch.at('builds'), 'utf8')).toBe('install github.com/temporalio/cli/cmd/temporal@v1.5.1\n');
    const path = scratch.at('c2', 'temporal', '1.5.1', 'temporal');
    expect(found.map((one) => one.path)).toEqual([path, path, path, path]);
    expect(existsSync(scratch.at('c2', 'temporal', '1.5.1', 'making'))).toBe(false);
    await expect(findTemporalBinary({ say: silent, env, downloadUrl })).resolves.toEqual({ path, source: 'cache' });
  });

  it('whose release does not come is not waited for: that is said with the reason, and Go builds it', async () => {
    // Stands in for a network that drops everything: the real curl would end by the limits that it is given.
    program('dropping', 'curl', `echo "$@" > ${scratch.at('asked')}; echo 'curl: (28) Connection timed out' >&2; exit 28`);
    program('builder', 'go', `printf '#!/bin/sh\n${HELP.replaceAll("'", '"')}\n' > "$GOBIN/temporal"; chmod +x "$GOBIN/temporal"`);
    const { env } = machine('c4', 'dropping', 'builder');
    const { said, say } = listener();
    await expect(findTemporalBinary({ say, env })).resolves.toMatchObject({ source: 'go' });
    expect(said).toEqual([expect.stringContaining('downloading'), 'that did not work (curl: (28) Connection timed out)', expect.stringContaining('building')]);
    const asked = readFileSync(scratch.at('asked'), 'utf8');
    expect(asked).toContain('--connect-timeout 5 --speed-limit 2000 --speed-time 15');
    expect(asked).toContain('https://temporal.download/cli/archive/v1.5.1?platform=');
  });

  it('that cannot be had is named, with what to install', async () => {
    const { env, downloadUrl } = machine('c3');
    const { said, say } = listener();
    await expect(findTemporalBinary({ say, env, downloadUrl })).rejects.toThrow(/请任选其一[\s\S]*install the Temporal CLI on PATH.*install Go.*TEMPORAL_ADDRESS/);
    expect(said).toEqual([expect.stringContaining('downloading'), expect.stringMatching(/^that did not work \(.+\)$/), 'that did not work (Go is not installed)']);
  });
});
