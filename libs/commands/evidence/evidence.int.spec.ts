import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { aDraftItem } from '../testing/a-plan';
import { aSystem, issued, person, type TestSystem } from '../testing/a-system';
import { EvidenceCommands, evidenceIdFor, MOST_EVIDENCE_BYTES } from './evidence-commands';
import { EvidenceTooLarge } from './streams';
import { bytesOf, wholeOf } from './testing/bytes';
import { Proceedings } from '../proceedings';
import { FolderEvidenceStore } from './folder-evidence-store';
import { collectUnreferenced } from './referred-evidence';

const PDF = Buffer.from('%PDF-1.7 培训名册');

describe('evidence', () => {
  let system: TestSystem;
  let folder: string;
  let store: FolderEvidenceStore;
  let evidence: EvidenceCommands;
  let itemId: string;
  const sender = (commandId: string) => ({ scope: 'p-lead', commandId });
  const lead = () => person(system.units['市总工会']!);
  const given = (bytes = PDF) => ({ assignmentId: 'a1', stepId: 'a1-1', name: '../名册.pdf', mediaType: 'application/pdf', bytes: bytesOf(bytes) });
  const age = async (sha256: string) => utimes(join(folder, sha256.slice(0, 2), sha256), new Date(0), new Date(0));

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    folder = await mkdtemp(join(tmpdir(), 'duban-evidence-'));
    store = new FolderEvidenceStore(folder);
    evidence = new EvidenceCommands(system.items, new Proceedings(system.store, system.references, system.clock), store);
    itemId = (await issued(system, [aDraftItem('1', { deadline: '2026-06-30' })]))[0]!;
    await system.items.execute(itemId, { type: 'receive', assignmentId: 'a1', onBehalf: null }, lead(), sender('receive'));
  });
  afterEach(async () => {
    await system.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps the bytes, then the event; the same command again answers the same', async () => {
    const first = await evidence.attach(itemId, given(), lead(), sender('attach-1'));
    if (first.kind !== 'accepted') throw new Error(JSON.stringify(first));
    const id = evidenceIdFor(sender('attach-1'));
    const kept = first.state.evidence[id]!;
    expect(kept).toMatchObject({ id, name: '名册.pdf', mediaType: 'application/pdf', bytes: PDF.length, assignmentId: 'a1', stepId: 'a1-1' });
    expect(await buffer(await evidence.read(kept))).toEqual(PDF);
    expect(await evidence.attach(itemId, given(), lead(), sender('attach-1'))).toMatchObject({ kind: 'accepted', replayed: true });
    expect(await evidence.attach(itemId, given(Buffer.from('%PDF-other')), lead(), sender('attach-1'))).toEqual({ kind: 'differentBody' });
    const submitted = await system.items.execute(itemId, { type: 'submit', stepId: 'a1-1', text: '', evidenceIds: [id], onBehalf: null }, lead(), sender('submit'));
    expect(submitted.kind).toBe('accepted');
  });

  it('refuses what is empty, of another kind, or not the unit’s own', async () => {
    expect(await evidence.attach(itemId, given(Buffer.alloc(0)), lead(), sender('none'))).toMatchObject({ rejection: { code: 'evidence-empty' } });
    expect(await evidence.attach(itemId, given(Buffer.from('<html>')), lead(), sender('html'))).toMatchObject({ rejection: { code: 'evidence-type' } });
    expect(await readdir(folder)).toEqual([]);
    expect(await evidence.attach(itemId, given(), person(system.units['市财政局']!), sender('foreign'))).toMatchObject({ rejection: { code: 'not-the-assignee' } });
  });

  it('collects what nothing refers to, and never what was sent again a moment ago', async () => {
    await evidence.attach(itemId, given(), lead(), sender('attach-1'));
    const referred = evidenceIdFor(sender('attach-1'));
    const { sha256 } = (await system.items.load(itemId)).state!.evidence[referred]!;
    const orphan = await store.put(bytesOf('%PDF-orphan'));
    const again = await store.put(bytesOf('%PDF-again'));
    for (const name of [sha256, orphan.sha256, again.sha256]) await age(name);
    await store.put(bytesOf('%PDF-again'));
    const hourAgo = new Date(Date.now() - 3_600_000);
    expect(await collectUnreferenced(system.pool, store, hourAgo)).toEqual({ files: 1, bytes: orphan.bytes });
    expect(await store.get(orphan.sha256)).toBeNull();
    expect(await wholeOf(store, again.sha256)).not.toBeNull();
    expect(await wholeOf(store, sha256)).toEqual(PDF);
  });

  it('is never held whole, nor kept where it is too large or breaks off', async () => {
    const chunk = Buffer.alloc(64 * 1_024, '%PDF-1.7 ');
    let handedOn = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        handedOn += chunk.length;
        yield chunk;
      }
    }
    await expect(evidence.attach(itemId, { ...given(), bytes: endless() }, lead(), sender('endless'))).rejects.toBeInstanceOf(EvidenceTooLarge);
    expect(handedOn).toBeLessThanOrEqual(MOST_EVIDENCE_BYTES + 2 * chunk.length);
    async function* broken(): AsyncGenerator<Buffer> {
      yield chunk;
      throw new Error('the connection broke');
    }
    await expect(evidence.attach(itemId, { ...given(), bytes: broken() }, lead(), sender('broken'))).rejects.toThrow('the connection broke');
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    expect((await system.items.load(itemId)).state!.evidence).toEqual({});
  });
});
