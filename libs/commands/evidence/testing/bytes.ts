import type { EvidenceStore } from '../evidence-store';

/** Bytes as they come in, in pieces. */
export async function* bytesOf(content: string | Buffer, pieceBytes = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content);
  for (let i = 0; i < bytes.length; i += pieceBytes) yield bytes.subarray(i, i + pieceBytes);
}

/** Reads what is kept to its end. @throws EvidenceDamaged */
export async function wholeOf(store: EvidenceStore, sha256: string): Promise<Buffer | null> {
  const stream = await store.get(sha256);
  if (stream === null) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
