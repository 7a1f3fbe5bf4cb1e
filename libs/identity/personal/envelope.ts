import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Sealed } from '#libs/supervision/sealed';
import { derived, type MasterKey } from './master-key';

const IV_BYTES = 12;
const TAG_BYTES = 16;

function encrypt(key: Buffer, iv: Buffer, aad: string, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(aad));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws where the key, the additional data or a byte is not what it was */
function decrypt(key: Buffer, iv: Buffer, aad: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(aad));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
}

const about = (subject: string, field: string): string => JSON.stringify(['duban', subject, field]);

/**
 * Seals a field under its subject's key. The same text of the same field gives the same bytes: a command that is sent again is
 * the same command, and its hash tells nobody the name. The nonce is a keyed hash of field and text, so that no two texts
 * share one; what shows is only that the same was said of the same subject twice.
 */
export function sealField(key: Buffer, subject: string, field: string, text: string): Sealed {
  const plain = Buffer.from(text, 'utf8');
  const iv = createHmac('sha256', derived(key, 'nonce')).update(about(subject, field)).update(plain).digest().subarray(0, IV_BYTES);
  const ct = encrypt(derived(key, 'field'), iv, about(subject, field), plain);
  return { subject, field, alg: 'A256GCM', iv: iv.toString('base64url'), ct: ct.toString('base64url') };
}

/** @throws where it is not of this subject, field and key */
export function openField(key: Buffer, { subject, field, iv, ct }: Sealed): string {
  return decrypt(derived(key, 'field'), Buffer.from(iv, 'base64url'), about(subject, field), Buffer.from(ct, 'base64url')).toString('utf8');
}

/** A subject's key under the master key, bound to the subject: nonce, ciphertext, tag. */
export function wrapKey(master: MasterKey, subject: string, key: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  return Buffer.concat([iv, encrypt(derived(master.bytes, 'wrap'), iv, about(subject, master.id), key)]);
}

/** @throws where it was wrapped by another key or for another subject */
export function unwrapKey(master: MasterKey, subject: string, wrapped: Buffer): Buffer {
  return decrypt(derived(master.bytes, 'wrap'), wrapped.subarray(0, IV_BYTES), about(subject, master.id), wrapped.subarray(IV_BYTES));
}

/** By which a name that was written before is found again, without a table of names. */
export function lookupOf(master: MasterKey, scope: string, text: string): Buffer {
  return createHmac('sha256', derived(master.bytes, 'lookup')).update(JSON.stringify([scope, text.normalize('NFKC').trim().replace(/\s+/g, ' ')])).digest();
}
