import type { Pool } from 'pg';
import type { PaperKept } from './kept-papers';

/** A paper that was given out, with when its bytes were first drawn. */
export interface KeptPaper extends PaperKept {
  keptAt: string;
}

/** Every paper that was ever given out, in the order in which each was first asked for; a paper made void since stays. */
export async function keptPapers(pool: Pool): Promise<KeptPaper[]> {
  const { rows } = await pool.query<{ data: PaperKept; keptAt: Date }>(`select data, recorded_at as "keptAt" from log.events where type = 'PaperKept' order by recorded_at, stream, version`);
  return rows.map(({ data, keptAt }) => ({ ...data, keptAt: keptAt.toISOString() }));
}
