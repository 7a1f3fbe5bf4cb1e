import { createHash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '#libs/supervision/difficulty/difficulty';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { visitIdOf } from '#libs/supervision/reform-unit/reform-unit.decide';
import { REFORM_UNIT, type ReformUnitCommand, type ReformUnitState } from '#libs/supervision/reform-unit/reform-unit';
import { normaliseName } from '#libs/supervision/roster/roster';
import type { Outcome, Sender } from './outcome';
import type { ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import type { References } from './references';
import { together } from './together';

export type Listing = Extract<ReformUnitCommand, { type: 'list' }>;
type VisitCommand = Omit<Extract<ReformUnitCommand, { type: 'recordVisit' }>, 'difficultyIds'>;

/** A difficulty that a visit brings up. */
export interface BroughtUp {
  title: string;
  text: string;
  category: string | null;
}

/** Reform units listed by one command: written in one append, so a list is taken over whole or not at all. */
export const MOST_LISTED = 300;
/** A unit that has left and come back so often is no unit. */
const MOST_SPELLS = 50;

/**
 * Commands of reform units that concern more than one stream. A reform unit's id is made of its office and name and counts how often it was on
 * the roster: of two who list it at once, one finds it there.
 */
export class ReformUnitCommands {
  private readonly units: ProceedingCommands<ReformUnitState, ReformUnitCommand>;
  private readonly difficulties: ProceedingCommands<DifficultyState, DifficultyCommand>;

  constructor(
    private readonly log: { store: EventStore; references: References },
    proceedings: Proceedings,
  ) {
    this.units = proceedings.of(REFORM_UNIT);
    this.difficulties = proceedings.of(DIFFICULTY);
  }

  /** The one of that name that is on the office's roster now; otherwise the id that it would be listed under. */
  async find(officeUnitId: string, name: string): Promise<{ id: string; listed: ReformUnitState | null }> {
    const stem = createHash('sha256').update(`${officeUnitId}\u0000${normaliseName(name)}`).digest('hex').slice(0, 12);
    for (let spell = 1; spell <= MOST_SPELLS; spell++) {
      const id = `${stem}-${spell}`;
      const { state } = await this.units.load(id);
      if (state === null || state.closed === null) return { id, listed: state };
    }
    throw new Error(`${name} was listed ${MOST_SPELLS} times`);
  }

  /**
   * Lists reform units, all of them or none. One that is there already is refused by its place in the list.
   *
   * @returns one of them
   */
  async list(listings: readonly Listing[], actor: Actor, sender: Sender): Promise<Outcome<ReformUnitState>> {
    if (listings.length === 0 || listings.length > MOST_LISTED) throw new Error(`lists take 1 to ${MOST_LISTED} reform units`);
    const any = async (streams: readonly string[]): Promise<ReformUnitState | null> => {
      const stream = streams.find((s) => s.startsWith(this.units.streamOf('')));
      return stream === undefined ? null : (await this.units.load(stream.slice(this.units.streamOf('').length))).state;
    };
    return together(this.log, { commands: this.units, id: '' }, { listings }, actor, sender, async (deciding) => {
      const seen = new Set<string>();
      for (const [i, listing] of listings.entries()) {
        const { name } = listing.data.particulars;
        const { id, listed } = await this.find(listing.data.officeUnitId, name);
        if (listed || seen.has(id)) deciding.refuse({ code: 'reform-unit-listed', field: listings.length === 1 ? 'name' : `rows[${i}].name`, details: { name } });
        seen.add(id);
        await deciding.open(this.units, id, listing.data.policyId, listing);
      }
    }, any);
  }

  /** Records a visit; each difficulty that it brings up is raised in the same append, and both name each other. */
  recordVisit(id: string, command: VisitCommand, broughtUp: readonly BroughtUp[], newDifficultyId: (index: number) => string, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<ReformUnitState>> {
    return together(this.log, { commands: this.units, id }, { command, broughtUp, ifMatch: ifMatch ?? null }, actor, sender, async (deciding) => {
      const before = (await this.units.load(id)).state;
      const difficultyIds = broughtUp.map((_, i) => newDifficultyId(i));
      const unit = await deciding.execute(this.units, id, { ...command, difficultyIds }, ifMatch);
      const visitId = visitIdOf(before ?? unit);
      for (const [i, difficulty] of broughtUp.entries()) await deciding.open(this.difficulties, difficultyIds[i]!, unit.policyId, raisedBy(unit, visitId, difficulty));
    });
  }
}

function raisedBy(unit: ReformUnitState, visitId: string, { title, text, category }: BroughtUp): DifficultyCommand {
  const { planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId }: ProceedingState = unit;
  const { name, unitId } = unit.particulars;
  return { type: 'raise', title, text, category, source: { kind: 'visit', ref: `${unit.id}/${visitId}` }, ofUnitId: unitId, ofName: name, planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId };
}
