import { createHash } from 'node:crypto';
import { canonicalString } from './canonical-json';

/** What goes into an event's hash. `data` and `meta` are the canonical JSON texts exactly as stored. */
export interface ChainLink {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly meta: string;
  readonly agendaKey: string | null;
}

/** Stands for "the hash before" at version 1. */
export const NO_HASH: Buffer = Buffer.alloc(32);

/**
 * The hash of an event, law 5 of the log. These bytes can never change:
 *
 *     SHA-256( previous ‖ UTF-8( canonical ) )
 *
 * `previous` is the 32-byte hash of the version before in the same stream, 32 zero bytes before version 1.
 * `canonical` is the RFC 8785 form of
 * `{"agendaKey":…,"data":…,"meta":…,"schemaVersion":…,"stream":…,"type":…,"version":…}`, in which `agendaKey` is `null`
 * where there is none. Because the keys are in RFC order and canonical JSON nests, the stored texts of `data` and `meta`
 * are put in as they are.
 *
 * @throws NotCanonical for NUL or a lone surrogate in stream, type or agenda key
 */
export function hashEvent(previous: Buffer | null, link: ChainLink): Buffer {
  const agendaKey = link.agendaKey === null ? 'null' : canonicalString(link.agendaKey, 'agendaKey');
  const canonical =
    `{"agendaKey":${agendaKey},"data":${link.data},"meta":${link.meta},"schemaVersion":${link.schemaVersion}` +
    `,"stream":${canonicalString(link.stream, 'stream')},"type":${canonicalString(link.type, 'type')},"version":${link.version}}`;
  return createHash('sha256').update(previous ?? NO_HASH).update(canonical, 'utf8').digest();
}
