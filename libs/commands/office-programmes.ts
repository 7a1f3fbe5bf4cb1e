import type { EventStore } from '#libs/event-store/event-store';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { PROGRAMME } from '#libs/supervision/programme/programme';
import type { Counted, ProgrammeState } from '#libs/supervision/programme/programme.types';
import type { PlanCommands } from './plan-commands';
import type { Guards } from './proceeding-commands';
import type { Proceedings } from './proceedings';

const PREFIX = 'programme/';
/** Levels that are gone up at most: no plan takes itself up. */
const MOST_LEVELS = 10;

/** Programmes beside one, of every plan and office. */
export interface BesideProgrammes {
  /** In the same year: a unit's budget counts over all of them. One that binds only others comes without its bounds. */
  sameYear: (Counted & { id: string })[];
  /** Of the years before and after: what runs over New Year meets what begins after it. */
  otherYears: ProgrammeState[];
  /** By which `sameYear` is known to be all of them. */
  guards: Guards;
}

/**
 * The year's programmes over all plans and offices. Each plan has its own; a unit that is inspected is hit all the same, by whichever
 * office. The least bound holds, whoever laid it down, but for one thing: an office below does not bind an office whose plan it takes up.
 */
export class OfficeProgrammes {
  constructor(
    private readonly store: EventStore,
    private readonly proceedings: Proceedings,
    private readonly plans: PlanCommands,
  ) {}

  async beside(officeUnitId: string, ownId: string, year: number): Promise<BesideProgrammes> {
    const found: BesideProgrammes & { guards: Guards[number][] } = { sameYear: [], otherYears: [], guards: [] };
    const there = await this.streams(PREFIX);
    const plans = await this.streams(PLAN_STREAM);
    for (const id of there) {
      const its = Number(id.slice(-4));
      if (id === ownId || Math.abs(its - year) > 1) continue;
      const { state, version } = await this.proceedings.of(PROGRAMME).load(id);
      if (its === year) found.guards.push({ stream: PREFIX + id, version });
      if (state === null) continue;
      if (its !== year) found.otherYears.push(state);
      else found.sameYear.push((await this.isBelow(state, officeUnitId)) ? { ...state, budget: null, budgets: {} } : state);
    }
    // Of two plans whose programmes begin at once, one sees the other's.
    const known = new Set([ownId, ...there]);
    const absent = plans.map((plan) => `${plan}-${year}`).filter((id) => !known.has(id));
    return { ...found, guards: [...found.guards, ...absent.map((id) => ({ stream: PREFIX + id, version: 0 }))] };
  }

  /** Every programme of the year, as it stands. */
  async ofYear(year: number): Promise<ProgrammeState[]> {
    const ids = (await this.streams(PREFIX)).filter((id) => Number(id.slice(-4)) === year);
    const loaded = await Promise.all(ids.map(async (id) => (await this.proceedings.of(PROGRAMME).load(id)).state));
    return loaded.filter((state) => state !== null);
  }

  /** Whether the programme's plan takes up, over any number of levels, one of the office. */
  async isBelow({ planId, officeUnitId: own }: Pick<ProgrammeState, 'planId' | 'officeUnitId'>, officeUnitId: string): Promise<boolean> {
    if (own === officeUnitId) return false;
    let at: string | undefined = planId;
    for (let n = 0; at !== undefined && n < MOST_LEVELS; n++) {
      const upper: { planId: string; officeUnitId: string } | null | undefined = (await this.plans.load(at)).state?.upper;
      if (upper?.officeUnitId === officeUnitId) return true;
      at = upper?.planId;
    }
    return false;
  }

  private async streams(prefix: string): Promise<string[]> {
    const { rows } = await this.store.pool.query<{ stream: string }>('select stream from log.streams where stream > $1 and stream < $2 order by stream', [prefix, `${prefix.slice(0, -1)}0`]);
    return rows.map(({ stream }) => stream.slice(prefix.length));
  }
}
