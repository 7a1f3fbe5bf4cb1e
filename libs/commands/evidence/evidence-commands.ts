import { createHash } from 'node:crypto';
import type { Actor } from '#libs/supervision/actor';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { reject, type Rejection } from '#libs/supervision/rejection';
import type { ItemCommands } from '../item-commands';
import type { Outcome, Sender } from '../outcome';
import type { Proceedings } from '../proceedings';
import { EvidenceDamaged, type EvidenceStore } from './evidence-store';
import { atMost, withHead } from './streams';
import { MEDIA_TYPES, mediaTypeOf, safeName } from './media-types';

/** A file as it comes in. */
export interface GivenFile {
  name: string;
  /** As declared by the sender; what is kept is what the bytes bear out. */
  mediaType: string;
  /** Read once, and no further than what is taken. */
  bytes: AsyncIterable<Uint8Array>;
}

/** A file for an item's assignment. */
export interface GivenEvidence extends GivenFile {
  assignmentId: string;
  stepId: string | null;
}

/** A file for a proceeding, or what it belongs to within. */
export interface GivenProceedingEvidence extends GivenFile {
  subject: string | null;
}

/** Largest file that is taken in. */
export const MOST_EVIDENCE_BYTES = 20 * 1_024 * 1_024;
/** By so much of its beginning the kind of a file is told. */
const HEAD_BYTES = 4_096;

/** The same for a command that is sent again. */
export function evidenceIdFor(sender: Sender): string {
  return `e${createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 12)}`;
}

/** What an event says of bytes that are kept. */
interface KeptFile {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

/** Evidence (佐证材料) of items and of proceedings: bytes first, synced, then the event; a crash between them leaves bytes that nothing refers to. */
export class EvidenceCommands {
  constructor(
    private readonly items: ItemCommands,
    private readonly proceedings: Proceedings,
    private readonly store: EvidenceStore,
    private readonly mostBytes = MOST_EVIDENCE_BYTES,
  ) {}

  /** @throws EvidenceTooLarge: nothing of it is kept */
  async attach(itemId: string, given: GivenEvidence, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<ItemState>> {
    const kept = await this.keep(given);
    if ('rejected' in kept) return { kind: 'rejected', rejection: kept.rejected, state: null };
    const { assignmentId, stepId } = given;
    return this.items.execute(itemId, { type: 'attachEvidence', evidenceId: evidenceIdFor(sender), assignmentId, stepId, ...kept }, actor, sender, ifMatch);
  }

  /** @throws EvidenceTooLarge: nothing of it is kept */
  async attachTo<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, id: string, given: GivenProceedingEvidence, actor: Actor, sender: Sender): Promise<Outcome<S>> {
    const kept = await this.keep(given);
    if ('rejected' in kept) return { kind: 'rejected', rejection: kept.rejected, state: null };
    return this.proceedings.of(kind).execute(id, { type: 'attachProceedingEvidence', evidenceId: evidenceIdFor(sender), subject: given.subject, ...kept }, actor, sender);
  }

  private async keep(given: GivenFile): Promise<KeptFile | { rejected: Rejection }> {
    const { head, whole } = await withHead(HEAD_BYTES, atMost(this.mostBytes, given.bytes));
    if (head.length === 0) return reject('evidence-empty');
    const mediaType = mediaTypeOf(given.mediaType, given.name, head);
    if (mediaType === null) return reject('evidence-type', { details: { given: given.mediaType, allowed: MEDIA_TYPES.join(', ') } });
    const { sha256, bytes } = await this.store.put(whole);
    return { name: safeName(given.name, mediaType), mediaType, bytes, sha256 };
  }

  /** The bytes of evidence, as a stream that breaks off where they are damaged. Who may read them is decided before, by what they belong to. @throws EvidenceDamaged where they are gone */
  async read({ sha256 }: { sha256: string }): Promise<AsyncIterable<Uint8Array>> {
    const bytes = await this.store.get(sha256);
    if (bytes === null) throw new EvidenceDamaged(sha256);
    return bytes;
  }
}
