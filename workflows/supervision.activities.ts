/** What a workflow learns when it looks at what it supervises. */
export interface Look {
  /** Closed in the log: the workflow has done its work. */
  open: boolean;
  /** Version of the stream that was seen. */
  version: number;
  /** Key of what falls due next; null where nothing does (a closed item). */
  nextKey: string | null;
  /** For people: `T-3 reminder · 市委组织部 · 2026-06-02`. */
  nextLabel: string;
  /** The moment that it falls due, ISO 8601 in UTC. */
  nextAt: string | null;
  /** Real milliseconds to sleep, by the system's clock. */
  sleepMs: number;
  light: string;
  status: string;
  /** Lines for the details shown in Temporal's own interface. */
  details: string;
}

/** What the workflows ask of the world; implemented by the worker. */
export interface SupervisionActivities {
  /** Carries out what is due (as a command, through the same handler as a person's click) and tells what falls due next. */
  attend(kept: string): Promise<Look>;
  /** Reports an item whose agenda does not move on: the same entry at the same version, twice. */
  reportStuck(kept: string, key: string, version: number): Promise<void>;
}
