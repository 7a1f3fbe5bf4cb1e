import type { Sealed } from '../sealed';

/** A sealed value for tests that never open it. */
export function sealedFor(subject: string): Sealed {
  return { subject, field: 'caller', alg: 'A256GCM', iv: 'AAAAAAAAAAAAAAAA', ct: 'AAAA' };
}
