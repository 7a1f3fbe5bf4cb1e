import type { Pool } from 'pg';
import { CLOCK } from '#libs/supervision/actor';
import { knownGone } from '#libs/supervision/proceeding/absence';
import { kindOfStream } from '#libs/supervision/proceeding/kinds';
import type { Proceedings } from './proceedings';

interface Found {
  stream: string;
  unitId: string;
  personId: string;
  gone: boolean;
}

/**
 * Tells proceedings of persons to whom something falls by name and who have left: the account is closed, or no role in the unit is left.
 * The duty goes on, its unit and the office hear of it and name another. One who has come back is told as well.
 *
 * Goes by what is owed now: of a signer in a sequence one hears when it is their turn. An account that is locked for a time has not left.
 */
export class AbsentHolders {
  constructor(
    private readonly pool: Pool,
    private readonly proceedings: Proceedings,
  ) {}

  /** @returns how many proceedings were told */
  async look(): Promise<number> {
    let told = 0;
    for (const found of await this.find()) if (await this.tell(found)) told += 1;
    return told;
  }

  private async find(): Promise<Found[]> {
    // A duty whose holder is known to be gone stands with the unit's leader (`withAbsence`), as does one that falls to a leader by name: which it is says the proceeding.
    const { rows } = await this.pool.query<Found>(
      `select distinct d.kind || '/' || d.proceeding_id as stream, d.unit_id as "unitId", d.person_id as "personId", not h.here as gone
         from read.proceeding_duty d
         join auth.accounts a on a.id = d.person_id
        cross join lateral (
          select a.status <> 'disabled' and exists (
            select from auth.grants g where g.account_id = a.id and g.unit_id = d.unit_id and g.since <= now() and (g.until is null or g.until > now())) as here) h
        where d.known_to = 'infinity' and (not h.here or d.post = 'leader')
        order by 1, 2, 3`,
    );
    return rows;
  }

  private async tell({ stream, unitId, personId, gone }: Found): Promise<boolean> {
    const kind = kindOfStream(stream);
    if (!kind) return false;
    const commands = this.proceedings.of(kind);
    const id = stream.slice(kind.name.length + 1);
    const { state } = await commands.load(id);
    if (state === null || knownGone(state.absent, unitId, personId) === gone) return false;
    const sender = { scope: 'system:holders', commandId: `${stream}/${unitId}/${personId}/${state.version}` };
    const outcome = await commands.execute(id, { type: 'noteHolder', unitId, personId, gone }, CLOCK, sender);
    if (outcome.kind === 'busy') throw new Error(`${stream} is being written without pause`);
    return outcome.kind === 'accepted';
  }
}
