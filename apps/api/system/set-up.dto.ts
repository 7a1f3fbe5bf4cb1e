import { ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';

/** What a new system needs before it supervises anything, in this order. */
export const SET_UP_STEPS = ['units', 'accounts', 'grants', 'rules', 'plan'] as const;

class SetUpStepBody {
  @Shown.oneOf(SET_UP_STEPS, { description: 'Units registered; accounts made for people of the offices and units; a role given to somebody of an office; rules or calendar looked through by an office, which set a version of them or issued a plan by them; a plan issued' }) step!: string;
  @Shown.flag() done!: boolean;
  @Shown.number({ nullable: true, description: 'How many there are: units, accounts, accounts with a role; null where nothing is counted' }) count!: number | null;
}

@ApiSchema({ description: 'How far a new system has been set up' })
export class SetUpBody {
  @Shown.several(() => SetUpStepBody, { description: 'In the order in which they are done' }) steps!: SetUpStepBody[];
  @Shown.flag({ description: 'Nothing is left to do' }) done!: boolean;
}
