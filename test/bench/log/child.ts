import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '#libs/platform/project-root';

/** Runs a built program with a database server of its own choosing to its end, and gives the lines that it printed. */
export async function measureInChild(program: string, args: readonly string[], databaseUrl: string): Promise<string[]> {
  const child = spawn(process.execPath, [join(projectRoot(__dirname), 'dist', program), ...args], { env: { ...process.env, DUBAN_TEST_DATABASE_URL: databaseUrl }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  // A measure that found faults ends with 1 and has still printed them.
  if (lines.length === 0) throw new Error(`${program} ended with ${code} and printed nothing`);
  return lines;
}
