import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCommand } from './import';

/** What `duban import <file> --dry-run --json` prints. */
async function tried(fileName: string, words: string): Promise<{ decisions: { kind: string; itemNumber: string | null }[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-import-'));
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await writeFile(join(folder, fileName), words);
    await importCommand(join(folder, fileName), { dryRun: true, json: true });
    return JSON.parse(write.mock.calls.map(([text]) => String(text)).join('')) as { decisions: { kind: string; itemNumber: string | null }[] };
  } finally {
    write.mockRestore();
    await rm(folder, { recursive: true });
  }
}

describe('a trial import on the command line', () => {
  it('asks about deadlines that have gone by, and of none to come', async () => {
    const { decisions } = await tried('plan.csv', '序号,项目名称,主要内容,牵头单位,完成时限\n1,清账,清理账目,市总工会,2020年6月底前\n2,建账,建立台账,市总工会,2099年6月底前\n');
    expect(decisions.filter(({ kind }) => kind === 'deadline-past').map(({ itemNumber }) => itemNumber)).toEqual(['1']);
  });
});
