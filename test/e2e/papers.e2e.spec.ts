import { createHash } from 'node:crypto';
import { until } from '#libs/event-store/testing/events';
import { referredTo } from '#libs/commands/evidence/referred-evidence';
import type { ItemView } from '#libs/supervision/item/item.view';
import { CITY_ACCOUNTS, EveryKind } from '../support/every-kind';

/** What the words of a docx are, without its marks. */
async function wordsOf(bytes: Uint8Array): Promise<string> {
  const { default: JSZip } = await import('jszip');
  const xml = await (await JSZip.loadAsync(bytes)).files['word/document.xml']!.async('string');
  return xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
}

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
    city = await EveryKind.city({ accounts: [...CITY_ACCOUNTS, { login: 'audit', unit: '市审计局', roles: ['handler'] }] });
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
    expect(await wordsOf(draft.bytes)).not.toContain('产改督办〔');
    expect((await get('hr', path)).status).toBe(404);
    await city.system.as('signer').command(itemId, 'sign-paper', { paperId: paper.id });
    const given = await numbered(path);
    expect(given.status).toBe(200);
    expect(given.headers.get('content-type')).toContain('wordprocessingml');
    const words = await wordsOf(given.bytes);
    for (const said of ['产改督办〔2031〕1号', '黄　色　督　办　单', '市人社局：', '某市工作要点', '2031年3月31日', '2031年4月1日']) expect(words).toContain(said);
    const again = await get('hr', path);
    expect(Buffer.from(again.bytes).equals(Buffer.from(given.bytes))).toBe(true);
    expect(again.headers.get('repr-digest')).toBe(`sha-256=:${Buffer.from(digestOf(given.bytes), 'hex').toString('base64')}:`);
    expect((await get('audit', path)).status).toBe(404);
    const kept = await city.system.store.readStream(`paper/${itemId}/${paper.id}`);
    expect(kept.map((e) => [e.type, e.data['sha256'], e.data['drawnBy']])).toEqual([['PaperKept', digestOf(given.bytes), 'layout 1']]);
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
    const words = await wordsOf((await numbered(path)).bytes);
    for (const said of ['产改催办〔2031〕1号', '催办单', '请于本周内报送培训名册']) expect(words).toContain(said);
    expect((await get('hr', path)).status).toBe(200);
    expect((await get('audit', path)).status).toBe(404);
    expect((await get('office', `/items/${itemId}/papers/v1/document`)).status).toBe(404);
  });

  it('explains a light on a page, as of any moment', async () => {
    const words = await wordsOf((await get('hr', `/items/${city.itemIds[0]!}/light/document`)).bytes);
    for (const said of ['亮灯说明', '说明第1号', '黄灯', '期限的由来', '文件确定2031年3月31日']) expect(words).toContain(said);
    expect(await wordsOf((await get('hr', `/items/${city.itemIds[0]!}/light/document?asOf=2031-03-10`)).bytes)).not.toContain('黄灯');
    expect((await get('audit', `/items/${city.itemIds[0]!}/light/document`)).status).toBe(404);
  });

  it('gives out a rectification notice with the day that its signature set, and the inspection’s report', async () => {
    const id = city.id('inspection');
    const words = await wordsOf((await numbered(`/proceedings/inspection/${id}/papers/p1/document`)).bytes);
    for (const said of ['产改整改〔2031〕1号', '整改通知书', '台账不全', '限期整改', '2031年3月3日']) expect(words).toContain(said);
    expect((await get('hr', `/proceedings/inspection/${id}/papers/p1/document`)).status).toBe(200);
    expect((await get('audit', `/proceedings/inspection/${id}/papers/p1/document`)).status).toBe(404);
    const report = await wordsOf((await get('office', `/inspections/${id}/report/document`)).bytes);
    for (const said of ['专项督查报告', '共发现问题1个', '台账不全', '整改中，逾期']) expect(report).toContain(said);
    expect((await get('hr', `/inspections/${id}/report/document`)).status).toBe(404);
  });

  it('gives out a circular with the frozen figures of a round, also to who sees nothing else of it', async () => {
    const round = city.id('reporting-round');
    await city.system.as('office').post(`/reporting-rounds/${round}/lock`);
    await city.system.as('office').post(`/reporting-rounds/${round}/bulletin`, { text: '现将调度情况通报如下。' });
    await city.system.as('signer').post(`/proceedings/reporting-round/${round}/papers/p1/sign`);
    const words = await wordsOf((await numbered(`/proceedings/reporting-round/${round}/papers/p1/document`)).bytes);
    for (const said of ['产改通报〔2031〕1号', '关于2031年3月调度情况的通报', '应报1个单位', '缺报1个', '市人社局']) expect(words).toContain(said);
    const difficulty = city.id('difficulty');
    await city.system.as('office').post(`/proceedings/difficulty/${difficulty}/circulars`, { unitIds: [city.system.unit('市审计局')], text: '请知悉。' });
    const path = `/proceedings/difficulty/${difficulty}/papers/p1/document`;
    expect((await get('audit', path)).status).toBe(404);
    await city.system.as('signer').post(`/proceedings/difficulty/${difficulty}/papers/p1/sign`);
    expect((await numbered(path)).status).toBe(200);
    await until('the inbox', async () => (await get('audit', path)).status === 200);
    expect(await wordsOf((await get('audit', path)).bytes)).toContain('产改通报〔2031〕2号');
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
    const words = await wordsOf(first.bytes);
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
    expect((await wordsOf(other[0]!.bytes)).match(/^督办通知单$/gm) ?? []).toHaveLength(await toldOf('escalation'));
    // Who sees less gets a paper of their own, again and again the same.
    const theirs = await Promise.all([get('hr', `${path}?asOf=${moment}`), get('hr', `${path}?asOf=${moment}`)]);
    expect(digestOf(theirs[0].bytes)).toBe(digestOf(theirs[1].bytes));
    expect(await wordsOf(theirs[0].bytes)).not.toContain('（作废）');
    const kept = await city.system.store.readStream(`paper/${itemId}/light`);
    expect(kept.map((e) => e.version)).toEqual(kept.map((_, i) => i + 1));
    expect(new Set(kept.map((e) => e.data['noticeId'])).size).toBe(kept.length);
    expect(kept.map((e) => e.data['sha256'])).toEqual(expect.arrayContaining([digestOf(first.bytes), digestOf(other[0]!.bytes)]));
    expect(await wordsOf(other[0]!.bytes)).toMatch(/说明第\d+号/);
    expect((await referredTo(city.system.pool)).map((r) => r.sha256)).toContain(digestOf(first.bytes));
  });
});
