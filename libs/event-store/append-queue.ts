import type { Pool } from 'pg';
import { append, appendPrepared, tryAppendOne } from './append';
import type { AppendOutcome, AppendRequest } from './append-request';
import { tryAppendTogether } from './append-together';
import { type PreparedAppend, prepareAppend } from './prepare-append';

/** Requests in one statement, so that none waits long for the others. */
const MOST = 64;

interface Waiting {
  readonly prepared: PreparedAppend;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends of one process: one that comes alone goes at once, those that come while others are under way go together, in one
 * statement and one commit (group commit). Each is still appended, or refused, on its own terms.
 *
 * Only what touches one stream waits here, and nothing waits for a lock: what meets another writer goes on by itself.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  /** Streams of those that wait or are under way. */
  private readonly streams = new Set<string>();
  /** One statement at a time: what comes meanwhile goes with the next. More of them means smaller ones, and more commits. */
  private underWay = false;

  constructor(private readonly pool: Pool) {}

  /** @throws as {@link append} does */
  async append(request: AppendRequest): Promise<AppendOutcome> {
    const [only, ...more] = request.streams;
    if (only === undefined || more.length > 0) return append(this.pool, request);
    // What no log could take is refused before it can harm those beside it.
    const prepared = prepareAppend(request);
    // Whoever comes second to a stream meets the first: one after the other in here they would hold up everybody else.
    if (this.streams.has(only.stream)) return appendPrepared(this.pool, prepared);
    this.streams.add(only.stream);
    try {
      return await new Promise((resolve, reject) => {
        this.waiting.push({ prepared, resolve, reject });
        this.send();
      });
    } finally {
      this.streams.delete(only.stream);
    }
  }

  private send(): void {
    if (this.underWay || this.waiting.length === 0) return;
    this.underWay = true;
    void this.carryOut(this.next()).finally(() => {
      this.underWay = false;
      this.send();
    });
  }

  /** The first that wait, without two of one command, and without two that saw different versions of a guard. */
  private next(): Waiting[] {
    const taken = new Set<string>();
    const guards = new Map<string, number>();
    const together: Waiting[] = [];
    const left: Waiting[] = [];
    for (const each of this.waiting) {
      const { prepared } = each;
      const keys = [`stream ${prepared.streams[0]}`, ...(prepared.commandId === null ? [] : [`command ${prepared.scope} ${prepared.commandId}`])];
      const fits =
        together.length < MOST &&
        keys.every((key) => !taken.has(key)) &&
        !guards.has(prepared.streams[0]!) &&
        prepared.guards.every((guard, i) => (guards.get(guard) ?? prepared.guardVersions[i]) === prepared.guardVersions[i] && !taken.has(`stream ${guard}`));
      if (!fits) {
        left.push(each);
        continue;
      }
      keys.forEach((key) => taken.add(key));
      prepared.guards.forEach((guard, i) => guards.set(guard, prepared.guardVersions[i]!));
      together.push(each);
    }
    this.waiting = left;
    return together;
  }

  private async carryOut(together: readonly Waiting[]): Promise<void> {
    const [first] = together;
    try {
      const outcomes = together.length === 1 && first!.prepared.hashes.length === 1 ? [await tryAppendOne(this.pool, first!.prepared)] : await tryAppendTogether(this.pool, together.map((w) => w.prepared));
      together.forEach((each, i) => {
        const outcome = outcomes[i] ?? null;
        if (outcome !== null) each.resolve(outcome);
        // It met another writer, or is in the log already: it finds out by itself, and nobody waits for it.
        else appendPrepared(this.pool, each.prepared).then(each.resolve, each.reject);
      });
    } catch (error) {
      for (const each of together) each.reject(error);
    }
  }
}
