import type { Machine } from './machine';
import type { Report } from './report';

/** What a part measures with. */
export interface Bench {
  readonly machine: Machine;
  readonly report: Report;
  /** Shorter spans and smaller numbers; the targets are the same. */
  readonly quick: boolean;
}
