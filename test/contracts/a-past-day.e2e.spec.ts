import { aDraftItem } from '#libs/commands/testing/a-plan';
import { issued } from '#libs/commands/testing/a-system';
import { projector } from '#libs/projections/projector';
import { CLOCK } from '#libs/supervision/actor';
import type { HttpClient } from '../support/http-client';
import { projected } from '../support/projected';
import { apiInProcess, type ApiInProcess } from './api-in-process';

interface Lit {
  light: string;
  late: boolean;
}

/** Days on which somebody looks; between the 3rd and the 7th of April no timer runs. */
const LOOKED = ['2026-03-23', '2026-03-24', '2026-03-27', '2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02', '2026-04-03', '2026-04-07', '2026-04-08', '2026-04-20'];
const DEADLINE = '2026-03-31';

describe('a past day', () => {
  let api: ApiInProcess;
  let following: ReturnType<typeof projector>;
  let office: HttpClient;
  let itemId: string;
  const seenThen = new Map<string, Lit>();

  const inLedger = async (asOf?: string): Promise<Lit> => {
    const { rows } = await office.get<{ rows: (Lit & { itemId: string })[] }>('/ledger', { planId: 'second', ...(asOf && { asOf }) });
    const { light, late } = rows.find((r) => r.itemId === itemId)!;
    return { light, late };
  };
  const onPage = async (path: string, asOf: string): Promise<Lit> => {
    const { light, late } = await office.get<Lit>(`/items/${itemId}${path}`, { asOf });
    return { light, late };
  };

  beforeAll(async () => {
    api = await apiInProcess('2026-03-02T01:00:00.000Z');
    following = projector(api.system.store, (error) => {
      throw error;
    });
    void following.run();
    [itemId] = (await issued(api.system, [aDraftItem('1', { deadline: DEADLINE })], 'second')) as [string];
    office = (await api.signedIn('office', api.system.units['市产改办']!, ['office'])).client;
    for (const day of LOOKED) {
      // A timer is never early: what falls due as the day begins is carried out a moment after.
      for (const time of ['00:00:00.000', '00:00:02.000', '23:59:00.000']) {
        api.system.clock.set(new Date(`${day}T${time}+08:00`).toISOString());
        if (time !== '23:59:00.000') await api.system.items.execute(itemId, { type: 'settle' }, CLOCK, null);
      }
      await projected(api.system.store);
      seenThen.set(day, await inLedger());
    }
  });
  afterAll(async () => {
    await following?.stop();
    await api?.close();
  });

  it('shows the same light in the ledger, on the item’s page and in its explanation, also for days on which no timer ran', async () => {
    const shown: Record<string, unknown> = {};
    for (let ms = Date.parse('2026-03-21T04:00:00Z'); ms <= Date.parse('2026-04-19T04:00:00Z'); ms += 86_400_000) {
      const day = new Date(ms).toISOString().slice(0, 10);
      const [ledger, item, why] = [await inLedger(day), await onPage('', day), await onPage('/light', day)];
      shown[day] = { ledger, item, why };
    }
    expect(shown).toEqual(Object.fromEntries(Object.entries(shown).map(([day, { ledger }]: [string, any]) => [day, { ledger, item: ledger, why: ledger }])));
    // The course is one that tells days apart.
    expect(new Set(Object.values(shown).map((s) => (s as { ledger: Lit }).ledger.light)).size).toBeGreaterThanOrEqual(3);
  });

  it('is as it was seen on that day: the day of the deadline itself is not late', async () => {
    for (const [day, seen] of seenThen) if (day !== LOOKED.at(-1)) expect([day, await inLedger(day), await onPage('', day)]).toEqual([day, seen, seen]);
    expect([(await inLedger(DEADLINE)).light, (await inLedger('2026-04-01')).light]).toEqual(['blue', 'yellow']);
  });

  it('is told by its own last minute, and what is past its day by then is what was late on it', async () => {
    const { asOf } = await office.get<{ asOf: string }>(`/items/${itemId}/light`, { asOf: DEADLINE });
    expect(asOf).toBe('2026-03-31T15:59:59.999Z');
    const overdue = async (day: string): Promise<number> => (await office.get<{ total: number }>('/overdue', { planId: 'second', kind: 'deliver', asOf: day })).total;
    expect([await overdue(DEADLINE), await overdue('2026-04-01')]).toEqual([0, 1]);
  });

  it('says what was due next then, also after days on which no timer ran: what the item’s own page says', async () => {
    const next: Record<string, unknown> = {};
    const ofPage: Record<string, unknown> = {};
    for (const day of ['2026-03-27', '2026-03-28', '2026-04-05', '2026-04-06', '2026-04-15', '2026-04-19']) {
      const moment = new Date(`${day}T23:59:59.999+08:00`).toISOString();
      const row = (await office.get<{ rows: { itemId: string; nextDue: string; next: { act: string; kind: string } }[] }>('/ledger', { planId: 'second', asOf: day })).rows.find((r) => r.itemId === itemId)!;
      const coming = (await office.get<{ entries: { at: string; act: string; kind: string }[] }>(`/items/${itemId}/agenda`, { asOf: day })).entries.find((e) => e.at > moment)!;
      expect([day, row.nextDue > moment]).toEqual([day, true]);
      next[day] = [row.nextDue, row.next.act, row.next.kind];
      ofPage[day] = [coming.at, coming.act, coming.kind];
    }
    expect(next).toEqual(ofPage);
  });
});
