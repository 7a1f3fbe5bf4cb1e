import type { Pool } from 'pg';
import { EvidenceDamaged, type EvidenceStore } from './evidence-store';
import { referredTo } from './referred-evidence';

/** Bytes that are not as the log says: gone, or others than were put. */
export interface EvidenceFinding {
  problem: 'evidenceMissing' | 'evidenceDamaged';
  sha256: string;
  /** Items and proceedings that refer to them. */
  streams: string[];
}

export interface VerifiedEvidence {
  /** Different files that the log refers to. */
  files: number;
  findings: EvidenceFinding[];
}

/** Reads every byte that the log refers to, and holds none. */
export async function verifyEvidence(pool: Pool, store: EvidenceStore, onProgress: (files: number) => void = () => undefined): Promise<VerifiedEvidence> {
  const referred = await referredTo(pool);
  const findings: EvidenceFinding[] = [];
  for (const [i, { sha256, streams }] of referred.entries()) {
    const problem = await problemOf(store, sha256);
    if (problem) findings.push({ problem, sha256, streams });
    onProgress(i + 1);
  }
  return { files: referred.length, findings };
}

async function problemOf(store: EvidenceStore, sha256: string): Promise<EvidenceFinding['problem'] | null> {
  try {
    const bytes = await store.get(sha256);
    if (bytes === null) return 'evidenceMissing';
    for await (const chunk of bytes) void chunk;
    return null;
  } catch (error) {
    if (error instanceof EvidenceDamaged) return 'evidenceDamaged';
    throw error;
  }
}
