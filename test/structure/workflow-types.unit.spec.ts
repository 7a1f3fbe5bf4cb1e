import { dirname, join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '#libs/platform/project-root';

const ROOT = projectRoot(__dirname);
const CONFIG = join(ROOT, 'workflows', 'tsconfig.json');

/** What a workflow must not even be able to write: its sandbox has none of it, or another run would see something else. */
const FORBIDDEN: Record<string, string> = {
  process: 'export const p = process.pid;',
  Buffer: `export const p = Buffer.from('x');`,
  fetch: `export const p = fetch('http://localhost');`,
  require: `export const p = require('fs');`,
  __dirname: 'export const p = __dirname;',
  builtin: `import { readFileSync } from 'node:fs';\nexport const p = readFileSync;`,
  window: 'export const p = window.location;',
};

/** Compiles the workflows as their own tsconfig says, with the probes among them, and gives the errors by file. */
function compile(probes: Record<string, string>): { errors(file: string): string[]; files: string[] } {
  const read = ts.getParsedCommandLineOfConfigFile(CONFIG, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (d) => fail(d.messageText) });
  if (!read) throw new Error(`${CONFIG} cannot be read`);
  const planted = new Map(Object.entries(probes).map(([name, text]) => [join(dirname(CONFIG), `probe-${name}.ts`), text]));
  const host = ts.createCompilerHost(read.options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => planted.has(name) || fileExists.call(host, name);
  host.readFile = (name) => planted.get(name) ?? readFile.call(host, name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = planted.get(name);
    return text === undefined ? getSourceFile.call(host, name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...read.fileNames, ...planted.keys()], read.options, host);
  const diagnostics = ts.getPreEmitDiagnostics(program);
  return {
    files: read.fileNames,
    errors: (file) => diagnostics.filter((d) => d.file?.fileName === file).map((d) => ts.flattenDiagnosticMessageText(d.messageText, ' ')),
  };
}

function fail(message: unknown): never {
  throw new Error(JSON.stringify(message));
}

describe('the types of workflows', () => {
  let compiled: ReturnType<typeof compile>;
  beforeAll(() => {
    compiled = compile(FORBIDDEN);
  });

  it('compile as they are', () => {
    expect(compiled.files).toContain(join(ROOT, 'workflows', 'index.ts'));
    expect(compiled.files.flatMap((file) => compiled.errors(file))).toEqual([]);
  });

  it.each(Object.keys(FORBIDDEN))('know no %s', (name) => {
    expect(compiled.errors(join(ROOT, 'workflows', `probe-${name}.ts`))).not.toEqual([]);
  });
});
