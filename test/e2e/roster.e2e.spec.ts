import type { ItemView } from '#libs/supervision/item/item.view';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aCity, EDUCATION, HR, importFile, planFile, settleAndIssue, UNION } from './the-city';

interface Roster {
  groups: { id: string; name: string }[];
  position: string;
}

/** Nobody touches the items: the worker follows the roster, and what the lists show follows the log. */
describe('a roster that changes while items run', () => {
  let system: RunningSystem;
  let office: HttpClient;
  let third = '';
  let group = '';
  const read = (asOf?: string): Promise<ItemView> => system.as('office', 1).get<ItemView>(`/items/${third}`, asOf === undefined ? {} : { asOf });
  const found = async (text: string, more: Record<string, string> = {}): Promise<string[]> => (await system.as('office', 1).get<{ rows: { number: string }[] }>('/ledger', { text, ...more })).rows.map((r) => r.number);
  const stored = async (type: string): Promise<number> => Number((await system.pool.query<{ n: string }>('select count(*) as n from log.events where stream = $1 and type = $2', [`item/${third}`, type])).rows[0]!.n);
  const inbox = async (by: string): Promise<string[]> => (await system.as(by).get<{ rows: { itemId: string; kind: string }[] }>('/inbox')).rows.filter((r) => r.itemId === third).map((r) => r.kind);

  beforeAll(async () => {
    system = await aCity();
    office = system.as('office');
    const planId = (await importFile(office, planFile('points-plan.txt'), 'points-plan.txt')).plan.id;
    await settleAndIssue(office, planId);
    third = `${planId}-3`;
  });
  afterAll(() => system?.stop());

  it('a name that was open is the group’s that is formed with it; its members are told, and owe from then on', async () => {
    expect((await read()).openGroups).toEqual([{ name: '各高校', role: 'participant' }]);
    await system.setClock('2031-03-05T01:00:00.000Z');
    const formed = await office.post<Roster>('/roster/groups', { name: '各高校', memberIds: [system.unit(UNION)] });
    group = formed.groups.find((g) => g.name === '各高校')!.id;
    await until('the item has followed', async () => (await stored('MemberJoined')) === 1, 60_000);
    const view = await read();
    expect(view).toMatchObject({ openGroups: [], groups: [{ groupId: group, role: 'participant' }] });
    expect(view.assignments.find((a) => a.unitId === system.unit(UNION))).toMatchObject({ groupId: group, status: 'awaitingReceipt' });
    expect(view.duties.find((d) => d.kind === 'receive' && d.owedBy.unitId === system.unit(UNION))?.since).toBe('2031-03-05T01:00:00.000Z');
    await until('the member is told', async () => (await inbox('union')).includes('assigned'));
  });

  it('a renamed unit is found by its new name from then on, and by its old one as of before', async () => {
    expect(await found(HR)).toContain('3');
    await system.setClock('2031-03-06T01:00:00.000Z');
    const { position } = await office.post<Roster>(`/roster/units/${system.unit(HR)}/rename`, { name: '市人才和社会保障局' });
    await until('the ledger has the new name', async () => (await found('市人才和社会保障局', { after: position })).includes('3'));
    expect(await found(HR)).not.toContain('3');
    expect(await found(HR, { asOf: '2031-03-05T23:00:00+08:00' })).toContain('3');
    expect(await found('市人才和社会保障局', { asOf: '2031-03-05T23:00:00+08:00' })).toEqual([]);
    const names = await system.as('hr').get<{ units: { id: string; name: string; aliases: string[] }[] }>('/roster');
    expect(names.units.find((u) => u.id === system.unit(HR))).toMatchObject({ name: '市人才和社会保障局', aliases: ['市人社局', HR] });
    // The page is of the same unit, before and after: ids stay.
    expect((await read('2031-03-05')).assignments[0]?.unitId).toBe((await read()).assignments[0]?.unitId);
  });

  it('who leaves is let go and told; who is dissolved hands over to the successor', async () => {
    await office.post(`/roster/groups/${group}/leave`, { unitId: system.unit(UNION) });
    await until('the member has left', async () => (await stored('MemberLeft')) === 1, 60_000);
    await until('the member is told', async () => (await inbox('union')).includes('released'));
    const body = { successorId: system.unit(UNION), preview: true };
    const shown = await office.post<{ count: number; rows: { itemId: string; toUnit: string }[] }>(`/roster/units/${system.unit(EDUCATION)}/dissolve`, body);
    expect(shown.rows.find((r) => r.itemId === third)).toMatchObject({ toUnit: UNION });
    await office.post(`/roster/units/${system.unit(EDUCATION)}/dissolve`, { ...body, preview: false });
    await until('the work has passed on', async () => (await stored('AssignmentPassedOn')) === 1, 60_000);
    const view = await read();
    expect(view.assignments.filter((a) => a.unitId === system.unit(UNION)).map((a) => a.status).sort()).toEqual(['awaitingReceipt', 'dropped']);
    expect(view.assignments.find((a) => a.unitId === system.unit(EDUCATION))?.status).toBe('transferred');
    // As it was known the day before, the old unit holds it.
    expect((await read('2031-03-05')).assignments.find((a) => a.unitId === system.unit(EDUCATION))?.status).toBe('awaitingReceipt');
  });
});
