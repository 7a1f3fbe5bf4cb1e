import { ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';
import { NotNowBody } from '../items/item-acts.dto';

export class ProceedingActBody {
  @Shown.text({ description: 'The operation, as this document names it', example: 'strikeOffFinding' }) act!: string;
  @Shown.text({ description: 'Where it is sent', example: '/inspections/i1/findings/f1/strike-off' }) path!: string;
  @Shown.text({ nullable: true, description: 'What it is about within the proceeding: a finding, a visit, a paper, a step, a unit; null: the whole', example: 'finding' }) about!: string | null;
  @Shown.text({ nullable: true, description: 'Its id there' }) subject!: string | null;
  @Shown.text({ nullable: true, description: 'The unit that it concerns' }) unitId!: string | null;
  @Shown.byKey({ description: 'What its body says of the subject, beside what a person types: the revision that is amended, the result that is signed' }) body!: object;
  @Shown.number({ nullable: true, description: 'What to give as If-Match where that is not the proceeding’s version: of a form its own' }) version!: number | null;
  @Shown.a(() => NotNowBody, { nullable: true, description: 'Why it would be refused now; null where it would be taken' }) refused!: NotNowBody | null;
}

@ApiSchema({ description: 'What could be asked of the proceeding now, and of each whether the caller may, and otherwise why not and who could; nothing was written' })
export class ProceedingActsBody {
  @Shown.text() kind!: string;
  @Shown.text() id!: string;
  @Shown.number({ description: 'Material version that this is true of: give it as If-Match' }) version!: number;
  @Shown.moment() now!: string;
  @Shown.several(() => ProceedingActBody) acts!: ProceedingActBody[];
}
