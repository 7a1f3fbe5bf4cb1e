import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AbortMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListMultipartUploadsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { EvidenceStore, StoredBytes } from './evidence-store';
import { verified } from './streams';
import { spool } from './spool';

/** A bucket, and where in it. */
export interface S3Place {
  bucket: string;
  /** Empty, or ending with a slash. */
  prefix: string;
  region: string;
  /** Address of a store that is not Amazon's; buckets are then part of the path. */
  endpoint?: string;
  /** Left out: what the SDK finds in its environment. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

const DIGEST = /^[0-9a-f]{64}$/;
/** Held in memory for each part under way: twice this for one upload. */
const PART_BYTES = 8 * 1_024 * 1_024;

/**
 * Evidence in an object store, under its digest. Uploads are spooled on disk first, since their name is known at their end only, and go
 * on in parts. Where a part is given up by a crash, {@link collect} ends it.
 *
 * S3 has no delete that looks once more: bytes that nothing refers to, older than the moment, and sent again in the very milliseconds
 * in which they are collected are lost, and sending them again mends it. Choose a moment of a day.
 */
export class S3EvidenceStore implements EvidenceStore {
  private readonly client: S3Client;

  constructor(
    private readonly place: S3Place,
    private readonly spoolFolder: string,
  ) {
    const { region, endpoint, credentials } = place;
    // Requests are signed over their bytes; further checksums are not understood by every store.
    this.client = new S3Client({ region, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED', ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }), ...(credentials ? { credentials } : {}) });
  }

  async put(bytes: AsyncIterable<Uint8Array>): Promise<StoredBytes> {
    const { path, ...stored } = await spool(this.spoolFolder, bytes);
    try {
      // Also where it is there: that makes it new, and mends what was damaged.
      const params = { ...this.objectOf(stored.sha256), Body: createReadStream(path), ContentType: 'application/octet-stream' };
      await new Upload({ client: this.client, params, partSize: PART_BYTES, queueSize: 2, leavePartsOnError: false }).done();
    } finally {
      await rm(path, { force: true });
    }
    return { sha256: stored.sha256, bytes: stored.bytes };
  }

  async get(sha256: string): Promise<AsyncIterable<Uint8Array> | null> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand(this.objectOf(sha256)));
      return verified(sha256, (Body ?? Readable.from([])) as Readable);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async collect(olderThan: Date, isReferenced: (sha256: string) => boolean): Promise<{ files: number; bytes: number }> {
    const { bucket: Bucket, prefix: Prefix } = this.place;
    const collected = { files: 0, bytes: 0 };
    for await (const page of paginateListObjectsV2({ client: this.client }, { Bucket, Prefix })) {
      for (const { Key, LastModified } of page.Contents ?? []) {
        const sha256 = Key?.slice(Prefix.length) ?? '';
        if (!DIGEST.test(sha256) || isReferenced(sha256) || !LastModified || LastModified >= olderThan) continue;
        const bytes = await this.remove(sha256, olderThan);
        if (bytes === null) continue;
        collected.files += 1;
        collected.bytes += bytes;
      }
    }
    await this.endUploads(olderThan);
    return collected;
  }

  /** A long list may be old: looks once more. Null where it was put again, or is gone. */
  private async remove(sha256: string, olderThan: Date): Promise<number | null> {
    try {
      const { LastModified, ContentLength } = await this.client.send(new HeadObjectCommand(this.objectOf(sha256)));
      if (!LastModified || LastModified >= olderThan) return null;
      await this.client.send(new DeleteObjectCommand(this.objectOf(sha256)));
      return ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Parts of uploads that broke off cost their room until somebody ends them. Not every store lists them. */
  private async endUploads(olderThan: Date): Promise<void> {
    const { bucket: Bucket, prefix: Prefix } = this.place;
    const listed = await this.client.send(new ListMultipartUploadsCommand({ Bucket, Prefix })).catch((error: unknown) => {
      if ((error as { name?: string }).name === 'NotImplemented') return null;
      throw error;
    });
    for (const { Key, UploadId, Initiated } of listed?.Uploads ?? []) {
      if (Key && UploadId && Initiated && Initiated < olderThan) await this.client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    }
  }

  private objectOf(sha256: string): { Bucket: string; Key: string } {
    if (!DIGEST.test(sha256)) throw new Error(`no digest: ${sha256}`);
    return { Bucket: this.place.bucket, Key: this.place.prefix + sha256 };
  }
}

function isMissing(error: unknown): boolean {
  const { name } = error as { name?: string };
  return name === 'NoSuchKey' || name === 'NotFound';
}
