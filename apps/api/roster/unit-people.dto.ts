import { ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';

export class PersonBody {
  @Shown.text({ example: 'p-0a1b2c' }) personId!: string;
  @Shown.text() name!: string;
  @Shown.texts({ description: 'Roles of the business that they hold in the unit' }) roles!: string[];
}

@ApiSchema({ description: 'Who works in the unit now' })
export class PeopleBody {
  @Shown.text() unitId!: string;
  @Shown.several(() => PersonBody) people!: PersonBody[];
}
