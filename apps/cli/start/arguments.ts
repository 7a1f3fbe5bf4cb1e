import { join, resolve } from 'node:path';
import { type ConfigurationProblem, type ConfigurationResult, readConfiguration } from '#libs/platform/configuration';

export interface StartArguments {
  readonly demo: boolean;
  readonly verbose: boolean;
  readonly help: boolean;
  /** Load the sample: true and false as asked for, undefined where the launcher decides. */
  readonly sample: boolean | undefined;
  readonly port: string | undefined;
}

export const HELP = `npm start -- [选项 / options]
  --demo          演示：虚拟时钟，独立的数据目录 / demonstration: virtual clock, data folder of its own
  --port <n>      API 端口（默认 3000）/ port of the API (default 3000)
  --sample        总是载入示例（仅当数据库为空）/ load the sample also into a database of your own, if empty
  --no-sample     不载入示例 / do not load the sample
  --verbose       在控制台显示各进程的全部输出 / show all output of all processes
  --help`;

/** @returns the first argument that is not understood, as a problem. */
export function parseArguments(argv: readonly string[]): StartArguments | { readonly unknown: string } {
  let result: StartArguments = { demo: false, verbose: false, help: false, sample: undefined, port: undefined };
  const rest = argv.flatMap((argument) => (/^--port=/.test(argument) ? ['--port', argument.slice('--port='.length)] : [argument]));
  for (let index = 0; index < rest.length; index++) {
    const argument = rest[index] ?? '';
    if (argument === '--demo') result = { ...result, demo: true };
    else if (argument === '--verbose') result = { ...result, verbose: true };
    else if (argument === '--help' || argument === '-h') result = { ...result, help: true };
    else if (argument === '--sample' || argument === '--no-sample') result = { ...result, sample: argument === '--sample' };
    else if (argument === '--port') result = { ...result, port: rest[++index] ?? '' };
    else return { unknown: argument };
  }
  return result;
}

/** What the environment and the arguments together ask for. */
export function startConfiguration({ demo, port }: StartArguments, env: NodeJS.ProcessEnv, root: string): ConfigurationResult {
  const asked: NodeJS.ProcessEnv = { ...env };
  if (port !== undefined) asked['PORT'] = port || 'missing';
  if (!demo) return readConfiguration(asked, { root });
  const problems: ConfigurationProblem[] = ['DATABASE_URL', 'TEMPORAL_ADDRESS']
    .filter((variable) => asked[variable])
    .map((variable) => ({ variable, zh: '演示使用虚拟时钟，只能用自带的服务；请取消该变量', en: 'the demonstration runs on a virtual clock and only with its own servers: unset this variable' }));
  if (problems.length > 0) return { ok: false, problems };
  return readConfiguration({ ...asked, DUBAN_CLOCK: 'virtual', DUBAN_DEMO: 'true', DUBAN_DATA: join(resolve(root, asked['DUBAN_DATA'] || '.duban'), 'demo') }, { root });
}
