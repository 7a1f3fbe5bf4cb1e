import type { OpenAPIObject } from '@nestjs/swagger';
import { document } from '#apps/api/openapi/document';
import { OFFICE } from '#libs/commands/testing/a-system';
import type { ItemView } from '#libs/supervision/item/item.view';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import type { HttpClient, Told } from '../support/http-client';
import { apiInProcess, STRANGERS_UNIT, type ApiInProcess } from './api-in-process';
import { deviations, type Schema } from './conforms';
import { expectProblem } from './problems';

interface Roster {
  version: number;
  units: { id: string; name: string; aliases: string[]; parentId: string | null; housedIn: string | null; staffed: boolean; until: string | null; successorId: string | null }[];
  groups: { id: string; name: string; members: { unitId: string; since: string; until: string | null }[] }[];
  replayed: boolean;
}

describe('the roster, over HTTP', () => {
  let api: ApiInProcess;
  let office: HttpClient;
  let spec: OpenAPIObject;
  const id = (name: string): string => api.system.units[name]!;
  const unit = (roster: Roster, name: string): Roster['units'][number] => roster.units.find((u) => u.id === id(name))!;
  const change = (path: string, body: object): Promise<Roster> => office.post<Roster>(`/roster/${path}`, body);
  const item = (): Promise<ItemView> => office.get<ItemView>(`/items/${api.itemId}`);

  beforeAll(async () => {
    api = await apiInProcess('2026-03-02T01:00:00.000Z', ['市医疗保障局', '市卫健委']);
    office = (await api.signedIn('office-1', id(OFFICE), ['office'])).client;
    spec = document(api.app);
  });
  afterAll(() => api?.close());

  const conforms = (path: string, body: unknown, method: 'post' | 'get' = 'post'): void => {
    const schema = (spec.paths[path]?.[method]?.responses as Record<string, { content: Record<string, { schema: Schema }> }>)['200']!.content['application/json']!.schema;
    expect([path, deviations(body, schema, (spec.components?.schemas ?? {}) as Record<string, Schema>)]).toEqual([path, []]);
  };

  it('renames, names anew, houses and staffs a unit, once for one key', async () => {
    const renamed = await office.ask<Roster>('POST', `/roster/units/${id('市卫健委')}/rename`, { body: { name: '市卫生健康委员会' }, key: 'rename-the-unit' });
    expect(renamed.status).toBe(200);
    conforms('/roster/units/{unitId}/rename', renamed.body);
    expect(unit(renamed.body, '市卫健委')).toMatchObject({ name: '市卫生健康委员会', aliases: ['市卫健委'] });
    expect(await office.ask('POST', `/roster/units/${id('市卫健委')}/rename`, { body: { name: '市卫生健康委员会' }, key: 'rename-the-unit' })).toMatchObject({ body: { replayed: true, version: renamed.body.version } });
    expect(unit(await change(`units/${id('市医疗保障局')}/alias`, { alias: '市医保局' }), '市医疗保障局').aliases).toEqual(['市医保局']);
    expect(unit(await change(`units/${id('市医疗保障局')}/house`, { housedIn: id('市卫健委') }), '市医疗保障局').housedIn).toBe(id('市卫健委'));
    expect(unit(await change(`units/${id('市医疗保障局')}/staff`, { staffed: false }), '市医疗保障局').staffed).toBe(false);
  });

  it('moves a unit under another one, and a past day keeps the old place', async () => {
    const then = api.system.clock.now();
    const parentOf = (roster: Roster): string | null => unit(roster, '市医疗保障局').parentId;
    api.system.clock.set('2026-03-02T02:00:00.000Z');
    const moved = await change(`units/${id('市医疗保障局')}/move`, { parentId: id('市卫健委') });
    expect(parentOf(moved)).toBe(id('市卫健委'));
    conforms('/roster/units/{unitId}/move', moved);
    expect(parentOf(await office.get<Roster>('/roster', { asOf: then }))).toBeNull();
    expectProblem(await office.ask<Told>('POST', `/roster/units/${id('市卫健委')}/move`, { body: { parentId: id('市医疗保障局') } }), { status: 422, code: 'parent-circle', fields: ['parentId'] });
    expect(parentOf(await change(`units/${id('市医疗保障局')}/move`, { parentId: null }))).toBeNull();
  });

  it('classes a unit, shown dry before, and tells it the guidance for such units', async () => {
    const traits = { unitClass: 'massOrganisation', size: null, trade: null, region: '东胜区' };
    const variants = [
      { name: '东胜区', when: { region: '东胜区' }, differences: { receiptWorkingDays: 6 }, guidance: '集体协商按季开展' },
      { name: '小微企业', when: { unitClass: 'privateEnterprise', size: 'small' }, differences: { receiptWorkingDays: 9 }, guidance: null },
    ];
    await office.post('/policies/standard', { name: '标准督办规则', rules: STANDARD_RULES, variants, basis: '联席会议纪要' });
    const path = `units/${id('市总工会')}/classify`;
    const shown = await change(path, { ...traits, preview: true });
    expect(shown).toMatchObject({ complete: true, examined: 1, moved: { count: 1, rows: [{ kind: 'receive', unitId: id('市总工会') }] } });
    conforms('/roster/units/{unitId}/classify', shown);
    expect(unit(await office.get<Roster>('/roster'), '市总工会')).toMatchObject({ region: null });
    const classed = await change(path, traits);
    conforms('/roster/units/{unitId}/classify', classed);
    expect(unit(classed, '市总工会')).toMatchObject(traits);
    expect((await change(path, traits)).version).toBe(classed.version);
    const guidance = await office.get<{ variants: object[] }>(`/roster/units/${id('市总工会')}/guidance`);
    expect(guidance).toMatchObject({ unit: '市总工会', traits, policyId: 'standard', policyVersion: 2, variants: [{ name: '东胜区', differences: { receiptWorkingDays: 6 }, guidance: '集体协商按季开展' }] });
    conforms('/roster/units/{unitId}/guidance', guidance, 'get');
    expect(await office.get(`/roster/units/${id('市总工会')}/guidance?asOf=2026-03-02`)).toMatchObject({ policyVersion: 2, variants: [{ name: '东胜区' }] });
    expectProblem(await office.ask<Told>('GET', `/roster/units/${id('市总工会')}/guidance?asOf=2026-03-01`), { status: 404 });
    expect((await office.get<{ variants: object[] }>(`/roster/units/${id('市卫健委')}/guidance`)).variants).toEqual([]);
    expectProblem(await office.ask<Told>('GET', '/roster/units/u-nobody/guidance'), { status: 404 });
    expectProblem(await office.ask<Told>('POST', `/roster/${path}`, { body: { size: 'huge' } }), { status: 400, fields: ['size'] });
  });

  it('tells what is wrong, field by field', async () => {
    const refuse = async (path: string, body: object, problem: Parameters<typeof expectProblem>[1]): Promise<void> => expectProblem(await office.ask<Told>('POST', `/roster/${path}`, { body }), problem);
    await refuse(`units/${id('市卫健委')}/rename`, { name: '市医保局' }, { status: 409, code: 'name-taken', fields: ['name'] });
    await refuse('units/u-nobody/rename', { name: '市某某局' }, { status: 422, code: 'unit-unknown', fields: ['unitId'] });
    await refuse(`units/${id('市卫健委')}/rename`, { name: '' }, { status: 400, fields: ['name'] });
    await refuse(`units/${id('市卫健委')}/house`, { housedIn: id('市医疗保障局') }, { status: 422, code: 'roof-circle', fields: ['housedIn'] });
    await refuse(`units/${id('市卫健委')}/dissolve`, { preview: false, until: '2026-02-30' }, { status: 400, fields: ['until'] });
    await refuse(`units/${id('市卫健委')}/dissolve`, { preview: false, successorId: 'u-nobody' }, { status: 422, code: 'unit-unknown', fields: ['successorId'] });
    await refuse(`units/${id(OFFICE)}/dissolve`, { preview: true, successorId: id('市卫健委') }, { status: 409, code: 'unit-is-office' });
    await refuse(`units/${id(OFFICE)}/dissolve`, { preview: false, successorId: id('市卫健委') }, { status: 409, code: 'unit-is-office' });
    await refuse('groups/g-nobody/join', { unitId: id('市卫健委') }, { status: 404, code: 'group-unknown' });
  });

  it('lets units join a group and leave it, with the duties of the items that an amendment names the group in', async () => {
    const formed = await change('groups', { name: '各高校', memberIds: [id('市医疗保障局')] });
    const group = formed.groups.find((g) => g.name === '各高校')!;
    const changes = [{ itemId: api.itemId, withoutDeadline: false, addUnits: [], addGroups: [{ groupId: group.id, role: 'participant' }], dropAssignments: [], drop: false }];
    await office.post('/plans/plan1/amend', { basis: '产改办〔2026〕7号', preview: false, changes });
    const named = await item();
    expect(named.groups).toMatchObject([{ groupId: group.id, name: '各高校', except: [id('市总工会'), id('市人社局')] }]);
    expect(named.assignments.map((a) => [a.unitId, a.groupId, a.status])).toContainEqual([id('市医疗保障局'), group.id, 'awaitingReceipt']);
    const joined = await office.ask<Roster>('POST', `/roster/groups/${group.id}/join`, { body: { unitId: id('市卫健委') } });
    conforms('/roster/groups/{groupId}/join', joined.body);
    expect((await item()).assignments.filter((a) => a.unitId === id('市卫健委'))).toMatchObject([{ groupId: group.id, status: 'awaitingReceipt' }]);
    // Tomorrow the same request is still the same request, whatever day was filled in for it.
    const leave = { body: { unitId: id('市医疗保障局') }, key: 'leave-the-group' };
    expect((await office.ask('POST', `/roster/groups/${group.id}/leave`, leave)).status).toBe(200);
    api.system.clock.set('2026-03-03T01:00:00.000Z');
    expect(await office.ask('POST', `/roster/groups/${group.id}/leave`, leave)).toMatchObject({ status: 200, body: { replayed: true } });
    expect((await item()).assignments.find((a) => a.unitId === id('市医疗保障局'))).toMatchObject({ status: 'dropped' });
    expectProblem(await office.ask<Told>('POST', `/roster/groups/${group.id}/leave`, { body: { unitId: id('市医疗保障局') } }), { status: 409, code: 'not-a-member' });
  });

  it('takes names and groups away, once it is shown who uses them; a past day knows them as then', async () => {
    interface Uses { drafts: { title: string; rows: number }[]; items: { itemId: string; ending: number }[] }
    const paper = '序号,项目名称,工作内容,牵头单位,参与单位,完成时限\n1,技能培训,开展培训,市医保局,各高校,2026年10月31日前\n';
    const { plan } = await office.post<{ plan: { id: string } }>('/plans/import', undefined, { raw: paper, query: { fileName: '下一年计划.csv' }, headers: { 'content-type': 'application/octet-stream' } });
    const alias = `units/${id('市医疗保障局')}/alias/remove`;
    const used = await office.post<Uses>(`/roster/${alias}`, { alias: '市医保局', preview: true });
    conforms('/roster/units/{unitId}/alias/remove', used);
    expect(used).toEqual({ drafts: [{ planId: plan.id, title: '下一年计划', rows: 1 }], otherDrafts: 0, items: [] });
    // What another office drafts is its own.
    expect(await (await api.signedIn('other-office', id(STRANGERS_UNIT), ['office'])).client.post(`/roster/${alias}`, { alias: '市医保局', preview: true })).toEqual({ drafts: [], otherDrafts: 1, items: [] });
    expect(unit(await office.get<Roster>('/roster'), '市医疗保障局').aliases).toEqual(['市医保局']);
    expect(unit(await change(alias, { alias: '市医保局', preview: false }), '市医疗保障局').aliases).toEqual([]);
    // Somebody else may have it now.
    expect(unit(await change(`units/${id('市卫健委')}/alias`, { alias: '市医保局' }), '市卫健委').aliases).toContain('市医保局');
    const roster = await office.get<Roster>('/roster');
    const group = roster.groups.find((g) => g.name === '各高校')!;
    const named = await office.post<Uses>(`/roster/groups/${group.id}/dissolve`, { preview: true });
    conforms('/roster/groups/{groupId}/dissolve', named);
    expect(named).toMatchObject({ drafts: [{ title: '下一年计划', rows: 1 }], items: [{ itemId: api.itemId, ending: 1 }] });
    const gone = await change(`groups/${group.id}/dissolve`, { preview: false });
    expect(gone.groups).toEqual([]);
    expect((await item()).assignments.find((a) => a.unitId === id('市卫健委'))).toMatchObject({ status: 'dropped' });
    expectProblem(await office.ask<Told>('POST', `/roster/groups/${group.id}/join`, { body: { unitId: id('市卫健委') } }), { status: 404, code: 'group-unknown' });
    const then = await office.get<Roster>('/roster?asOf=2026-03-02');
    expect(then.groups).toMatchObject([{ id: group.id, name: '各高校', members: [{ unitId: id('市医疗保障局') }, { unitId: id('市卫健委'), until: null }] }]);
    expect(unit(then, '市医疗保障局').aliases).toEqual(['市医保局']);
    // Its name is free again, for a group of its own.
    const anew = await change('groups', { name: '各高校', memberIds: [] });
    expect(anew.groups).toMatchObject([{ name: '各高校', members: [] }]);
    expect(anew.groups[0]!.id).not.toBe(group.id);
  });

  it('shows a dissolution dry, then hands over', async () => {
    const body = { preview: true, successorId: id(STRANGERS_UNIT) };
    const shown = await office.post<{ count: number; rows: object[] }>(`/roster/units/${id('市总工会')}/dissolve`, body);
    conforms('/roster/units/{unitId}/dissolve', shown);
    expect(shown).toMatchObject({ count: 1, rows: [{ itemId: api.itemId, assignmentId: 'a1', role: 'lead', toUnitId: id(STRANGERS_UNIT), toUnit: STRANGERS_UNIT }] });
    expect((await item()).assignments[0]?.status).toBe('awaitingReceipt');
    const dissolved = await change(`units/${id('市总工会')}/dissolve`, { ...body, preview: false });
    expect(unit(dissolved, '市总工会')).toMatchObject({ until: '2026-03-03', successorId: id(STRANGERS_UNIT) });
    const taker = (await api.signedIn('taker', id(STRANGERS_UNIT), ['handler', 'liaison'])).client;
    const mine = (await item()).assignments.find((a) => a.unitId === id(STRANGERS_UNIT))!;
    expect(mine).toMatchObject({ role: 'lead', coordinator: true, status: 'awaitingReceipt' });
    expect((await taker.command(api.itemId, 'receive', { assignmentId: mine.id })).item.assignments.find((a) => a.id === mine.id)?.status).toBe('inProgress');
    const timeline = await office.get<{ entries: { type: string; zh: string; en: string }[] }>(`/items/${api.itemId}/timeline`);
    expect(timeline.entries.find((e) => e.type === 'AssignmentPassedOn')).toMatchObject({ zh: expect.stringMatching('移交'), en: expect.stringMatching('passes on') });
  });

  it('is the office’s and the system administrator’s to change', async () => {
    const path = `/roster/units/${id('市卫健委')}/staff`;
    const body = { staffed: true };
    for (const role of ['handler', 'leader', 'securityAdmin', 'auditor', 'supervisor'] as const) expect([role, (await (await api.stranger(role)).ask('POST', path, { body })).status]).toEqual([role, 403]);
    expect((await (await api.stranger('systemAdmin')).ask('POST', path, { body })).status).toBe(200);
  });
});
