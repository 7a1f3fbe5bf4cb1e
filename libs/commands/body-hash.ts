import { createHash } from 'node:crypto';
import { canonicalJson } from '#libs/event-store/canonical-json';
import type { Json } from '#libs/event-store/json';

/** Digest of a command's body: the same id with another body is refused. */
export function bodyHashOf(body: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(body as Json)).digest();
}
