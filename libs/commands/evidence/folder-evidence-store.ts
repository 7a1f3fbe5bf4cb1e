import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { PARTIAL, spool } from './spool';
import type { EvidenceStore, StoredBytes } from './evidence-store';
import { verified } from './streams';

const DIGEST = /^[0-9a-f]{64}$/;
/** Where uploads are written until their digest is known; on the same file system. */
const INCOMING = 'incoming';
/** What is about to be deleted. */
const LEAVING = '.leaving';

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code;
}

/** Evidence in a folder: two letters of the digest, then the digest. Several processes may share it. */
export class FolderEvidenceStore implements EvidenceStore {
  constructor(private readonly folder: string) {}

  async put(bytes: AsyncIterable<Uint8Array>): Promise<StoredBytes> {
    const spooled = await spool(join(this.folder, INCOMING), bytes);
    const { sha256 } = spooled;
    const stored = { sha256, bytes: spooled.bytes };
    const path = this.pathOf(sha256);
    const within = join(this.folder, sha256.slice(0, 2));
    try {
      if (await this.touch(path, stored.bytes)) {
        // Whoever wrote it may not have come so far.
        await syncFolder(within);
        return stored;
      }
      await mkdir(within, { recursive: true, mode: 0o700 });
      await rename(spooled.path, path);
    } finally {
      await rm(spooled.path, { force: true });
    }
    // The names too must survive a power cut, or the bytes are lost with them.
    await syncFolder(within);
    await syncFolder(this.folder);
    return stored;
  }

  async get(sha256: string): Promise<AsyncIterable<Uint8Array> | null> {
    try {
      // Held by its name no more: it is read to its end though it be collected meanwhile.
      const file = await open(this.pathOf(sha256));
      return verified(sha256, file.createReadStream());
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async collect(olderThan: Date, isReferenced: (sha256: string) => boolean): Promise<{ files: number; bytes: number }> {
    const collected = { files: 0, bytes: 0 };
    for (const within of await names(this.folder)) {
      if (within !== INCOMING && !/^[0-9a-f]{2}$/.test(within)) continue;
      for (const name of await names(join(this.folder, within))) {
        if (DIGEST.test(name) && isReferenced(name)) continue;
        if (!DIGEST.test(name) && !name.startsWith(PARTIAL) && !name.startsWith(LEAVING)) continue;
        const bytes = await this.remove(join(this.folder, within), name, olderThan);
        if (bytes !== null && DIGEST.test(name)) {
          collected.files += 1;
          collected.bytes += bytes;
        }
      }
    }
    return collected;
  }

  /** Puts the file aside, looks once more, then deletes it: whoever put it again meanwhile either touched it or finds it gone and writes it anew. */
  private async remove(folder: string, name: string, olderThan: Date): Promise<number | null> {
    const path = join(folder, name);
    const aside = join(folder, `${LEAVING}-${randomUUID()}`);
    try {
      if ((await stat(path)).mtime >= olderThan) return null;
      await rename(path, aside);
      const { mtime, size } = await stat(aside);
      if (mtime >= olderThan) {
        await rename(aside, path);
        return null;
      }
      await rm(aside);
      return size;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** Whether the bytes are there, whole; then they count as put now. */
  private async touch(path: string, bytes: number): Promise<boolean> {
    try {
      const now = new Date();
      await utimes(path, now, now);
      return (await stat(path)).size === bytes;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
  }

  private pathOf(sha256: string): string {
    if (!DIGEST.test(sha256)) throw new Error(`no digest: ${sha256}`);
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Where a system cannot sync a folder there is nothing to be done about it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}
