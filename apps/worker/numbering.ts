import type { Clock } from '#libs/commands/clock';
import { FoldCache } from '#libs/commands/fold-cache';
import type { ItemCommands } from '#libs/commands/item-commands';
import { readCheckpoint, readEpoch, resetCheckpoint } from '#libs/event-store/checkpoint';
import type { NewEvent, RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { Subscription } from '#libs/event-store/subscription';
import { isNumberable, isNumberableOfItem, numberable, numbersFor, seriesStream, type IssuedBy, type Numberable, type NotedNumber, type NoticeNumbered } from '#libs/notices/numbering';
import { areNumbersSettled, NumbersUnsettled } from '#libs/notices/settle-numbers';
import type { PaperKind } from '#libs/supervision/policy/policy';
import { SETS_ASIDE } from './sets-aside';

/** Of the checkpoint and the fence. */
export const NUMBERING = 'numbering';
/** Appends tried before the batch is left to come again: another worker without the fence is a matter of moments. */
const ATTEMPTS = 5;

/** Papers of proceedings bring their series along. */
function neverAsked(paperId: string): never {
  throw new Error(`the kind of ${paperId} was asked for outside an item`);
}

/** A notice with the event that issued it. */
type Issued = Numberable & { issuedBy: IssuedBy };

/**
 * Gives issued notices their numbers, in the log's order and once.
 *
 * The number is appended before the checkpoint moves. A worker that dies in between does the batch again and finds the
 * numbers in their stream; one that has lost its fence and does not know it yet is refused by the expected version, reads
 * again, and finds the same. So the stream is at any moment the beginning of the log's order, without gap or repeat.
 *
 * Before they are appended the numbers are noted outside the database, so that after a restore it is known which went out.
 * Until that is settled none is given.
 */
export class Numbering {
  /** Notices that have a number, by series stream. */
  private readonly numbered: FoldCache<Set<string>>;
  private settledEpoch = 0;

  constructor(
    private readonly store: EventStore,
    private readonly items: ItemCommands,
    private readonly clock: Clock,
    private readonly note: (numbers: readonly NotedNumber[]) => void,
  ) {
    // Grown in place: what is added twice is in it once, so that a fold that breaks off does no harm.
    this.numbered = new FoldCache(store, (held, event) => (event.type === 'NoticeNumbered' ? (held ?? new Set<string>()).add((event.data as NoticeNumbered).noticeId) : (held ?? new Set<string>())), { streams: 50 });
  }

  async apply(events: readonly RecordedEvent[]): Promise<void> {
    const bySeries = new Map<string, Issued[]>();
    for (const event of events) {
      if (!isNumberable(event)) continue;
      await this.refuseUnsettled();
      const notice = numberable(event, isNumberableOfItem(event) ? await this.papersOf(event) : neverAsked);
      if (!notice) continue;
      const stream = seriesStream(notice.series, notice.year);
      const issuedBy = { stream: event.stream, version: event.version, hash: event.hash.toString('hex') };
      bySeries.set(stream, [...(bySeries.get(stream) ?? []), { ...notice, issuedBy }]);
    }
    for (const [stream, notices] of bySeries) await this.give(stream, notices);
  }

  private async papersOf(event: RecordedEvent): Promise<(paperId: string) => PaperKind> {
    const held = await this.items.items.get(event.stream);
    const { state } = held.version >= event.version ? held : await this.items.items.refresh(event.stream);
    return (paperId) => {
      const kind = state?.papers[paperId]?.kind;
      if (kind === undefined) throw new Error(`${event.stream} signs a paper ${paperId} that was never drawn up`);
      return kind;
    };
  }

  /** @throws NumbersUnsettled until it was said after a restore which numbers had gone out */
  private async refuseUnsettled(): Promise<void> {
    const epoch = await readEpoch(this.store.pool);
    if (this.settledEpoch === epoch) return;
    if (!(await areNumbersSettled(this.store, epoch))) throw new NumbersUnsettled('numbers wait: the log was restored, and nobody has said which numbers went out since the backup (duban numbers)');
    this.settledEpoch = epoch;
  }

  private async give(stream: string, notices: readonly Issued[]): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { state, version, headHash } = await this.numbered.refresh(stream);
      const given = numbersFor(notices, state ?? new Set(), version);
      if (given.length === 0) return;
      this.note(given.map(({ noticeId, number }) => ({ stream, number, noticeId, issuedBy: notices.find((n) => n.noticeId === noticeId)!.issuedBy })));
      const outcome = await this.store.append({ command: null, streams: [{ stream, expectedVersion: version, headHash, events: given.map((n) => this.event(n)) }], guards: [] });
      if (outcome.kind === 'appended') return;
    }
    throw new Error(`somebody else keeps giving numbers in ${stream}`);
  }

  private event(numbered: NoticeNumbered): NewEvent {
    const now = this.clock.now();
    return {
      type: 'NoticeNumbered',
      schemaVersion: 1,
      data: numbered,
      agendaKey: numbered.noticeId,
      meta: { actor: { kind: 'system', name: NUMBERING }, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 } },
    };
  }
}

/**
 * The one subscription that gives numbers. After a restore it begins anew, once it was settled which numbers had gone out: those
 * that the log still holds are found there, and none is given a second time.
 *
 * @param note keeps numbers outside the database before they are given
 */
export async function numberingSubscription(store: EventStore, items: ItemCommands, clock: Clock, note: (numbers: readonly NotedNumber[]) => void, onTrouble: (error: unknown) => void): Promise<Subscription> {
  const checkpoint = await readCheckpoint(store.pool, NUMBERING);
  if (checkpoint !== null && checkpoint.logEpoch !== (await readEpoch(store.pool))) await resetCheckpoint(store.pool, NUMBERING);
  const numbering = new Numbering(store, items, clock, note);
  return new Subscription(store, { name: NUMBERING, restMs: 100, handle: (batch) => numbering.apply(batch), ...SETS_ASIDE, onTrouble });
}
