import { readFormSheets, type FormSheets } from '../forms/form.sheets';
import { importPlan, type ImportOutcome } from '../import-plan';
import type { ImportProgress } from '../import.progress';
import { comparePlans, type ComparedPlan, type PlanComparison } from '#libs/supervision/plan/plan.compare';
import type { KnownUnits } from '#libs/supervision/plan/draft';
import { readListRows, type ListRows } from '../lists/list.rows';

/** What is asked of a thread that reads a file: plain data, as it goes from one thread to another. */
export type ReadingJob =
  | { kind: 'plan'; bytes: Uint8Array; fileName: string; known?: KnownUnits | undefined; today: string }
  | { kind: 'list'; bytes: Uint8Array; mostRows: number }
  | { kind: 'form'; bytes: Uint8Array }
  /** No file, but as long a piece of work: two plans beside one another. */
  | { kind: 'compare'; earlier: ComparedPlan; later: ComparedPlan; idOf: ReadonlyMap<string, string> };

export interface Readings {
  plan: ImportOutcome;
  list: ListRows;
  form: FormSheets;
  compare: { ok: true; comparison: PlanComparison };
}

export function readJob(job: ReadingJob, progress: (told: ImportProgress) => void): Promise<Readings[ReadingJob['kind']]> {
  switch (job.kind) {
    case 'plan':
      return importPlan(job.bytes, { fileName: job.fileName, known: job.known, today: job.today, progress });
    case 'list':
      return readListRows(job.bytes, job.mostRows);
    case 'form':
      return readFormSheets(job.bytes);
    case 'compare':
      return Promise.resolve({ ok: true, comparison: comparePlans(job.earlier, job.later, job.idOf) });
  }
}
