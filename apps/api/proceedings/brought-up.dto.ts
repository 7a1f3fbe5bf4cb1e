import { Text } from '../core/fields';

/** A difficulty that a visit or a survey hears of: it is raised with it. */
export class BroughtUpDto {
  @Text({ description: 'In a line' }, { min: 2, max: 200 })
  title!: string;
  @Text({ description: 'What it is' }, { min: 2 })
  text!: string;
  @Text({ description: '类别' }, { max: 100, nullable: true })
  category?: string | null;
}
