import type { Pool } from 'pg';
import { readSeals, type SealDocument } from './seal-document';
import { inSnapshot } from './snapshot';
import type { Finding, VerifyReport } from './verify-report';
import { SealRecomputation, verifySealChain } from './verify-seals';
import { type StoredEvent, type StreamObserver, verifyStreams } from './verify-streams';

export interface VerifyOptions {
  /** Seals kept outside. Only they prove anything against somebody who can rewrite the whole database. */
  readonly exportedSeals?: readonly SealDocument[];
  /**
   * How many of the newest seals to work out anew from the events; all unless told. Each costs a hash for every stream.
   * A rewrite of whole chains shows in every seal made between the event and the rewrite, and in no later one.
   */
  readonly recomputeNewestSeals?: number;
  readonly onProgress?: (progress: { readonly events: number; readonly streams: number }) => void;
}

const PROGRESS_EVENTS = 10_000;
const KEPT_FINDINGS = 1_000;

/** Reads the whole log in one snapshot and reports everything that is not as it was appended and sealed (law 5). */
export function verify(pool: Pool, options: VerifyOptions = {}): Promise<VerifyReport> {
  return inSnapshot(pool, async (client) => {
    const seals = await readSeals(client);
    const recomputed = seals.slice(Math.max(0, seals.length - (options.recomputeNewestSeals ?? seals.length)));
    const verification = new Verification(seals, recomputed, options.onProgress);
    for (const finding of verifySealChain(seals, options.exportedSeals ?? [])) verification.onFinding(finding);
    await verifyStreams(client, verification);
    return verification.report();
  });
}

class Verification implements StreamObserver {
  private readonly recomputation: SealRecomputation;
  private readonly newestSeal: SealDocument | null;
  private readonly newestTransactionId: bigint;
  private readonly findings: Finding[] = [];
  private findingsLeftOff = 0;
  private events = 0;
  private streams = 0;
  private unsealedEvents = 0;
  private oldestUnsealed: string | null = null;

  constructor(
    private readonly seals: readonly SealDocument[],
    private readonly recomputed: readonly SealDocument[],
    private readonly onProgress: VerifyOptions['onProgress'],
  ) {
    this.recomputation = new SealRecomputation(recomputed);
    this.newestSeal = seals[seals.length - 1] ?? null;
    this.newestTransactionId = BigInt(this.newestSeal?.transactionId ?? 0);
  }

  onEvent(event: StoredEvent): void {
    this.recomputation.onEvent(event);
    this.events += 1;
    if (!this.isSealed(event)) {
      this.unsealedEvents += 1;
      if (this.oldestUnsealed === null || event.recordedAt < this.oldestUnsealed) this.oldestUnsealed = event.recordedAt;
    }
    if (this.events % PROGRESS_EVENTS === 0) this.onProgress?.({ events: this.events, streams: this.streams });
  }

  onStreamEnd(): void {
    this.recomputation.onStreamEnd();
    this.streams += 1;
  }

  onFinding(finding: Finding): void {
    if (this.findings.length < KEPT_FINDINGS) this.findings.push(finding);
    else this.findingsLeftOff += 1;
  }

  report(): VerifyReport {
    for (const finding of this.recomputation.findings()) this.onFinding(finding);
    this.onProgress?.({ events: this.events, streams: this.streams });
    return {
      whole: this.findings.length === 0,
      events: this.events,
      streams: this.streams,
      seals: this.seals.length,
      recomputedSeals: this.recomputed.length,
      newestSeal: this.newestSeal,
      newerThanNewestSeal: { events: this.unsealedEvents, oldestRecordedAt: this.oldestUnsealed },
      findings: this.findings,
      findingsLeftOff: this.findingsLeftOff,
    };
  }

  private isSealed(event: StoredEvent): boolean {
    const seal = this.newestSeal;
    if (seal === null) return false;
    return event.epoch < seal.epoch || (event.epoch === seal.epoch && event.transactionId < this.newestTransactionId);
  }
}
