import type { RecordedEvent } from '#libs/event-store/event';
import type { Instant } from '#libs/supervision/time/day';

/** What falls due next of a stream. */
export interface NextDue {
  /** Unique in its stream for ever. */
  key: string;
  at: Instant;
}

/** What people and queries find a workflow by, and what its page shows. */
export interface Shown {
  /** Number of the plan, or its id where it has none; empty where there is no plan. */
  plan: string;
  /** Names of the units that it concerns. */
  units: string[];
  light: string;
  status: string;
  /** One line. */
  summary: string;
  /** One line of what falls due next: `T-3 提醒 reminder · 市委组织部 · 2026-06-02T01:00Z`. */
  next: string;
  /** Lines of Markdown. */
  details: string;
}

/** A stream that a workflow looks after, as it was read, under the rules of now. */
export interface Kept {
  readonly stream: string;
  readonly id: string;
  readonly version: number;
  readonly policyId: string;
  readonly planId: string | null;
  /** False once it is closed and nothing is owed in it any more. */
  readonly open: boolean;
  readonly next: NextDue | null;
  /** Readable, with the log's ids in it whole, so that it is found from either side. */
  readonly workflowId: string;
  /** Moments at which the rules change: they may bring something nearer. */
  readonly rulesChange: readonly Instant[];
  show(): Shown;
}

/** What the loop knows of one kind of stream. */
export interface Keeper {
  /** The streams of the kind begin so: `item/`. */
  readonly prefix: string;
  /** Type of the workflow that looks after one; its argument is the stream's id. */
  readonly workflowType: string;
  /** @param fresh reads what is newer than what the process holds; @throws UnreadableStream for one that this program cannot read whole */
  read(stream: string, fresh: boolean): Promise<Kept | null>;
  /** Takes an event that a subscription brought. */
  offer(event: RecordedEvent): void;
  /** Carries out what is due. @throws where others write the stream without pause */
  settle(stream: string): Promise<void>;
}

/** The keepers of one process. */
export class Keepers {
  constructor(readonly all: readonly Keeper[]) {}

  of(stream: string): Keeper | undefined {
    return this.all.find((keeper) => stream.startsWith(keeper.prefix));
  }

  read(stream: string, fresh: boolean): Promise<Kept | null> {
    return this.of(stream)?.read(stream, fresh) ?? Promise.resolve(null);
  }
}
