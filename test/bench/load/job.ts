import type { Spread } from '../statistics';
import type { Scenario, WorkItem } from './scenario';

/** What the generator is told. */
export interface Job {
  readonly port: number;
  readonly scenario: Scenario;
  readonly items: readonly WorkItem[];
  readonly officeToken: string;
  readonly lanes: number;
  /** It ends then, or when the items are used up. */
  readonly seconds: number;
  /** As fast as the lanes allow unless told. */
  readonly perSecond?: number;
  /** Scope of the command ids. */
  readonly name: string;
}

/** What it has seen. */
export interface LoadResult {
  readonly seconds: number;
  readonly perSecond: number;
  readonly all: Spread;
  readonly kinds: Readonly<Record<string, Spread>>;
  readonly refused: number;
  readonly firstRefusal: string | null;
  /** Items not begun. */
  readonly itemsLeft: number;
}
