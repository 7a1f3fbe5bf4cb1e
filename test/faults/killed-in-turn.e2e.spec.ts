import type { Client } from '@temporalio/client';
import { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aBusyCity, clients, ITEMS, moveClock } from './a-busy-city';
import { Load, signAll } from './load';
import { kill9, ownServers, type OwnServers } from './own-servers';
import { reckon, settled } from './reckoning';

/** API, worker, Temporal and PostgreSQL killed with -9 in turn while people work and deadlines pass; then the books are balanced. */
describe('killed in turn', () => {
  let servers: OwnServers;
  let system: RunningSystem;
  let itemIds: string[];
  let temporal: Client;
  const loads: Load[] = [];
  const atWork = (ids: readonly string[], people: number): Load => {
    const load = new Load(clients(system, 'union'), ids, people);
    loads.push(load);
    return load;
  };
  const workflowIds = async (status: string): Promise<string[]> => {
    const ids: string[] = [];
    for await (const run of temporal.workflow.list({ query: `WorkflowType = 'superviseItem' and ExecutionStatus = '${status}'` })) ids.push(run.workflowId);
    return ids.sort();
  };
  const expectBalanced = async (load: Load): Promise<void> => {
    const books = await reckon(system, load.sent, load.acknowledged);
    expect(books).toMatchObject({ lost: [], twice: [], keysTwice: 0, chainsWhole: true, differences: [] });
    expect(books.notices.shown).toBe(books.notices.inLog);
    for (const { given, highest } of books.numbers) expect(highest).toBe(given);
    expect(load.wrong).toEqual([]);
  };

  beforeAll(async () => {
    servers = await ownServers();
    ({ system, itemIds } = await aBusyCity(servers));
    temporal = await system.temporalClient();
  });
  afterAll(async () => {
    for (const load of loads) load.abandon();
    await system?.stop();
    await servers?.stop();
  });

  it('loses nothing, does nothing twice, and goes on', async () => {
    const load = atWork(itemIds, 6);
    const progress = async (): Promise<void> => {
      const before = load.acknowledged.length;
      await until('work goes on', () => load.acknowledged.length > before + 20, 60_000);
    };
    const killApi = (n: number) => async (): Promise<void> => {
      const { child, base } = system.apis[n]!;
      await kill9(child);
      await until(`API ${n} is back`, async () => (await new HttpClient(base).ask('GET', '/health/ready')).status === 200);
    };
    const faults: [string, string, () => Promise<void>][] = [
      ['2031-06-19T02:00:00.000Z', 'api', killApi(0)],
      ['2031-06-25T02:00:00.000Z', 'worker', () => kill9(system.worker)],
      ['2031-06-27T02:00:00.000Z', 'postgresql', () => servers.killPostgres()],
      ['2031-06-30T16:00:00.000Z', 'temporal', () => servers.killTemporal()],
      ['2031-07-01T02:00:00.000Z', 'worker', () => kill9(system.worker)],
      ['2031-07-02T16:00:00.000Z', 'postgresql', () => servers.killPostgres()],
      ['2031-07-03T02:00:00.000Z', 'api', killApi(1)],
    ];
    await progress();
    const signing = signAll(system, itemIds);
    for (const [at, , kill] of faults) {
      await moveClock(system, at);
      await kill();
      await progress();
    }
    await load.stop();
    await signing;
    expect(load.acknowledged.length).toBeGreaterThan(150);
    expect(load.retries).toBeGreaterThan(0);
    await settled(system, ITEMS, '2031-07-03T02:00:00.000Z', load.acknowledged.at(-1));
    await expectBalanced(load);
    const { rows } = await system.pool.query<{ late: number; papers: number }>(
      `select (select count(*) from log.events where type = 'OverdueMarked' and data->>'duty' like 'step:%')::int as late, (select count(*) from log.events where type = 'PaperDrafted' and data->>'paper' = 'yellowPaper')::int as papers`,
    );
    expect(rows[0]).toEqual({ late: ITEMS, papers: ITEMS });
    // Each yellow paper was signed once, numbered once, and lies in the unit's inbox once.
    await until('the numbers', async () => (await reckon(system, [], [])).numbers.some((n) => n.given === ITEMS));
    // Days went by in leaps while servers were down: what had gathered was held until the office let it out, once.
    const held = await system.as('office').get<{ held: boolean; count: number }>('/operations/brake');
    if (held.held) await system.as('office').post('/operations/brake/release', { seen: held.count, skip: [] });
    const papers = async (): Promise<(number | null)[]> => (await system.as('union').get<{ rows: { kind: string; seriesNumber: number | null }[] }>('/inbox')).rows.filter((r) => r.kind === 'yellowPaper').map((r) => r.seriesNumber);
    await until('the papers in the inbox', async () => (await papers()).length >= ITEMS);
    expect((await papers()).sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: ITEMS }, (_, i) => i + 1));
  });

  it('brings back a Temporal that was lost whole, with no notice issued twice', async () => {
    expect((await workflowIds('Running')).length).toBe(ITEMS);
    // Of the others nobody says a word: only the log tells that they are open.
    const load = atWork(itemIds.slice(0, 3), 3);
    const before = await workflowIds('Running');
    await servers.wipeTemporal();
    await moveClock(system, '2031-07-07T02:00:00.000Z');
    // Nobody looks after the items now; people work on all the same.
    await until('people work on', () => load.acknowledged.length > 20);
    await kill9(system.worker);
    await until('each open item has its workflow again', async () => JSON.stringify(await workflowIds('Running')) === JSON.stringify(before), 40_000, 200);
    await load.stop();
    await settled(system, ITEMS, '2031-07-07T02:00:00.000Z', load.acknowledged.at(-1));
    await expectBalanced(load);
  });

  it('goes on after that as if nothing had been', async () => {
    const papers = async (): Promise<string[]> => (await system.store.readStream(`item/${itemIds[0]}`)).filter((e) => e.type === 'PaperDrafted').map((e) => String(e.data['paper']));
    // The red paper has a grace from the yellow one's signature, whose day depends on when the signer came through between the faults.
    await moveClock(system, '2031-07-09T16:00:00.000Z');
    await until('the red paper', async () => (await papers()).includes('redPaper'));
    expect(await papers()).toEqual(['yellowPaper', 'redPaper']);
    const { papers: now } = await system.as('office').get<{ papers: { id: string; kind: string }[] }>(`/items/${itemIds[0]}`);
    await system.as('signer').command(itemIds[0]!, 'sign-paper', { paperId: now.find((p) => p.kind === 'redPaper')!.id });
    await moveClock(system, '2031-07-21T16:00:00.000Z');
    await until('the admonition', async () => (await papers()).includes('admonition'));
  });
});
