/** What is kept of evidence: the digest of the bytes is their name. */
export interface StoredBytes {
  /** Lower-case hex. */
  sha256: string;
  bytes: number;
}

/**
 * Where the bytes of evidence lie: a folder, or an object store. Content-addressed, so that the same file is kept once, and that
 * nothing is ever changed under its name. The log says what is referred to; this knows nothing of items.
 */
export interface EvidenceStore {
  /** Keeps the bytes, read once and never held whole; when it returns they survive a crash. Those that are there already count as new for {@link collect}. */
  put(bytes: AsyncIterable<Uint8Array>): Promise<StoredBytes>;
  /** The bytes as a stream that ends in EvidenceDamaged, before its last bytes, where what is kept is not what was put; null where nothing is kept under the digest. */
  get(sha256: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Deletes what was last put before the moment and is not in use; returns how many that was, and their bytes. */
  collect(olderThan: Date, isReferenced: (sha256: string) => boolean): Promise<{ files: number; bytes: number }>;
}

/** The disk gave back other bytes than were put: a defect of what keeps them. */
export class EvidenceDamaged extends Error {
  constructor(readonly sha256: string) {
    super(`the evidence ${sha256} is not what was stored: restore it from a backup`);
    this.name = 'EvidenceDamaged';
  }
}
