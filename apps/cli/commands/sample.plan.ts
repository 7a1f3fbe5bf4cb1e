import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importPlan } from '#libs/documents/import-plan';
import { projectRoot } from '#libs/platform/project-root';
import type { Draft } from '#libs/supervision/plan/draft';
import type { Day } from '#libs/supervision/time/day';

/** The sample: the facts of Anqing's plan of 2022 (titles, units, figures), moved to the present year. */
const FILE = join('libs', 'documents', 'samples', 'anqing-2022.csv');

/** Reads the sample plan and moves it to the year of today, so that it is not all red at birth. */
export async function samplePlan(today: Day): Promise<Draft> {
  const bytes = await readFile(join(projectRoot(__dirname), FILE));
  const read = await importPlan(bytes, { fileName: 'sample.csv', today });
  if (!read.ok) throw new Error(`the sample plan does not import: ${read.en}`);
  const year = Number(today.slice(0, 4));
  const shift = (day: Day | null): Day | null => (day === null ? null : `${Number(day.slice(0, 4)) + (year - (read.draft.plan.year ?? year))}${day.slice(4)}`);
  const { plan } = read.draft;
  const from = plan.year ?? year;
  return {
    ...read.draft,
    plan: { ...plan, title: plan.title.replaceAll(String(from), String(year)), documentNumber: `示例产改〔${year}〕1号`, year, period: { from: `${year}-01-01`, to: `${year}-12-31` }, issuedOn: shift(plan.issuedOn) },
    items: read.draft.items.map((i) => ({ ...i, deadline: shift(i.deadline) })),
  };
}
