import type { SealDocument } from './seal-document';

/** One thing that is not as it was written. */
export type Finding =
  /** The row's content does not give its hash. */
  | { readonly kind: 'changed-event'; readonly stream: string; readonly version: number; readonly reason: string }
  /** Versions are missing inside a stream. */
  | { readonly kind: 'missing-events'; readonly stream: string; readonly from: number; readonly to: number }
  /** The stream's head names a version that is not there any more. */
  | { readonly kind: 'cut-tail'; readonly stream: string; readonly headVersion: number; readonly lastVersion: number }
  /** The stream has a head and not one event. */
  | { readonly kind: 'missing-stream'; readonly stream: string; readonly headVersion: number }
  /** An event that the stream's head does not know of (`headVersion` 0: there is no head at all). */
  | { readonly kind: 'planted-event'; readonly stream: string; readonly version: number; readonly headVersion: number }
  /** The head's hash is not that of its event. */
  | { readonly kind: 'changed-head'; readonly stream: string; readonly version: number }
  /** A later version stands before an earlier one in the order of the log. */
  | { readonly kind: 'wrong-order'; readonly stream: string; readonly version: number }
  /** The seal's own hash or its link to the seal before does not fit, or it differs from the exported one. */
  | { readonly kind: 'altered-seal'; readonly number: number; readonly reason: string }
  /** A seal between others, or one that was exported, is not there. */
  | { readonly kind: 'missing-seal'; readonly number: number }
  /** The events are not those that were sealed: something older than the seal was rewritten whole, planted or taken away. */
  | { readonly kind: 'broken-seal'; readonly number: number; readonly sealed: SealedCounts; readonly found: SealedCounts };

export interface SealedCounts {
  readonly streams: number;
  readonly events: number;
  readonly root: string;
}

export interface VerifyReport {
  /** Not one finding. */
  readonly whole: boolean;
  readonly events: number;
  readonly streams: number;
  readonly seals: number;
  /** How many seals were worked out anew from the events. */
  readonly recomputedSeals: number;
  readonly newestSeal: SealDocument | null;
  /** What no seal covers yet: chained, but whoever owns the server could still rewrite it. */
  readonly newerThanNewestSeal: { readonly events: number; readonly oldestRecordedAt: string | null };
  /** The first 1,000. */
  readonly findings: readonly Finding[];
  readonly findingsLeftOff: number;
}
