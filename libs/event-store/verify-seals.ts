import { MerkleTree, hashLeaf } from './merkle';
import { NO_SEAL, hashSeal, type SealDocument } from './seal-document';
import type { Finding } from './verify-report';
import type { StoredEvent } from './verify-streams';

/** Checks the seals against each other and against what was exported. */
export function* verifySealChain(seals: readonly SealDocument[], exported: readonly SealDocument[]): Generator<Finding> {
  let previous: SealDocument | null = null;
  for (const seal of seals) {
    const { number } = seal;
    const expected: number = (previous?.number ?? 0) + 1;
    for (let missing = expected; missing < number; missing++) yield { kind: 'missing-seal', number: missing };
    if (hashSeal(seal) !== seal.hash) {
      yield { kind: 'altered-seal', number, reason: 'its content does not give its hash' };
    }
    if (number === expected && seal.previous !== (previous?.hash ?? NO_SEAL)) {
      yield { kind: 'altered-seal', number, reason: 'it does not follow the seal before it' };
    }
    previous = seal;
  }
  const byNumber = new Map(seals.map((seal) => [seal.number, seal]));
  for (const outside of exported) {
    const inside = byNumber.get(outside.number);
    if (inside === undefined) {
      if (outside.number > (previous?.number ?? 0)) yield { kind: 'missing-seal', number: outside.number };
    } else if (inside.hash !== outside.hash || hashSeal(outside) !== outside.hash) {
      yield { kind: 'altered-seal', number: outside.number, reason: 'it is not the one that was exported' };
    }
  }
}

interface Recomputed {
  readonly seal: SealDocument;
  readonly transactionId: bigint;
  readonly tree: MerkleTree;
  streams: number;
  events: number;
}

/** Works the given seals out anew while the events go by, stream after stream. Memory: some 20 hashes for each seal. */
export class SealRecomputation {
  private readonly seals: Recomputed[];
  /** Seals before this index lie before the event last seen in the present stream. */
  private passed = 0;
  private last: StoredEvent | null = null;

  constructor(seals: readonly SealDocument[]) {
    this.seals = seals
      .map((seal) => ({ seal, transactionId: BigInt(seal.transactionId), tree: new MerkleTree(), streams: 0, events: 0 }))
      .sort((a, b) => a.seal.epoch - b.seal.epoch || (a.transactionId < b.transactionId ? -1 : a.transactionId > b.transactionId ? 1 : 0));
  }

  onEvent(event: StoredEvent): void {
    this.addLeaves((each) => !covers(each, event));
    this.last = event;
  }

  onStreamEnd(): void {
    this.addLeaves(() => true);
    this.passed = 0;
    this.last = null;
  }

  *findings(): Generator<Finding> {
    for (const { seal, tree, streams, events } of this.seals) {
      const root = tree.root().toString('hex');
      if (root !== seal.root || streams !== seal.streams || events !== seal.events) {
        yield {
          kind: 'broken-seal',
          number: seal.number,
          sealed: { streams: seal.streams, events: seal.events, root: seal.root },
          found: { streams, events, root },
        };
      }
    }
  }

  /** Gives the stream's last event to the seals that end before the next one. */
  private addLeaves(endsHere: (each: Recomputed) => boolean): void {
    const { last } = this;
    let leaf: Buffer | null = null;
    for (; this.passed < this.seals.length; this.passed++) {
      const each = this.seals[this.passed] as Recomputed;
      if (!endsHere(each)) return;
      if (last === null) continue;
      leaf ??= hashLeaf(last.stream, last.version, last.hash);
      each.tree.add(leaf);
      each.streams += 1;
      each.events += last.version;
    }
  }
}

function covers(each: Recomputed, event: StoredEvent): boolean {
  return event.epoch < each.seal.epoch || (event.epoch === each.seal.epoch && event.transactionId < each.transactionId);
}
