import { isRecord } from '#libs/platform/files';

/** Plain lines with the seconds since the start: they read the same in a terminal, in a file and in a container's log. */
export class OperatorConsole {
  private readonly begun = performance.now();

  constructor(private readonly verbose: boolean) {
    // Whoever read our output may have gone (`npm start | head`): that is no reason to fail.
    process.stdout.on('error', () => undefined);
  }

  readonly say = (zh: string, en: string): void => {
    const seconds = ((performance.now() - this.begun) / 1000).toFixed(1).padStart(6);
    this.print(`[${seconds} s] ${zh} / ${en}`);
  };

  print(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  /** A child's line: all of them are in its log, the console shows those that somebody should see. */
  readonly childLine = (name: string, line: string, stream: 'stdout' | 'stderr'): void => {
    const told = demoPart(line);
    if (told !== undefined) return this.print(`demo | ${told}`);
    const shown = this.verbose ? line : importantPart(line, stream);
    if (shown !== undefined) this.print(`${name} | ${shown}`);
  };
}

const WARN = 40;

/** What the demonstration tells of its year, for whoever watches. */
function demoPart(line: string): string | undefined {
  const entry = parseJson(line);
  return entry?.['demo'] === true && typeof entry['msg'] === 'string' ? entry['msg'] : undefined;
}

function importantPart(line: string, stream: 'stdout' | 'stderr'): string | undefined {
  const entry = parseJson(line);
  if (entry && typeof entry['level'] === 'number') {
    return entry['level'] >= WARN && typeof entry['msg'] === 'string' ? entry['msg'] : undefined;
  }
  return stream === 'stderr' ? line : undefined;
}

function parseJson(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
