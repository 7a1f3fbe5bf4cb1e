import { createHash } from 'node:crypto';
import { MerkleTree } from './merkle';

/** RFC 6962, section 2.1, written down as it stands there. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0] as Buffer;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return createHash('sha256').update(Buffer.from([1])).update(treeHash(leaves.slice(0, k))).update(treeHash(leaves.slice(k))).digest();
}

it('gives the tree hash of RFC 6962 for any number of leaves', () => {
  const leaves: Buffer[] = [];
  const tree = new MerkleTree();
  expect(tree.root()).toEqual(treeHash([]));
  for (let i = 0; i < 70; i++) {
    const leaf = createHash('sha256').update(`${i}`).digest();
    leaves.push(leaf);
    tree.add(leaf);
    expect(tree.root()).toEqual(treeHash(leaves));
  }
});
