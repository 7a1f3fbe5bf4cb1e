/**
 * A personal field as the log holds it: ciphertext under a key of its subject. The domain hands it on and never looks inside;
 * when the subject's key is erased nobody can, and the chain stays whole. The shape is for ever.
 */
export type Sealed = {
  /** Opaque id of whom it is about. */
  subject: string;
  /** What it is of the subject; part of what the ciphertext is bound to. */
  field: string;
  alg: 'A256GCM';
  /** Base64url, 12 bytes. */
  iv: string;
  /** Base64url, ciphertext and its tag of 16 bytes. */
  ct: string;
};

export function isSealed(value: unknown): value is Sealed {
  if (typeof value !== 'object' || value === null) return false;
  const { subject, field, alg, iv, ct } = value as Record<string, unknown>;
  return alg === 'A256GCM' && [subject, field, iv, ct].every((part) => typeof part === 'string');
}
