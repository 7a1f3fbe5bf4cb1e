import type { Response } from 'express';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import { may } from '#libs/identity/policy/policy';
import { proceedingSight, readScope, sightIn } from '#libs/identity/reading';
import type { ReadScope } from '#libs/supervision/read-scope';
import { personsOf } from '#libs/identity/standing-in';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import type { Roster } from '#libs/supervision/roster/roster';
import type { Instant } from '#libs/supervision/time/day';
import type { Change } from './live.tail';

/** Events that only who sees the whole is told of: papers that wait for a signature, and what a kind keeps from its units. */
const UNSEEN: ReadonlySet<string> = new Set(['PaperDrafted', 'ProceedingPaperDrafted', ...PROCEEDING_KINDS.flatMap((kind) => [...(kind.unseen ?? [])])]);

/** One listener: what it may see, and its connection, which is written to only while it takes what is written. */
export class LiveListener {
  private seeing: { readonly roster: Roster; readonly scope: ReadScope } | null = null;

  /** When the session was last seen to hold. */
  private checkedAt = performance.now();

  /** @param holds who the session is now; null once it has ended */
  constructor(
    private identity: Identity,
    private readonly res: Response,
    private readonly patienceMs: number,
    /** Nothing is told on the strength of a session that was last seen to hold longer ago than this. */
    private readonly freshMs: number,
    private readonly holds: () => Promise<Identity | null>,
    private readonly now: () => Instant,
  ) {}

  /** Asks whether the session still holds, and ends the listening where it does not or nobody can say. */
  async check(): Promise<void> {
    const asked = performance.now();
    try {
      const now = await this.holds();
      this.checkedAt = asked;
      this.hold(now);
    } catch {
      this.end();
    }
  }

  async beat(): Promise<void> {
    await this.check();
    // Who takes nothing is not sent more to wait.
    if (!this.res.writableEnded && !this.res.writableNeedDrain) this.res.write(this.moment());
  }

  /** The present moment of the domain: as of when everything before it was told. */
  moment(): string {
    return `event: clock\ndata: ${JSON.stringify({ now: this.now() })}\n\n`;
  }

  /** A session that has ended, another unit acted for, or a role that was taken away ends the listening; what else changed in the rights counts from here. */
  private hold(now: Identity | null): void {
    if (now?.unitId !== this.identity.unitId || !may(now, 'live.follow').allowed) return this.end();
    this.identity = now;
    this.seeing = null;
  }

  end(): void {
    if (!this.res.writableEnded) this.res.end();
  }

  /** Sends the change if the listener may see it; resolves when more can be sent, and to false when there is nobody to send to. */
  async tell(change: Change): Promise<boolean> {
    if (performance.now() - this.checkedAt > this.freshMs) await this.check();
    if (this.res.writableEnded) return false;
    const { cursor, type, version, recordedAt, of } = change;
    const seen = this.sees(change);
    // Whoever does not see drafts, or what a kind keeps from its units, is not told that there is one.
    if (seen === 'none' || (UNSEEN.has(type) && seen !== 'all')) return true;
    const told = { type, version, recordedAt };
    const data = of.kind === 'item' ? { itemId: of.itemId, planId: of.item.planId, ...told } : of.kind === 'proceeding' ? { proceeding: of.proceeding, planId: of.planId, ...told } : { list: of.list, position: encodeToken(of.ends) };
    this.res.write(`id: ${encodeToken(cursor)}\nevent: ${of.kind}\ndata: ${JSON.stringify(data)}\n\n`);
    return this.res.writableNeedDrain ? this.drained() : !this.res.destroyed;
  }

  private sees({ of, roster }: Change): 'all' | 'some' | 'none' {
    if (of.kind === 'list') return of.readableBy(this.identity) ? 'all' : 'none';
    if (of.kind === 'item') {
      const { kind } = sightIn(this.scope(roster), of.item);
      return kind === 'assignments' ? 'some' : kind;
    }
    if (personsOf(this.identity).some((personId) => of.readsAll(personId))) return 'all';
    const sight = proceedingSight(this.identity, of, roster);
    return sight === null ? 'none' : sight.kind === 'all' ? 'all' : 'some';
  }

  private scope(roster: Roster): ReadScope {
    if (this.seeing?.roster !== roster) this.seeing = { roster, scope: readScope(this.identity, roster) };
    return this.seeing.scope;
  }

  /** Waits until the connection takes more; one that does not in time is cut, since what it was sent cannot be ended politely. */
  private drained(): Promise<boolean> {
    const { res } = this;
    return new Promise((resolve) => {
      const settle = (open: boolean): void => {
        clearTimeout(timer);
        res.off('drain', drain);
        res.off('close', close);
        if (!open) res.destroy();
        resolve(open);
      };
      const drain = (): void => settle(true);
      const close = (): void => settle(false);
      const timer = setTimeout(close, this.patienceMs);
      res.once('drain', drain);
      res.once('close', close);
    });
  }
}
