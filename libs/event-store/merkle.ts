import { createHash } from 'node:crypto';
import { canonicalString } from './canonical-json';

/**
 * A leaf of a seal: SHA-256( 0x00 ‖ UTF-8( {"head":…,"stream":…,"version":…} ) ), the head hash in lower-case hex,
 * the JSON canonical (RFC 8785). These bytes can never change.
 */
export function hashLeaf(stream: string, version: number, headHash: Buffer): Buffer {
  const canonical = `{"head":"${headHash.toString('hex')}","stream":${canonicalString(stream, 'stream')},"version":${version}}`;
  return createHash('sha256').update(LEAF).update(canonical, 'utf8').digest();
}

/** Different first bytes, so that no node can be passed off as a leaf (RFC 6962). */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

function hashNode(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** The Merkle tree hash of RFC 6962, section 2.1, over leaves given one after the other; keeps one hash for each level. */
export class MerkleTree {
  /** `levels[n]` is the root of a full tree of 2ⁿ leaves that waits for its right neighbour. */
  private readonly levels: (Buffer | null)[] = [];

  add(leaf: Buffer): void {
    let carry = leaf;
    for (let level = 0; ; level++) {
      const waiting = this.levels[level] ?? null;
      if (waiting === null) {
        this.levels[level] = carry;
        return;
      }
      this.levels[level] = null;
      carry = hashNode(waiting, carry);
    }
  }

  root(): Buffer {
    let root: Buffer | null = null;
    for (const full of this.levels) {
      if (full !== null) root = root === null ? full : hashNode(full, root);
    }
    return root ?? createHash('sha256').digest();
  }
}
