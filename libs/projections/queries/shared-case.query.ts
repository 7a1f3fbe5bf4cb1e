import type { DataSource } from 'typeorm';
import { wordsOf } from '../search-text';
import type { Page } from './paging';
import { like } from './proceeding.query';
import { Statement } from './statement';

export interface SharedCase {
  id: string;
  title: string;
  solution: string;
  category: string | null;
  solvedAt: Date;
}

/**
 * Solved difficulties that the office shares as cases. No sight is asked for: they name nobody, and every business role may look for one
 * like theirs. Searched is what is shown, so that no name is found by asking for it.
 */
export async function sharedCases(source: DataSource, filter: { category?: string | undefined; text?: string | undefined }, paging: { offset: number; limit: number }): Promise<Page<SharedCase>> {
  const s = new Statement();
  const where = [`x.known_to = 'infinity'`, `x.kind = 'difficulty'`, `x.closed_how = 'solved'`, `x.facts->>'caseTitle' is not null`];
  if (filter.category !== undefined) where.push(`x.facts->>'category' is not distinct from nullif(${s.p(filter.category, 'text')}, '')`);
  for (const word of wordsOf(filter.text ?? '')) where.push(like(s, `lower(normalize((x.facts->>'caseTitle') || ' ' || (x.facts->>'caseSolution'), NFKC))`, word));
  const from = `read.proceeding x where ${where.join(' and ')}`;
  const columns = `x.proceeding_id as id, x.facts->>'caseTitle' as title, x.facts->>'caseSolution' as solution, x.facts->>'category' as category, x.known_from as "solvedAt"`;
  const [[counted], rows] = await Promise.all([
    source.query<{ total: number }[]>(`select count(*)::int as total from ${from}`, s.values),
    source.query<SharedCase[]>(`select ${columns} from ${from} order by x.known_from desc, x.proceeding_id offset ${paging.offset} limit ${paging.limit}`, s.values),
  ]);
  return { total: counted?.total ?? 0, rows };
}
