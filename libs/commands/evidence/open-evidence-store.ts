import { join } from 'node:path';
import type { EvidenceStore } from './evidence-store';
import { FolderEvidenceStore } from './folder-evidence-store';
import { S3EvidenceStore, type S3Place } from './s3-evidence-store';

/** Where the configuration says that evidence lies. */
export interface EvidencePlace {
  readonly dataFolder: string;
  readonly evidenceFolder: string;
  /** Set: there, and not in the folder. */
  readonly evidenceBucket?: S3Place;
}

/** The store of evidence of this installation, for every process alike. */
export function openEvidenceStore({ dataFolder, evidenceFolder, evidenceBucket }: EvidencePlace): EvidenceStore {
  return evidenceBucket ? new S3EvidenceStore(evidenceBucket, join(dataFolder, 'evidence-spool')) : new FolderEvidenceStore(evidenceFolder);
}
