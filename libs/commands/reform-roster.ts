import type { EventStore } from '#libs/event-store/event-store';
import { REFORM_UNIT } from '#libs/supervision/reform-unit/reform-unit';
import { reject, type Rejection } from '#libs/supervision/rejection';
import type { Guards } from './proceeding-commands';
import type { Proceedings } from './proceedings';

/** The roster of reform units (重点改革单位名单) as it stands now, of every office. */
export class ReformRoster {
  constructor(
    private readonly store: EventStore,
    private readonly proceedings: Proceedings,
  ) {}

  /** Guards by which each of these is known to be on it; the first that is not is refused by its field. */
  async listed(unitIds: readonly string[], field: string): Promise<{ guards: Guards } | { rejected: Rejection }> {
    if (unitIds.length === 0) return { guards: [] };
    const units = this.proceedings.of(REFORM_UNIT);
    const { rows } = await this.store.pool.query<{ stream: string }>(`select stream from log.streams where stream > 'reform-unit/' and stream < 'reform-unit0' order by stream`);
    const listed = new Map<string, Guards[number]>();
    for (const { stream } of rows) {
      const { state, version } = await units.load(stream.slice('reform-unit/'.length));
      const unitId = state === null || state.closed ? null : state.particulars.unitId;
      if (unitId !== null) listed.set(unitId, { stream, version });
    }
    const unknown = unitIds.findIndex((id) => !listed.has(id));
    return unknown >= 0 ? reject('reform-unit-unlisted', { field: `${field}[${unknown}]`, details: { unitId: unitIds[unknown]! } }) : { guards: unitIds.map((id) => listed.get(id)!) };
  }
}
