/** Bytes as they come in, in pieces. */
export async function* bytesOf(content: string | Buffer, pieceBytes = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content);
  for (let i = 0; i < bytes.length; i += pieceBytes) yield bytes.subarray(i, i + pieceBytes);
}
