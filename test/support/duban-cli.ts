import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '#libs/platform/project-root';
import type { RunningSystem } from './running-system';

const run = promisify(execFile);

/** What `duban …` prints beside the running system, on its database and its clock. */
export async function duban(system: RunningSystem, ...args: string[]): Promise<string> {
  const env = { ...process.env, DATABASE_URL: system.database.appUrl, DATABASE_OWNER_URL: system.database.ownerUrl, DUBAN_DATA: join(system.folder, 'data'), DUBAN_CLOCK: 'virtual' };
  const { stdout } = await run(process.execPath, [join(projectRoot(), 'dist', 'apps', 'cli', 'main.js'), ...args], { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
