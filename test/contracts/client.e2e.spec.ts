import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { openApiText } from '#apps/api/write-openapi';
import { makeOwnedTempFolder, type OwnedTempFolder } from '#libs/platform/owned-temp-folder';
import { projectRoot } from '#libs/platform/project-root';
import { aCity } from '../e2e/the-city';
import type { RunningSystem } from '../support/running-system';

const run = promisify(execFile);
const PROGRAM = join(projectRoot(), 'test', 'contracts', 'client', 'main-job.mts');
const PLAN = join(projectRoot(), 'libs', 'documents', 'test-data', 'points-plan.txt');
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  types: ['node'],
};

/** What the compiler finds wrong in each file of one program, in words; what they share is that of each. */
function faultsIn(files: readonly string[]): Map<string, string[]> {
  const program = ts.createProgram([...files], { ...OPTIONS, noEmit: true });
  const found = ts.getPreEmitDiagnostics(program).filter((d) => d.file === undefined || !d.file.fileName.includes('/node_modules/'));
  return new Map(files.map((file) => [file, found.filter((d) => d.file === undefined || d.file.fileName === file || !files.includes(d.file.fileName)).map((d) => ts.flattenDiagnosticMessageText(d.messageText, ' '))]));
}

/** What a client would get wrong, each put into the program in its place: the types must tell. */
const MISTAKES: readonly (readonly [right: string, wrong: string])[] = [
  ["body: { assignmentId: 'a2' }", "body: { assignment: 'a2' }"],
  ["sort: '-number'", "sort: 'numbers'"],
  ["'green', 'grey'", "'green', 'gray'"],
  ['{ path: { itemId }, ...once() }, body: { assignmentId', '{ path: { itemId } }, body: { assignmentId'],
  ['item.closed === null ? null : item.closed.how', 'item.closed.how'],
  ['issued.plan.openDecisions', 'issued.openDecisions'],
  ["row.kind === 'inspection' ? row.facts.openFindings", "row.kind === 'meeting' ? row.facts.openFindings"],
  ["row.kind === 'inspection' ?", "row.kind === 'inspections' ?"],
  ["raised.kind === 'difficulty' ? raised.content.solution", 'raised.content.solution === null ? raised.content.solution'],
];

describe('a client that is made from the OpenAPI document', () => {
  let folder: OwnedTempFolder;
  let program = '';

  beforeAll(async () => {
    folder = await makeOwnedTempFolder('client');
    symlinkSync(join(projectRoot(), 'node_modules'), join(folder.path, 'node_modules'));
    writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder.path, 'openapi.json'), await openApiText());
    await run(process.execPath, [join(projectRoot(), 'node_modules', 'openapi-typescript', 'bin', 'cli.js'), 'openapi.json', '-o', 'api.d.mts'], { cwd: folder.path });
    program = join(folder.path, 'main-job.mts');
    copyFileSync(PROGRAM, program);
  });
  afterAll(() => folder?.remove());

  it('knows operations, fields, values, headers and null by their types, and those that there are not', () => {
    const text = readFileSync(PROGRAM, 'utf8');
    const spoiled = MISTAKES.map(([right, wrong], i) => {
      expect(text).toContain(right);
      const file = join(folder.path, `mistake-${i}.mts`);
      writeFileSync(file, text.replace(right, wrong));
      return file;
    });
    const faults = faultsIn([program, ...spoiled]);
    expect(faults.get(program)).toEqual([]);
    expect(MISTAKES.filter((_, i) => faults.get(spoiled[i]!)!.length === 0)).toEqual([]);
  });

  describe('on a running system', () => {
    let system: RunningSystem;
    beforeAll(async () => {
      system = await aCity({ apis: 1 });
    });
    afterAll(() => system?.stop());

    it('does the main job', async () => {
      const { outputText } = ts.transpileModule(readFileSync(program, 'utf8'), { compilerOptions: OPTIONS, fileName: program });
      const built = join(folder.path, 'main-job.mjs');
      writeFileSync(built, outputText);
      const { stdout } = await run(process.execPath, [built, system.apis[0]!.base, 'a-long-test-password', PLAN], { cwd: folder.path });
      expect(JSON.parse(stdout)).toEqual({
        openQuestions: expect.any(Number) as number,
        received: 'inProgress',
        requests: 1,
        closed: null,
        refused: { status: 412, code: 'stale', zh: true },
        ledger: { limit: 5, rows: expect.any(Number) as number, lights: true },
        proceedings: { rows: 0, raised: 'difficulty', solution: null },
        table: true,
      });
    });
  });
});
