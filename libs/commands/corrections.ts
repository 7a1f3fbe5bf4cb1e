import type { Actor } from '#libs/supervision/actor';
import { reject, type Rejection } from '#libs/supervision/rejection';
import type { ItemCommands } from './item-commands';
import type { Jobs, JobWork } from './job';
import type { JobEntry, JobState } from './job.events';
import type { Outcome, Sender } from './outcome';
import type { CorrectionRow, RulesPreviews } from './rules-preview';

/** Kind of the jobs that put latenesses right after a calendar came late. */
export const CORRECTIONS = 'corrections';

/** Which lateness is meant: one of an item's. */
export interface LatenessRef {
  itemId: string;
  duty: string;
  arming: number;
}

function keyOf(l: LatenessRef): string {
  return `${l.itemId}/${l.duty}/${l.arming}`;
}

/**
 * 更正 after a calendar that came late: an act apart from publishing it, with its own basis. Without names it takes what was sent in
 * time after all; work still to be delivered only where it is named, since what is corrected is not marked again for that date.
 */
export class Corrections {
  constructor(
    private readonly previews: RulesPreviews,
    private readonly jobs: () => Jobs,
  ) {}

  /** What may be corrected in the items of the office, by the newest published calendar. */
  offered(officeUnitId: string): Promise<CorrectionRow[]> {
    return this.previews.corrections(officeUnitId);
  }

  /** @param named null: all that were sent in time */
  begin(basis: string, named: LatenessRef[] | null, actor: Extract<Actor, { kind: 'person' }>, sender: Sender): Promise<Outcome<JobState>> {
    const list = async (): Promise<JobEntry[] | { rejected: Rejection }> => {
      const offered = await this.offered(actor.unitId);
      const known = new Set(offered.map(keyOf));
      const wrong = named?.findIndex((l) => !known.has(keyOf(l))) ?? -1;
      if (wrong >= 0) return reject('not-found', { field: `latenesses[${wrong}]` });
      const wanted = named === null ? null : new Set(named.map(keyOf));
      const chosen = offered.filter((o) => (wanted === null ? o.verdict === 'inTime' : wanted.has(keyOf(o))));
      return chosen.map(({ itemId, duty, arming }) => ({ key: keyOf({ itemId, duty, arming }), data: { itemId, duty, arming } }));
    };
    const body = { basis, named: named === null ? null : named.map(({ itemId, duty, arming }) => ({ itemId, duty, arming })) };
    return this.jobs().begin(CORRECTIONS, { basis }, list, actor, sender, body);
  }
}

/** One correction: the item's own command, under the id that the job derives. */
export function correctionWork(items: ItemCommands): JobWork {
  return (entry, job, sender) => {
    const { itemId, duty, arming } = entry.data as unknown as LatenessRef;
    return items.execute(itemId, { type: 'correct', duty, arming, basis: String(job.about['basis']) }, job.actor, sender);
  };
}
