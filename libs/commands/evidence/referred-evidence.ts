import type { Pool } from 'pg';
import type { EvidenceStore } from './evidence-store';

/** Events that refer to bytes: of evidence in items and in proceedings, and of papers that were given out. */
export const EVIDENCE_EVENTS: readonly string[] = ['EvidenceAttached', 'ProceedingEvidenceAttached', 'PaperKept'];

/** Bytes that the log refers to, with the streams that do; withdrawn evidence too, since nothing is forgotten. */
export interface ReferredEvidence {
  sha256: string;
  streams: string[];
}

/** In the order of their digests. */
export async function referredTo(pool: Pool): Promise<ReferredEvidence[]> {
  const { rows } = await pool.query<ReferredEvidence>(
    `select data->>'sha256' as "sha256", array_agg(distinct stream order by stream) as "streams"
       from log.events where type = any ($1) group by 1 order by 1`,
    [EVIDENCE_EVENTS],
  );
  return rows;
}

/**
 * Deletes bytes that no event refers to and that were put before the moment: uploads whose command was refused or never came. The
 * moment leaves time between bytes and event; a day is plenty.
 */
export async function collectUnreferenced(pool: Pool, store: EvidenceStore, olderThan: Date): Promise<{ files: number; bytes: number }> {
  const referenced = new Set((await referredTo(pool)).map((r) => r.sha256));
  return store.collect(olderThan, (sha256) => referenced.has(sha256));
}
