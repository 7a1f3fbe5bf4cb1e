import { until } from '#libs/event-store/testing/events';
import type { Briefing } from '#libs/supervision/briefing/briefing';
import type { BriefingFigure } from '#libs/supervision/briefing/counted-figures';
import { wordsOfDocx } from '../support/docx-words';
import { CITY_ACCOUNTS, EveryKind } from '../support/every-kind';

interface Answer {
  briefing: Briefing;
  position: string;
  replayed: boolean;
}

/** A briefing from its figures to its correction, on the running system. */
describe('a briefing', () => {
  let city: EveryKind;
  let base: string;
  let figure: BriefingFigure;
  let first: Briefing;
  const document = async (who: string, id: string): Promise<{ status: number; bytes: ArrayBuffer }> => {
    const response = await city.system.as(who).fetch('GET', `${base}/${id}/document`);
    return { status: response.status, bytes: await response.arrayBuffer() };
  };
  const period = { from: '2031-03-01', to: '2031-03-31' };
  const said = (text: string, sources: BriefingFigure['sources']): object => ({ title: '一季度工作进展情况', sections: [{ heading: '总体进展', paragraphs: [{ text, sources }] }] });

  beforeAll(async () => {
    city = await EveryKind.city({ accounts: [...CITY_ACCOUNTS, { login: 'audit', unit: '市审计局', roles: ['handler'] }] });
    await city.open();
    base = `/briefings/${city.system.unit('市产改办')}`;
  });
  afterAll(() => city?.system.stop());

  it('is set up by the office alone, and goes on from the number that it had', async () => {
    const body = { name: '产改工作简报', lists: { report: ['市委', '市政府'], send: ['市协调小组各成员单位'], issue: [], unitIds: [city.system.unit('市人社局')], copies: 60 }, first: { year: 2031, issue: 10, total: 36 } };
    expect(await city.system.as('hr').ask('POST', `${base}/set-up`, { body })).toMatchObject({ status: 403 });
    expect(await city.system.as('office').ask('POST', `/briefings/${city.system.unit('市人社局')}/set-up`, { body })).toMatchObject({ status: 403 });
    await city.system.as('office').post(`${base}/set-up`, body);
    expect(await city.system.as('office').get(base)).toMatchObject({ next: { year: 2031, issue: 10, total: 36 }, briefings: [] });
  });

  it('takes its figures from the system, each with the events that it counts', async () => {
    let figures: BriefingFigure[] = [];
    await until('the figures', async () => {
      ({ figures } = await city.system.as('office').get<{ figures: BriefingFigure[] }>(`${base}/figures`, { ...period, planId: city.planId }));
      return figures.some((f) => f.name === 'findingsRecorded' && f.value === 1) && figures.some((f) => f.name === 'difficultiesRaised' && f.value === 1);
    });
    for (const f of figures) expect(f.sources).toHaveLength(f.value);
    figure = figures.find((f) => f.name === 'difficultiesRaised')!;
    for (const { stream, version } of figure.sources) expect((await city.system.store.readStream(stream, version - 1))[0]?.type).toBe('DifficultyRaised');
    expect(await city.system.as('hr').ask('GET', `${base}/figures`, { query: period })).toMatchObject({ status: 403 });
    expect(await city.system.as('office').ask('GET', `${base}/figures`)).toMatchObject({ status: 400 });
  });

  it('names the events of every figure, and no others; is edited, then published under its number', async () => {
    const office = city.system.as('office');
    expect(await office.ask('POST', base, { body: { period, ...said('收集困难问题1个。', []) } })).toMatchObject({ status: 422, body: { code: 'figure-without-source', fields: [{ field: 'sections[0].paragraphs[0]' }] } });
    expect(await office.ask('POST', base, { body: { period, ...said('收集困难问题1个。', [{ stream: 'difficulty/none', version: 1 }]) } })).toMatchObject({ body: { code: 'source-unknown' } });
    expect(await office.ask('POST', base, { body: { period, planId: 'nowhere', ...said('稳步推进。', []) } })).toMatchObject({ status: 404, body: { code: 'not-found', fields: [{ field: 'planId' }] } });
    expect(await office.ask('POST', base, { body: { period, title: '进展', sections: [] } })).toMatchObject({ status: 422, body: { code: 'briefing-empty', fields: [{ field: 'sections' }], detail: { zh: expect.stringContaining('请补全') } } });
    const drafted = await office.post<Answer>(base, { period, planId: city.planId, ...said('收集困难问题1个。', figure.sources) }, { key: 'draft-one-briefing' });
    expect((await office.post<Answer>(base, { period, planId: city.planId, ...said('收集困难问题1个。', figure.sources) }, { key: 'draft-one-briefing' })).replayed).toBe(true);
    const { id } = drafted.briefing;
    expect((await city.system.as('hr').get<{ briefings: Briefing[] }>(base)).briefings).toEqual([]);
    expect((await document('hr', id)).status).toBe(404);
    const edited = await office.post<Answer>(`${base}/${id}/edit`, said('收集企业困难问题1个。', figure.sources), { ifMatch: `"${drafted.briefing.version}"` });
    const unbacked = (): Promise<unknown> => office.get(`${base}/${id}/unbacked`);
    expect(await unbacked()).toEqual({ figures: [] });
    expect(await office.ask('POST', `${base}/${id}/edit`, { body: said('改', []), ifMatch: `"${drafted.briefing.version}"` })).toMatchObject({ status: 412 });
    expect(await wordsOfDocx((await document('office', id)).bytes)).not.toContain('总第');
    first = (await office.post<Answer>(`${base}/${id}/publish`, {}, { ifMatch: `"${edited.briefing.version}"` })).briefing;
    expect(first.published).toMatchObject({ year: 2031, issue: 10, total: 36, day: '2031-03-03', name: '产改工作简报' });
  });

  it('reads as it was published, for whom it went to and nobody else, in the same bytes', async () => {
    const rename = (name: string): Promise<unknown> => city.system.as('office').post(`/roster/units/${city.system.unit('市产改办')}/rename`, { name });
    await city.system.setClock('2031-03-03T01:05:00.000Z');
    await rename('市匠才办');
    const given = await document('hr', first.id);
    await rename('市产改办');
    const words = await wordsOfDocx(given.bytes);
    for (const text of ['产改工作简报', '2031年第10期（总第36期）', '市产改办\t2031年3月3日', '一、总体进展', '收集企业困难问题1个。', '报：市委，市政府。', '送：市协调小组各成员单位。', '2031年3月3日印发（共印60份）']) expect(words).toContain(text);
    expect(Buffer.from((await document('office', first.id)).bytes).equals(Buffer.from(given.bytes))).toBe(true);
    expect((await document('audit', first.id)).status).toBe(404);
  });

  type Told = { rows: { noticeId: string; briefing: string | null; title: string; kind: string; kindWords: { zh: string; en: string }; text: string | null; readAt: string | null }[] };
  const told = async (who: string, query: Record<string, string> = {}): Promise<Told['rows']> => (await city.system.as(who).get<Told>('/inbox', { limit: '100', ...query })).rows.filter((r) => r.briefing !== null);

  it('is in the inbox of those it was sent to, who say that they have read it, and of nobody else', async () => {
    const office = city.system.unit('市产改办');
    await until('the notice', async () => (await told('hr')).length === 1);
    expect(await told('hr')).toMatchObject([{ briefing: `${office}/${first.id}`, kind: 'briefing', kindWords: { zh: '简报', en: 'briefing' }, title: '产改工作简报2031年第10期（总第36期）　一季度工作进展情况', text: null, readAt: null }]);
    expect(await told('audit')).toEqual([]);
    expect(await city.system.as('audit').ask('POST', `${base}/${first.id}/read`)).toMatchObject({ status: 404 });
    const { position: after } = await city.system.as('hr').post<{ position: string }>(`${base}/${first.id}/read`);
    expect(await told('hr', { after, unread: 'true' })).toEqual([]);
    // That somebody has read it is no change of the series.
    expect((await city.system.as('office').get<{ version: number }>(base)).version).toBe((await city.system.as('office').get<{ briefings: Briefing[] }>(base)).briefings[0]!.version);
  });

  it('is found among the briefings of all offices by who may read it, and as it stood on any day', async () => {
    type List = { total: number; rows: { id: string; office: string; issue: number | null; readAt: string | null }[] };
    const list = (who: string, query: Record<string, string> = {}): Promise<List> => city.system.as(who).get<List>('/briefings', query);
    expect(await list('hr', { text: '总第36期 困难', year: '2031' })).toMatchObject({ total: 1, rows: [{ id: first.id, office: '市产改办', issue: 10, readAt: expect.any(String) }] });
    expect((await list('office', { planId: city.planId, status: 'published' })).rows.map((r) => [r.id, r.readAt])).toEqual([[first.id, null]]);
    for (const query of [{ text: '没有的词' }, { year: '2030' }, { officeUnitId: city.system.unit('市人社局') }] as Record<string, string>[]) expect([query, (await list('hr', query)).total]).toEqual([query, 0]);
    expect((await list('audit')).total).toBe(0);
    expect(await city.system.as('hr').ask('GET', '/briefings', { query: { status: 'lost' } })).toMatchObject({ status: 400 });
  });

  it('stays as it is: a correction is the next issue, and says which it corrects', async () => {
    const office = city.system.as('office');
    expect(await office.ask('POST', `${base}/${first.id}/edit`, { body: said('改', []) })).toMatchObject({ status: 409, body: { code: 'briefing-not-a-draft' } });
    const before = await document('office', first.id);
    const { briefing } = await office.post<Answer>(base, { period, ...said('困难问题由企业反映。', []), corrects: { briefingId: first.id, reason: '来源表述有误' } });
    const published = (await office.post<Answer>(`${base}/${briefing.id}/publish`)).briefing;
    expect(published.published).toMatchObject({ issue: 11, total: 37 });
    const words = await wordsOfDocx((await document('hr', briefing.id)).bytes);
    for (const text of ['2031年第11期（总第37期）', '更正：一季度工作进展情况', '本期更正2031年第10期（总第36期）', '来源表述有误']) expect(words).toContain(text);
    const { briefings } = await city.system.as('hr').get<{ briefings: Briefing[] }>(base);
    expect(briefings.find((b) => b.id === first.id)).toMatchObject({ correctedBy: briefing.id, status: 'published' });
    await until('word of the correction', async () => (await told('hr')).some((r) => r.kind === 'briefingCorrected' && r.text === '更正2031年第10期（总第36期）：来源表述有误'));
    expect(Buffer.from((await document('office', first.id)).bytes).equals(Buffer.from(before.bytes))).toBe(true);
  });
});
