import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '#libs/supervision/difficulty/difficulty';
import type { CommonCommand } from '#libs/supervision/proceeding/proceeding.decide';
import { PROCEEDING_POLICY, ProceedingCommands } from '../proceeding-commands';
import { OFFICE, person, type TestSystem } from './a-system';

/** Difficulties on a log of a test's own, as the office carries them on. */
export class Difficulties {
  readonly commands: ProceedingCommands<DifficultyState, DifficultyCommand>;
  private sent = 0;

  constructor(private readonly system: TestSystem) {
    this.commands = new ProceedingCommands(system.store, system.references, system.clock, DIFFICULTY);
  }

  /** Raises one of the unit's, for the office to look after. */
  async raise(id: string, ofUnit: string): Promise<void> {
    const officeUnitId = this.system.units[OFFICE]!;
    const command: DifficultyCommand = {
      type: 'raise', title: `困难 ${id}`, text: '企业反映补贴兑现慢', category: null, source: { kind: 'other', ref: null }, ofUnitId: this.system.units[ofUnit]!, ofName: null,
      planId: null, policyId: PROCEEDING_POLICY, officeUnitId, supervisingUnitId: null, conferenceUnitId: null,
    };
    const done = await this.commands.open(id, PROCEEDING_POLICY, command, person(officeUnitId, 'p-office'), { scope: 'p-office', commandId: `raise-${id}` });
    if (done.kind !== 'accepted') throw new Error(`not raised: ${JSON.stringify(done)}`);
  }

  /** @throws where it was not accepted */
  async act(id: string, command: DifficultyCommand | CommonCommand, unit = OFFICE, personId = 'p-office'): Promise<DifficultyState> {
    const done = await this.commands.execute(id, command, person(this.system.units[unit]!, personId), { scope: personId, commandId: `${command.type}-${id}-${++this.sent}` });
    if (done.kind !== 'accepted') throw new Error(`${command.type} was not accepted: ${JSON.stringify(done)}`);
    return done.state;
  }
}
