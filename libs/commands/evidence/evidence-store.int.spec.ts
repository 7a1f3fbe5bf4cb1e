import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { EvidenceDamaged, type EvidenceStore } from './evidence-store';
import { FolderEvidenceStore } from './folder-evidence-store';
import { S3EvidenceStore } from './s3-evidence-store';
import { bytesOf, wholeOf } from './testing/bytes';

interface Kept {
  store: EvidenceStore;
  /** What lies on the disk of the store, behind its back. */
  fileOf(sha256: string): string;
  /** Where uploads are written until their digest is known. */
  spool: string;
  stop(): Promise<void>;
}

const BUCKET = 'duban';

async function inFolder(folder: string): Promise<Kept> {
  return { store: new FolderEvidenceStore(folder), fileOf: (sha256) => join(folder, sha256.slice(0, 2), sha256), spool: join(folder, 'incoming'), stop: async () => undefined };
}

async function inBucket(folder: string): Promise<Kept> {
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: join(folder, 's3'), configureBuckets: [{ name: BUCKET, configs: [] }] });
  const { port } = (await server.run()) as AddressInfo;
  const place = { bucket: BUCKET, prefix: 'evidence/', region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };
  return {
    store: new S3EvidenceStore(place, join(folder, 'spool')),
    fileOf: (sha256) => join(folder, 's3', BUCKET, 'evidence', `${sha256}._S3rver_object`),
    spool: join(folder, 'spool'),
    stop: () => server.close(),
  };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What every store of evidence must do; see `EvidenceStore`. */
describe.each([['folder', inFolder], ['bucket', inBucket]])('evidence in a %s', (_, open) => {
  let folder: string;
  let kept: Kept;
  const hourAgo = (): Date => new Date(Date.now() - 3_600_000);
  const age = (digest: string): Promise<void> => utimes(kept.fileOf(digest), new Date(0), new Date(0));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duban-evidence-'));
    kept = await open(folder);
  });
  afterEach(async () => {
    await kept.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([1, 100, 21 * 1_024 * 1_024])('keeps %d bytes under their digest, once, and gives them back', async (n) => {
    const bytes = randomBytes(n);
    const stored = { sha256: sha256(bytes), bytes: n };
    expect(await kept.store.put(bytesOf(bytes, 100_000))).toEqual(stored);
    expect(await kept.store.put(bytesOf(bytes, 300_000))).toEqual(stored);
    expect((await wholeOf(kept.store, stored.sha256))?.equals(bytes)).toBe(true);
    expect(await readdir(kept.spool)).toEqual([]);
  });

  it('knows nothing of what was not put, and takes digests alone', async () => {
    expect(await kept.store.get('0'.repeat(64))).toBeNull();
    await expect(kept.store.get('../../etc/passwd')).rejects.toThrow('no digest');
  });

  it('finds bytes that were changed; sending them again mends it', async () => {
    const bytes = Buffer.from('%PDF-1.7 培训名册');
    const stored = await kept.store.put(bytesOf(bytes));
    await writeFile(kept.fileOf(stored.sha256), 'changed');
    await expect(wholeOf(kept.store, stored.sha256)).rejects.toBeInstanceOf(EvidenceDamaged);
    await kept.store.put(bytesOf(bytes));
    expect(await wholeOf(kept.store, stored.sha256)).toEqual(bytes);
  });

  it('leaves nothing of an upload that breaks off', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('%PDF-1.7');
      throw new Error('the connection broke');
    }
    await expect(kept.store.put(broken())).rejects.toThrow('the connection broke');
    expect(await readdir(kept.spool)).toEqual([]);
    expect(await kept.store.collect(new Date(Date.now() + 60_000), () => false)).toEqual({ files: 0, bytes: 0 });
  });

  it('collects what is old and not in use, and never what was put again a moment ago', async () => {
    const [used, orphan, again, young] = await Promise.all(['%PDF-used', '%PDF-orphan', '%PDF-again', '%PDF-young'].map((b) => kept.store.put(bytesOf(b))));
    for (const one of [used!, orphan!, again!]) await age(one.sha256);
    await kept.store.put(bytesOf('%PDF-again'));
    expect(await kept.store.collect(hourAgo(), (digest) => digest === used!.sha256)).toEqual({ files: 1, bytes: orphan!.bytes });
    expect(await kept.store.get(orphan!.sha256)).toBeNull();
    for (const one of [used!, again!, young!]) expect(await wholeOf(kept.store, one.sha256)).not.toBeNull();
  });
});

it('a folder loses nothing that is put while it is collected', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'duban-evidence-'));
  const { store, fileOf } = await inFolder(folder);
  for (let n = 0; n < 40; n++) {
    const { sha256: digest } = await store.put(bytesOf('%PDF-racing'));
    await utimes(fileOf(digest), new Date(0), new Date(0));
    await Promise.all([store.collect(new Date(Date.now() - 3_600_000), () => false), store.put(bytesOf('%PDF-racing')), store.put(bytesOf('%PDF-racing'))]);
    expect(await wholeOf(store, digest)).toEqual(Buffer.from('%PDF-racing'));
  }
  await rm(folder, { recursive: true, force: true });
});
