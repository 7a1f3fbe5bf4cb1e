import { ApiSchema } from '@nestjs/swagger';
import { Day, Id, Text } from '../core/fields';
import { Shown } from '../core/shown';

export class NameSubstituteBody {
  @Id({ description: 'Who goes on leave; left out: oneself' }, { nullable: true }) personId?: string | null;
  @Id({ description: 'Who acts meanwhile: a person of the same unit' }) substituteId!: string;
  @Day({ description: 'First day, inclusive', example: '2026-05-06' }) from!: string;
  @Day({ description: 'Last day, inclusive', example: '2026-05-15' }) until!: string;
  @Text({ description: 'Why', example: '年休假' }, { min: 2, max: 500 }) reason!: string;
}

export class EndSubstitutionBody {
  @Text({ description: 'Why it ends before its day', example: '提前返岗' }, { min: 2, max: 500 }) reason!: string;
}

class SubstitutionEndedBody {
  @Shown.moment() at!: string;
  @Shown.text() by!: string;
  @Shown.text() reason!: string;
}

export class SubstitutionBody {
  @Shown.text() id!: string;
  @Shown.text() unitId!: string;
  @Shown.text({ description: 'Who is away' }) personId!: string;
  @Shown.text() substituteId!: string;
  @Shown.day() from!: string;
  @Shown.day({ description: 'Last day, inclusive' }) until!: string;
  @Shown.text() reason!: string;
  @Shown.text() namedBy!: string;
  @Shown.moment() namedAt!: string;
  @Shown.a(() => SubstitutionEndedBody, { nullable: true, description: 'Ended before its last day' }) ended!: SubstitutionEndedBody | null;
  @Shown.flag({ description: 'The substitute acts now' }) inForce!: boolean;
}

@ApiSchema({ description: 'Who acts for whom, and when' })
export class SubstitutionsBody {
  @Shown.several(() => SubstitutionBody) rows!: SubstitutionBody[];
}

@ApiSchema({ description: 'The substitution as it now is, and its place in the log' })
export class SubstitutionAnswer {
  @Shown.a(() => SubstitutionBody) substitution!: SubstitutionBody;
  @Shown.text({ description: 'Place in the log' }) position!: string;
  @Shown.flag() replayed!: boolean;
}
