import type { EventStore } from '#libs/event-store/event-store';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { PROGRAMME } from '#libs/supervision/programme/programme';
import type { ProgrammeState } from '#libs/supervision/programme/programme.types';
import type { Guards } from './proceeding-commands';
import type { Proceedings } from './proceedings';

const PREFIX = 'programme/';

/** Programmes of one office beside one of its own. */
export interface BesideProgrammes {
  /** Of its other plans in the same year: a unit's budget counts over all of them. */
  sameYear: ProgrammeState[];
  /** Of the years before and after, of all its plans: what runs over New Year meets what begins after it. */
  otherYears: ProgrammeState[];
  /** By which `sameYear` is known to be all of them. */
  guards: Guards;
}

/** The year's programmes of an office over all of its plans. Each plan has its own; a unit that is inspected is hit all the same. */
export class OfficeProgrammes {
  constructor(
    private readonly store: EventStore,
    private readonly proceedings: Proceedings,
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
      if (state?.officeUnitId === officeUnitId) (its === year ? found.sameYear : found.otherYears).push(state);
    }
    // Of two plans whose programmes begin at once, one sees the other's.
    const known = new Set([ownId, ...there]);
    const absent = plans.map((plan) => `${plan}-${year}`).filter((id) => !known.has(id));
    return { ...found, guards: [...found.guards, ...absent.map((id) => ({ stream: PREFIX + id, version: 0 }))] };
  }

  private async streams(prefix: string): Promise<string[]> {
    const { rows } = await this.store.pool.query<{ stream: string }>('select stream from log.streams where stream > $1 and stream < $2 order by stream', [prefix, `${prefix.slice(0, -1)}0`]);
    return rows.map(({ stream }) => stream.slice(prefix.length));
  }
}
