import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '#libs/event-store/testing/events';
import { LAYOUT_VERSION } from '#libs/documents/papers/paper.draw';
import { referredTo } from '#libs/commands/evidence/referred-evidence';
import type { ItemView } from '#libs/supervision/item/item.view';
import { wordsOfDocx } from '../support/docx-words';
import { duban } from '../support/duban-cli';
import { CITY_ACCOUNTS, EveryKind } from '../support/every-kind';

/** Papers on the running system: signed, numbered, drawn, given out and had again. */
describe('papers as docx', () => {
  let city: EveryKind;
  const get = async (who: string, path: string): Promise<{ status: number; bytes: Uint8Array; headers: Headers }> => {
    const response = await city.system.as(who).fetch('GET', path);
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  };
  const numbered = async (path: string): Promise<{ status: number; bytes: Uint8Array; headers: Headers }> => {
    await until('its number', async () => (await get('office', path)).status !== 409);
    return get('office', path);
  };
  const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

  beforeAll(async () => {
    city = await EveryKind.city({ accounts: [...CITY_ACCOUNTS, { login: 'audit', unit: '市审计局', roles: ['handler'] }, { login: 'clerk', unit: '市委督查室', roles: ['handler'] }] });
    await city.open();
    await city.until('2031-04-01T02:00:00.000Z');
  });
  afterAll(() => city?.system.stop());

  it('gives out a yellow slip under its number, the same bytes to whoever asks, and keeps them', async () => {
    const itemId = city.itemIds[0]!;
    const view = await city.system.as('office').get<ItemView>(`/items/${itemId}`);
    const paper = view.papers.find((p) => p.kind === 'yellowPaper')!;
    const path = `/items/${itemId}/papers/${paper.id}/document`;
    const draft = await get('office', path);
    expect(draft.status).toBe(200);
    expect(await wordsOfDocx(draft.bytes)).not.toContain('产改督办〔');
    expect((await get('hr', path)).status).toBe(404);
    await city.system.as('signer').command(itemId, 'sign-paper', { paperId: paper.id });
    // Who was renamed since is called as it was when the paper was signed, also where nobody has asked for it yet.
    const rename = (name: string): Promise<unknown> => city.system.as('office').post(`/roster/units/${city.system.unit('市人社局')}/rename`, { name });
    await city.system.setClock('2031-04-01T02:05:00.000Z');
    await rename('市人力资源局');
    const given = await numbered(path);
    await rename('市人社局');
    expect(given.status).toBe(200);
    expect(given.headers.get('content-type')).toContain('wordprocessingml');
    const words = await wordsOfDocx(given.bytes);
    for (const said of ['产改督办〔2031〕1号', '黄　色　督　办　单', '市人社局：', '某市工作要点', '2031年3月31日', '2031年4月1日']) expect(words).toContain(said);
    const again = await get('hr', path);
    expect(Buffer.from(again.bytes).equals(Buffer.from(given.bytes))).toBe(true);
    expect(again.headers.get('repr-digest')).toBe(`sha-256=:${Buffer.from(digestOf(given.bytes), 'hex').toString('base64')}:`);
    expect((await get('audit', path)).status).toBe(404);
    const kept = await city.system.store.readStream(`paper/${itemId}/${paper.id}`);
    expect(kept.map((e) => [e.type, e.data['sha256'], e.data['drawnBy']])).toEqual([['PaperKept', digestOf(given.bytes), `layout ${LAYOUT_VERSION}`]]);
    // The command line lists it, and writes the same bytes.
    const [listed] = JSON.parse(await duban(city.system, 'papers', '--of', `${itemId}/${paper.id}`, '--json')) as { noticeId: string; name: string; sha256: string }[];
    expect(listed).toMatchObject({ noticeId: `${itemId}/${paper.id}`, name: expect.stringContaining('产改督办〔2031〕1号') as string, sha256: digestOf(given.bytes) });
    const file = join(city.system.folder, 'paper.docx');
    expect(await duban(city.system, 'paper', listed!.noticeId, '--out', file)).toContain(digestOf(given.bytes));
    expect((await readFile(file)).equals(Buffer.from(given.bytes))).toBe(true);
    await expect(duban(city.system, 'paper', 'nothing')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('duban papers') as string });
    // It is no orphan: what was given out is never collected.
    expect((await referredTo(city.system.pool)).map((r) => r.sha256)).toContain(digestOf(given.bytes));
    // Whatever becomes of it later, what went out stays what it was.
    await city.system.as('office').command(itemId, 'void-paper', { paperId: paper.id, reason: '文号有误' });
    expect(Buffer.from((await get('hr', path)).bytes).equals(Buffer.from(given.bytes))).toBe(true);
    expect((await get('office', `/items/${itemId}/papers/nothing/document`)).status).toBe(404);
  });

  it('gives out an urging by its place in the item', async () => {
    const itemId = city.itemIds[0]!;
    await city.system.as('office').command(itemId, 'urge', { assignmentId: 'a1', text: '请于本周内报送培训名册' });
    const urged = (await city.system.store.readStream(`item/${itemId}`)).findLast((e) => e.type === 'AssignmentUrged')!;
    const path = `/items/${itemId}/papers/v${urged.version}/document`;
    const words = await wordsOfDocx((await numbered(path)).bytes);
    for (const said of ['产改催办〔2031〕1号', '催办单', '请于本周内报送培训名册']) expect(words).toContain(said);
    expect((await get('hr', path)).status).toBe(200);
    expect((await get('audit', path)).status).toBe(404);
    expect((await get('office', `/items/${itemId}/papers/v1/document`)).status).toBe(404);
  });

  it('explains a light on a page, as of any moment', async () => {
    const words = await wordsOfDocx((await get('hr', `/items/${city.itemIds[0]!}/light/document`)).bytes);
    for (const said of ['亮灯说明', '说明第1号', '黄灯', '期限的由来', '文件确定2031年3月31日']) expect(words).toContain(said);
    expect(await wordsOfDocx((await get('hr', `/items/${city.itemIds[0]!}/light/document?asOf=2031-03-10`)).bytes)).not.toContain('黄灯');
    expect((await get('audit', `/items/${city.itemIds[0]!}/light/document`)).status).toBe(404);
  });

  it('says what the explanation of a light rests on, and which number each paper bears, voided or not', async () => {
    const itemId = city.itemIds[0]!;
    const told = await city.system.as('office').get<{ papers: { kind: string; number: string | null }[]; restsOn: { version: number; hash: string } }>(`/items/${itemId}/light`);
    expect(told.papers.find(({ kind }) => kind === 'yellowPaper')!.number).toBe('产改督办〔2031〕1号');
    const newest = (await city.system.store.readStream(`item/${itemId}`)).at(-1)!;
    expect(told.restsOn).toEqual({ version: newest.version, hash: newest.hash.toString('hex') });
    const before = await city.system.as('office').get<typeof told>(`/items/${itemId}/light`, { asOf: '2031-03-10' });
    expect([before.papers, before.restsOn.version < newest.version]).toEqual([[], true]);
  });

  it('gives out a rectification notice with the day that its signature set, and the inspection’s report', async () => {
    const id = city.id('inspection');
    const words = await wordsOfDocx((await numbered(`/proceedings/inspection/${id}/papers/p1/document`)).bytes);
    for (const said of ['产改整改〔2031〕1号', '整改通知书', '台账不全', '限期整改', '2031年3月3日']) expect(words).toContain(said);
    expect((await get('hr', `/proceedings/inspection/${id}/papers/p1/document`)).status).toBe(200);
    expect((await get('audit', `/proceedings/inspection/${id}/papers/p1/document`)).status).toBe(404);
  });

  it('gives out the report of an inspection: a draft, then numbered as it was issued, and beside it how things stand since', async () => {
    const id = city.id('inspection');
    const path = `/inspections/${id}/report/document`;
    const draft = await wordsOfDocx((await get('office', path)).bytes);
    for (const said of ['专项督查报告', '拟稿', '共发现问题1个', '台账不全', '整改中，逾期']) expect(draft).toContain(said);
    expect(draft).not.toContain('〔2031〕');
    expect((await get('hr', path)).status).toBe(404);
    await city.system.as('head').post(`/inspections/${id}/report`, { conclusion: '一个问题，限期整改' });
    const given = await numbered(path);
    const words = await wordsOfDocx(given.bytes);
    for (const said of ['产改督查〔2031〕1号', '一个问题，限期整改', '整改中，逾期', '2031年4月1日', '2031年4月1日印发']) expect(words).toContain(said);
    expect(words).not.toContain('拟稿');
    expect(decodeURIComponent(given.headers.get('content-disposition')!)).toContain('产改督查〔2031〕1号 专项督查报告.docx');
    const kept = await city.system.store.readStream(`paper/inspection/${id}/report`);
    expect(kept.map((e) => [e.type, e.data['sha256']])).toEqual([['PaperKept', digestOf(given.bytes)]]);
    // Who is above the units inspected has it in the inbox, and reads it there.
    await until('it in the inbox under its number', async () => {
      const { rowCount } = await city.system.pool.query(
        `select from read.inbox x join read.notice n using (notice_id) where notice_id = $1 and x.unit_id = $2 and n.series = 'DC' and n.number = 1`,
        [`inspection/${id}/report`, city.system.unit('市产改办')],
      );
      return rowCount === 1;
    });
    // What is put right afterwards changes nothing in what went out.
    await city.system.as('hr').post(`/inspections/${id}/findings/f1/reply`, { text: '台账已补齐' });
    await city.system.as('head').post(`/inspections/${id}/findings/f1/strike-off`, { text: '已核实' });
    for (const who of ['office', 'signer', 'clerk']) expect(digestOf((await get(who, path)).bytes)).toBe(digestOf(given.bytes));
    const since = await wordsOfDocx((await get('office', `${path}?asOf=2031-04-01`)).bytes);
    for (const said of ['整改情况截至2031年4月1日；原报告：产改督查〔2031〕1号', '已销号，逾期']) expect(since).toContain(said);
    expect(await wordsOfDocx((await get('office', `${path}?asOf=2031-03-20`)).bytes)).toContain('拟稿，2031年3月');
    expect((await get('office', `${path}?asOf=2031-01-01`)).status).toBe(404);
    for (const who of ['clerk', 'hr', 'audit']) expect([who, (await get(who, `${path}?asOf=2031-04-01`)).status]).toEqual([who, 404]);
  });

  it('gives out a circular with the frozen figures of a round, also to who sees nothing else of it', async () => {
    const round = city.id('reporting-round');
    await city.system.as('office').post(`/reporting-rounds/${round}/lock`);
    await city.system.as('office').post(`/reporting-rounds/${round}/bulletin`, { text: '现将调度情况通报如下。' });
    await city.system.as('signer').post(`/proceedings/reporting-round/${round}/papers/p1/sign`);
    const words = await wordsOfDocx((await numbered(`/proceedings/reporting-round/${round}/papers/p1/document`)).bytes);
    for (const said of ['产改通报〔2031〕1号', '关于2031年3月调度情况的通报', '应报1个单位', '缺报1个', '市人社局']) expect(words).toContain(said);
    const difficulty = city.id('difficulty');
    await city.system.as('office').post(`/proceedings/difficulty/${difficulty}/circulars`, { unitIds: [city.system.unit('市审计局')], text: '请知悉。' });
    const path = `/proceedings/difficulty/${difficulty}/papers/p1/document`;
    expect((await get('audit', path)).status).toBe(404);
    await city.system.as('signer').post(`/proceedings/difficulty/${difficulty}/papers/p1/sign`);
    expect((await numbered(path)).status).toBe(200);
    await until('the inbox', async () => (await get('audit', path)).status === 200);
    expect(await wordsOfDocx((await get('audit', path)).bytes)).toContain('产改通报〔2031〕2号');
  });

  it('lists in the note on a light the notices as the light has them, and gives the note out again as it was', async () => {
    const itemId = city.itemIds[0]!;
    const office = city.system.as('office');
    type Told = { kind: string; to: unknown[] };
    const noticesNow = async (): Promise<Told[]> => (await office.get<{ notices: Told[] }>(`/items/${itemId}/light`)).notices;
    const toldOf = async (kind: string): Promise<number> => (await noticesNow()).filter((n) => n.kind === kind).flatMap((n) => n.to).length;
    for (const day of ['2031-04-02', '2031-04-08', '2031-04-14']) await city.until(`${day}T02:00:00.000Z`);
    expect((await noticesNow()).length).toBeGreaterThan(0);
    const path = `/items/${itemId}/light/document`;
    const first = await get('office', path);
    const words = await wordsOfDocx(first.bytes);
    expect(words.match(/^提醒$/gm) ?? []).toHaveLength(await toldOf('reminder'));
    expect(words.match(/^督办通知单$/gm) ?? []).toHaveLength(await toldOf('escalation'));
    expect(words).toContain('黄色督办单（作废）');
    const moment = first.headers.get('duban-as-of')!;
    // What comes after does not change what was given out; as of another moment it is another paper.
    await city.until('2031-04-20T02:00:00.000Z');
    await office.command(itemId, 'urge', { assignmentId: 'a1', text: '请尽快办理' });
    const again = await Promise.all(Array.from({ length: 4 }, () => get('office', `${path}?asOf=${moment}`)));
    for (const { bytes } of again) expect(digestOf(bytes)).toBe(digestOf(first.bytes));
    const other = await Promise.all(Array.from({ length: 4 }, () => get('office', `${path}?asOf=2031-04-20`)));
    expect(new Set(other.map(({ bytes }) => digestOf(bytes))).size).toBe(1);
    expect(digestOf(other[0]!.bytes)).not.toBe(digestOf(first.bytes));
    expect((await wordsOfDocx(other[0]!.bytes)).match(/^督办通知单$/gm) ?? []).toHaveLength(await toldOf('escalation'));
    // Who sees less gets a paper of their own, again and again the same.
    const theirs = await Promise.all([get('hr', `${path}?asOf=${moment}`), get('hr', `${path}?asOf=${moment}`)]);
    expect(digestOf(theirs[0].bytes)).toBe(digestOf(theirs[1].bytes));
    expect(await wordsOfDocx(theirs[0].bytes)).not.toContain('（作废）');
    const kept = await city.system.store.readStream(`paper/${itemId}/light`);
    expect(kept.map((e) => e.version)).toEqual(kept.map((_, i) => i + 1));
    expect(new Set(kept.map((e) => e.data['noticeId'])).size).toBe(kept.length);
    expect(kept.map((e) => e.data['sha256'])).toEqual(expect.arrayContaining([digestOf(first.bytes), digestOf(other[0]!.bytes)]));
    expect(await wordsOfDocx(other[0]!.bytes)).toMatch(/说明第\d+号/);
    expect((await referredTo(city.system.pool)).map((r) => r.sha256)).toContain(digestOf(first.bytes));
  });
});
