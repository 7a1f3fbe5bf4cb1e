import { createHash } from 'node:crypto';
import JSZip from 'jszip';

/** Digest (SHA-256) of what a package (docx, xlsx) holds, however it was packed and whenever it was made: each file with its name, but for docProps. */
export async function contentDigest(bytes: Uint8Array): Promise<string> {
  const { files } = await JSZip.loadAsync(bytes);
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort()) {
    if (files[path]!.dir || path.startsWith('docProps/')) continue;
    hash.update(`${path}\n`).update(await files[path]!.async('uint8array'));
  }
  return hash.digest('hex');
}
