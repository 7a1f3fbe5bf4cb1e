import { ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';
import { RulesVariantBody } from '../rules/rules-view.dto';
import { TraitsBody } from './traits.dto';

@ApiSchema({ description: 'What is laid down for a unit by what it is (分类指导)' })
export class GuidanceBody {
  @Shown.text() unitId!: string;
  @Shown.text() unit!: string;
  @Shown.a(() => TraitsBody) traits!: TraitsBody;
  @Shown.text({ example: 'standard' }) policyId!: string;
  @Shown.number({ description: 'Version of the policy that decides' }) policyVersion!: number;
  @Shown.several(() => RulesVariantBody, { description: 'The variants that are for it; the last one has the last word' }) variants!: RulesVariantBody[];
}
