import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Draft, DraftItem } from '#libs/supervision/plan/draft';
import { exportDraftCsv } from '../export-draft';
import { importPlan } from '../import-plan';

/**
 * Makes the sample plans from the real papers: numbers, titles, categories, units, targets and dates, which are facts;
 * none of their sentences. Run after a build: `node dist/libs/documents/samples/make-samples.js <sources> <target>`.
 */

const SAMPLES = [
  { source: '003_37132ff275600d1d.txt', target: 'anqing-2022.csv', duties: [] },
  {
    source: '000_f57bb1a07ddb3b49.txt', target: 'ordos-2022.csv',
    // Duties outside the rows have no title of their own in the paper; these are ours.
    duties: ['重点改革单位数量', '重点项目数量', '典型案例征集', '产改专题培训', '产改现场观摩会', '旗区任务落实清单', '旗区指导企业并上报方案'],
  },
] as const;

function factsOnly(item: DraftItem, duties: readonly string[]): DraftItem {
  const title = item.number === '' ? duties[Number(item.key.replace(/\D/g, '')) - 1] ?? item.key : item.title;
  return { ...item, title, content: title, quote: title };
}

async function makeSample(folder: string, target: string, sample: (typeof SAMPLES)[number]): Promise<void> {
  const outcome = await importPlan(await readFile(join(folder, sample.source)), { fileName: sample.source, today: '2022-12-31' });
  if (!outcome.ok) throw new Error(outcome.en);
  const draft: Pick<Draft, 'plan' | 'items'> = { plan: outcome.draft.plan, items: outcome.draft.items.map((item) => factsOnly(item, sample.duties)) };
  await writeFile(join(target, sample.target), exportDraftCsv(draft));
}

async function main([folder, target]: string[]): Promise<void> {
  if (!folder || !target) throw new Error('Give the folder of the papers and the folder for the samples');
  for (const sample of SAMPLES) await makeSample(folder, target, sample);
}

if (require.main === module) void main(process.argv.slice(2));
