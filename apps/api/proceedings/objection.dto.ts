import { Flag, Nested, Text, Texts } from '../core/fields';
import { OnBehalfDto } from '../items/item-command.dto';

export class ObjectToLatenessBody {
  @Text({ description: 'The lateness, by its id in `latenesses`', example: 'missing:u-7c1d' }, { min: 1, max: 200 }) lateness!: string;
  @Text({ description: 'Why it is none' }, { min: 2, max: 5_000 }) reason!: string;
  @Texts({ description: 'Evidence ids' }, { max: 50, nullable: true }) evidenceIds?: string[] | null;
  @Nested(() => OnBehalfDto, { description: 'Recorded by the office for a unit without an account (代录)' }) onBehalf?: OnBehalfDto | null;
}

export class RuleOnLatenessBody {
  @Flag({ description: 'Upheld: the lateness is overturned and leaves every count' }) upheld!: boolean;
  @Text({ description: 'Why' }, { min: 2, max: 5_000 }) reason!: string;
}
