import type { Pool } from 'pg';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { issued, person, type TestSystem } from '#libs/commands/testing/a-system';
import { operationsReport } from '#libs/commands/operations';
import { readParked } from '#libs/event-store/parked-streams';
import { until } from '#libs/event-store/testing/events';
import { PROJECTOR } from './projector';
import { areListsIncomplete, readModelsProblem } from './read-models-health';
import { rebuild } from './rebuild';
import { Followed } from './testing/followed';
import { verifyReadModels } from './verify-read-models';

const TARGET = { id: 't1', metric: '培训', comparison: '>=', value: 5, unit: '场', text: '5场' };

describe('a stream of which no rows can be made', () => {
  let system: TestSystem;
  let owner: Pool;
  let followed: Followed;
  let ids: string[];

  beforeEach(async () => {
    followed = await Followed.begin('2026-03-02T01:00:00.000Z');
    ({ system, owner } = followed);
    ids = await issued(system, ['1', '2', '3'].map((n) => aDraftItem(n, { deadline: '2026-06-30' })));
    await followed.caughtUp();
  });

  afterEach(() => followed.end());

  const planted: [string, () => Promise<void>, string][] = [
    ['a figure twice', () => followed.plant(`item/${ids[0]}`, 'ItemQuantified', { targets: [TARGET, { ...TARGET, value: 9 }], deadline: null, steps: [], notNeeded: null }), '两行同号'],
    ['a figure that is none', () => followed.plant(`item/${ids[0]}`, 'ItemQuantified', { targets: [{ ...TARGET, value: '5 or 6' }], deadline: null, steps: [], notNeeded: null }), '数据库不收'],
    ['a shape that cannot be read', () => followed.plant(`item/${ids[0]}`, 'ItemQuantified', {}), '程序读不通'],
  ];

  it.each(planted)('is parked with its reason, and all others go on: %s', async (_, planting, words) => {
    system.clock.set('2026-03-03T01:00:00.000Z');
    await planting();
    await system.items.execute(ids[1]!, { type: 'urge', assignmentId: 'a1', text: '请抓紧', forced: false }, person(system.units['市产改办']!, 'p-office'), { scope: 'p', commandId: 'others' });
    await followed.caughtUp();
    const [parked, ...more] = await readParked(system.pool, PROJECTOR);
    expect(more).toEqual([]);
    expect(parked).toMatchObject({ stream: `item/${ids[0]}`, version: 2, cause: 'failed', reason: { zh: expect.stringMatching(words), en: expect.stringContaining('ItemQuantified') } });
    expect((await owner.query(`select from read.inbox where notice_id like '${ids[1]}/v%'`)).rowCount).toBeGreaterThan(0);
    expect((await owner.query(`select from read.item where item_id = $1 and known_to = 'infinity'`, [ids[0]])).rowCount).toBe(1);

    expect(await areListsIncomplete(system.pool)).toBe(true);
    expect(await readModelsProblem(system.pool)).toMatchObject({ zh: expect.stringContaining(`item/${ids[0]}`) });
    const trouble = (await operationsReport(system.store, system.clock)).troubles.find((t) => t.kind === 'parked');
    expect(trouble).toMatchObject({ id: `${PROJECTOR}|item/${ids[0]}`, retry: true, remedy: { zh: expect.stringContaining('修正的程序') } });

    expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true, parked: [{ stream: `item/${ids[0]}`, version: 2 }] });
    const before = (await owner.query('select * from read.item t order by t::text')).rows;
    expect((await rebuild(system.store, owner)).parked).toMatchObject([{ stream: `item/${ids[0]}`, version: 2, cause: 'failed' }]);
    expect((await owner.query('select * from read.item t order by t::text')).rows).toEqual(before);

    // Tried again it is parked as before, and the next event of another is shown all the same.
    followed.following.renew();
    await system.items.execute(ids[2]!, { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(system.units['市总工会']!), { scope: 'p', commandId: 'after' });
    await followed.caughtUp();
    await until('it follows', () => followed.following.state.phase === 'following');
    expect(await readParked(system.pool, PROJECTOR)).toMatchObject([{ stream: `item/${ids[0]}`, version: 2 }]);
  });

  it('is found by a rebuild and by verify where the projector has not come to it', async () => {
    await followed.following.stop();
    await followed.plant(`item/${ids[0]}`, 'ItemQuantified', { targets: [TARGET, { ...TARGET, value: 9 }], deadline: null, steps: [], notNeeded: null });
    const report = await rebuild(system.store, owner);
    expect(report.parked).toMatchObject([{ stream: `item/${ids[0]}`, version: 2, cause: 'failed' }]);
    expect(await readParked(system.pool, PROJECTOR)).toMatchObject([{ stream: `item/${ids[0]}`, version: 2 }]);
  });
});
