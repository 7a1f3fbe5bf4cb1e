import JSZip from 'jszip';

/** Every file of a package bears one date, the first that the format knows: bytes depend on what is said alone, never on when. */
const DATE = new Date(Date.UTC(1980, 0, 1));

/**
 * The package packed anew, its files in the order of their names; `change` may rewrite one as text.
 *
 * @param change the new text of a file, or null to leave it
 */
export async function packFixed(bytes: Uint8Array, change: (path: string, text: () => Promise<string>) => Promise<string | null>): Promise<Uint8Array> {
  const given = await JSZip.loadAsync(bytes);
  const fixed = new JSZip();
  const options = { date: DATE, createFolders: false };
  for (const path of Object.keys(given.files).sort()) {
    const file = given.files[path]!;
    if (file.dir) continue;
    const changed = await change(path, () => file.async('string'));
    fixed.file(path, changed ?? (await file.async('uint8array')), options);
  }
  return fixed.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 9 }, platform: 'DOS' });
}
