import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aCity, HR, importFile } from './the-city';

describe('evidence that is read', () => {
  let system: RunningSystem;
  let path = '';
  let sha256 = '';
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3 * 1_024 * 1_024)]);

  beforeAll(async () => {
    system = await aCity({ worker: false, apis: 1 });
    const office = system.as('office');
    const { plan } = await importFile(office, Buffer.from(`2031年青岚市工作要点\n一、要做的事\n1. 办好一件事。9月底前完成。（牵头单位：${HR}）\n`), 'one.txt');
    const issued = await office.post<{ plan: { issueItems: { itemId: string }[] } }>(`/plans/${plan.id}/issue`);
    const { itemId } = issued.plan.issueItems[0]!;
    await system.as('hr').command(itemId, 'receive', { assignmentId: 'a1' });
    const kept = await system.as('hr').post<{ evidence: { id: string; sha256: string; bytes: number } }>(`/items/${itemId}/evidence`, undefined, { raw: bytes, query: { assignmentId: 'a1', name: '名册.pdf' }, headers: { 'content-type': 'application/pdf' } });
    expect(kept.evidence.bytes).toBe(bytes.length);
    ({ sha256 } = kept.evidence);
    path = `/items/${itemId}/evidence/${kept.evidence.id}`;
  });
  afterAll(() => system?.stop());

  it('comes whole, as it was sent', async () => {
    const reply = await system.as('hr').fetch('GET', path);
    expect(reply.headers.get('content-length')).toBe(String(bytes.length));
    expect(Buffer.from(await reply.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('breaks off, and is never whole, where the disk gives back other bytes; the log says so', async () => {
    const file = join(system.folder, 'data', 'evidence', sha256.slice(0, 2), sha256);
    const kept = readFileSync(file);
    const damaged = Buffer.from(kept);
    damaged[100] = damaged[100]! ^ 1;
    for (const other of [damaged, kept.subarray(0, 1_000_000), Buffer.alloc(0)]) {
      writeFileSync(file, other);
      await expect(system.as('hr').fetch('GET', path).then((r) => r.arrayBuffer())).rejects.toThrow();
    }
    await until('the log', () => system.apis[0]!.child.tail().some((line) => line.includes('is not what was stored')));
    writeFileSync(file, kept);
    expect((await system.as('hr').fetch('GET', path)).status).toBe(200);
  });
});
