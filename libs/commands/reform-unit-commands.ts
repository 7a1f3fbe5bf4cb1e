import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '#libs/supervision/difficulty/difficulty';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { visitIdOf } from '#libs/supervision/reform-unit/reform-unit.decide';
import { REFORM_UNIT, type ReformUnitCommand, type ReformUnitState } from '#libs/supervision/reform-unit/reform-unit';
import type { Outcome, Sender } from './outcome';
import type { ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import type { References } from './references';
import { together } from './together';

type VisitCommand = Omit<Extract<ReformUnitCommand, { type: 'recordVisit' }>, 'difficultyIds'>;

/** A difficulty that a visit brings up. */
export interface BroughtUp {
  title: string;
  text: string;
  category: string | null;
}

/** Commands of reform units that concern more than one stream, beside their lists. */
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
