import { ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';

class ComparedItemBody {
  @Shown.text() key!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true }) category!: string | null;
}

class FieldChangeBody {
  @Shown.oneOf(['title', 'category', 'leads', 'participants', 'units', 'targets', 'deadline', 'recurrence']) field!: string;
  @Shown.texts() before!: string[];
  @Shown.texts() after!: string[];
}

class ItemMatchBody {
  @Shown.a(() => ComparedItemBody) before!: ComparedItemBody;
  @Shown.a(() => ComparedItemBody) after!: ComparedItemBody;
  @Shown.oneOf(['certain', 'likely', 'possible'], { description: '`certain`: the same title, or carried over (结转)' }) confidence!: string;
  @Shown.number({ description: '0 to 1, by title or what is done, number and category' }) score!: number;
  @Shown.several(() => FieldChangeBody, { description: 'A deadline that moved by as many years as the plans lie apart is no change' }) changes!: FieldChangeBody[];
}

@ApiSchema({ description: 'What became of the items of an earlier plan in what a file holds' })
export class DraftComparisonBody {
  @Shown.text({ description: 'The earlier plan' }) with!: string;
  @Shown.several(() => ItemMatchBody) carriedOn!: ItemMatchBody[];
  @Shown.several(() => ItemMatchBody) changed!: ItemMatchBody[];
  @Shown.several(() => ComparedItemBody, { description: 'Of the earlier plan, without a counterpart' }) dropped!: ComparedItemBody[];
  @Shown.several(() => ComparedItemBody) added!: ComparedItemBody[];
}

@ApiSchema({ description: 'What became of the items of an earlier plan in a later one' })
export class ComparisonBody extends DraftComparisonBody {
  @Shown.text() planId!: string;
}
