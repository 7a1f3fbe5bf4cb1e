import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aSystem, OFFICE, type TestSystem } from '#libs/commands/testing/a-system';
import { importCommand, type ImportOptions } from './import';

const paper = (year: number, points: string): string => `某市匠才队伍建设${year}年工作要点\n一、强基\n${points}`;
const BEFORE = paper(2031, '1. 建好示范课堂。（牵头单位：市总工会）\n2. 编印工匠故事集。（牵头单位：市总工会）\n');
const AFTER = paper(2032, '1. 建好示范课堂。（牵头单位：市总工会）\n2. 设立工匠基金。（牵头单位：市总工会）\n');

describe('an import on the command line', () => {
  let system: TestSystem;
  let folder: string;
  let databaseUrl: string | undefined;

  /** What it prints. */
  async function imported(words: string, options: ImportOptions): Promise<string> {
    const said: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    const log = jest.spyOn(console, 'log').mockImplementation((text: unknown) => void said.push(`${String(text)}\n`));
    try {
      const file = join(folder, 'plan.txt');
      await writeFile(file, words);
      await importCommand(file, { office: OFFICE, ...options });
      return said.join('');
    } finally {
      write.mockRestore();
      log.mockRestore();
    }
  }

  beforeAll(async () => {
    system = await aSystem('2031-01-05T02:00:00.000Z');
    folder = await mkdtemp(join(tmpdir(), 'duban-import-'));
    databaseUrl = process.env['DATABASE_URL'];
    process.env['DATABASE_URL'] = system.database.appUrl;
  });
  afterAll(async () => {
    if (databaseUrl === undefined) delete process.env['DATABASE_URL'];
    else process.env['DATABASE_URL'] = databaseUrl;
    await rm(folder, { recursive: true });
    await system.close();
  });

  it('names the plan that the same file became, and imports it all the same where that is asked for', async () => {
    const [, planId = ''] = /draft (p[0-9a-f]{8}):/.exec(await imported(BEFORE, {})) ?? [];
    expect(planId).not.toBe('');
    await expect(imported(BEFORE, {})).rejects.toMatchObject({ exitCode: 4, message: expect.stringMatching(new RegExp(`${planId}[^]*--again[^]*${planId}[^]*--again`)) });
    const [, again] = /draft (p[0-9a-f]{8}):/.exec(await imported(BEFORE, { again: true })) ?? [];
    expect(again).not.toBe(planId);
  });

  it('shows next year’s paper beside this year’s plan, and writes nothing', async () => {
    const [, planId = ''] = /draft (p[0-9a-f]{8}):/.exec(await imported(BEFORE, { again: true })) ?? [];
    const { comparison } = JSON.parse(await imported(AFTER, { dryRun: true, json: true, compareWith: planId })) as { comparison: { with: string; carriedOn: unknown[]; dropped: { title: string }[]; added: { title: string }[] } };
    expect([comparison.with, comparison.carriedOn.length, comparison.dropped.map((i) => i.title), comparison.added.map((i) => i.title)]).toEqual([planId, 1, ['编印工匠故事集'], ['设立工匠基金']]);
    expect(await imported(AFTER, { dryRun: true, compareWith: planId })).toMatch(/延续 carried on 1，调整 changed 0，未再列出 dropped 1，新增 new 1[^]*dropped without a word:\n {2}2 {2}编印工匠故事集/);
    await expect(imported(AFTER, { compareWith: planId })).rejects.toMatchObject({ exitCode: 2 });
    await expect(imported(AFTER, { dryRun: true, compareWith: 'nobody' })).rejects.toMatchObject({ message: expect.stringContaining('nobody') });
  });
});
