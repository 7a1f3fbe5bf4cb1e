import { createHash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import type { Evidence, ItemState } from '#libs/supervision/item/item.types';
import { reject } from '#libs/supervision/rejection';
import type { ItemCommands } from '../item-commands';
import type { Outcome, Sender } from '../outcome';
import { EvidenceDamaged, type EvidenceStore } from './evidence-store';
import { atMost, withHead } from './streams';
import { MEDIA_TYPES, mediaTypeOf, safeName } from './media-types';

/** A file as it comes in. */
export interface GivenEvidence {
  assignmentId: string;
  stepId: string | null;
  name: string;
  /** As declared by the sender; what is kept is what the bytes bear out. */
  mediaType: string;
  /** Read once, and no further than what is taken. */
  bytes: AsyncIterable<Uint8Array>;
}

/** Largest file that is taken in. */
export const MOST_EVIDENCE_BYTES = 20 * 1_024 * 1_024;
/** By so much of its beginning the kind of a file is told. */
const HEAD_BYTES = 4_096;

/** The same for a command that is sent again. */
export function evidenceIdFor(sender: Sender): string {
  return `e${createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 12)}`;
}

/** Evidence (佐证材料): bytes first, synced, then the event; a crash between them leaves bytes that nothing refers to. */
export class EvidenceCommands {
  constructor(
    private readonly log: EventStore,
    private readonly items: ItemCommands,
    private readonly store: EvidenceStore,
    private readonly mostBytes = MOST_EVIDENCE_BYTES,
  ) {}

  /** @throws EvidenceTooLarge: nothing of it is kept */
  async attach(itemId: string, given: GivenEvidence, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<ItemState>> {
    const { head, whole } = await withHead(HEAD_BYTES, atMost(this.mostBytes, given.bytes));
    if (head.length === 0) return { kind: 'rejected', rejection: reject('evidence-empty').rejected, state: null };
    const mediaType = mediaTypeOf(given.mediaType, given.name, head);
    if (mediaType === null) return { kind: 'rejected', rejection: reject('evidence-type', { details: { given: given.mediaType, allowed: MEDIA_TYPES.join(', ') } }).rejected, state: null };
    const { sha256, bytes } = await this.store.put(whole);
    const { assignmentId, stepId } = given;
    return this.items.execute(itemId, { type: 'attachEvidence', evidenceId: evidenceIdFor(sender), assignmentId, stepId, name: safeName(given.name, mediaType), mediaType, bytes, sha256 }, actor, sender, ifMatch);
  }

  /** The bytes of an item's evidence, as a stream that breaks off where they are damaged. Who may read them is decided before, by the item that they belong to. @throws EvidenceDamaged where they are gone */
  async read(evidence: Evidence): Promise<AsyncIterable<Uint8Array>> {
    const bytes = await this.store.get(evidence.sha256);
    if (bytes === null) throw new EvidenceDamaged(evidence.sha256);
    return bytes;
  }

  /**
   * Deletes bytes that no event refers to and that were put before the moment: uploads whose command was refused or never came. The
   * moment leaves time between bytes and event; a day is plenty.
   */
  async collectUnreferenced(olderThan: Date): Promise<{ files: number; bytes: number }> {
    const { rows } = await this.log.pool.query<{ sha256: string }>(`select distinct data->>'sha256' as sha256 from log.events where type = 'EvidenceAttached'`);
    const referenced = new Set(rows.map((r) => r.sha256));
    return this.store.collect(olderThan, (sha256) => referenced.has(sha256));
  }
}
