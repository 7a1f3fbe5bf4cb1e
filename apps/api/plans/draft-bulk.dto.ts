import { ApiSchema } from '@nestjs/swagger';
import { Day, Figure, Flag, Nested, OneOf, Part, Text, Texts } from '../core/fields';
import { RECURRENCES, Shown, WordsBody } from '../core/shown';
import { DraftChangeBody } from './plan-view.dto';

/** Everything given holds of the items that are meant. */
export class ItemFilterDto {
  @Text({ description: 'Their category', example: '强基' }, { max: 200, nullable: true }) category?: string | null;
  @Flag({ description: 'Those without a category' }, { optional: true }) withoutCategory?: boolean;
  @Text({ description: 'A unit that they name, in whichever role' }, { max: 200, nullable: true }) unit?: string | null;
  @Text({ description: 'Kind of an open question about them', example: 'no-deadline' }, { max: 60, nullable: true }) question?: string | null;
  @Text({ description: 'Words of their title or text' }, { max: 200, nullable: true }) words?: string | null;
}

const KINDS = ['category', 'deadline', 'recurrence', 'addUnit', 'role', 'replaceUnit', 'removeUnit', 'withoutSteps', 'drop'] as const;
export const NAMED_ROLES = ['lead', 'participant', 'unmarked'] as const;

/** One change, with what its kind takes. */
export class BulkChangeDto {
  @OneOf(KINDS, { description: 'What changes; `role`: of a unit that is named; `drop`: they are not followed up' }) kind!: (typeof KINDS)[number];
  @Text({ description: 'Of `category`; left out: none' }, { max: 200, nullable: true }) category?: string | null;
  @Day({ description: 'Of `deadline`; left out: none' }, { nullable: true }) deadline?: string | null;
  @Day({ description: 'Of `withoutSteps`: steps that are due before the day go; left out: all' }, { nullable: true }) before?: string | null;
  @OneOf(RECURRENCES, { description: 'Of `recurrence`; left out: none' }, { nullable: true }) recurrence?: string | null;
  @Text({ description: 'Of `addUnit`, `role`, `replaceUnit` and `removeUnit`: its name as written' }, { min: 1, max: 200, nullable: true }) unit?: string | null;
  @Text({ description: 'Of `replaceUnit`: the name that takes its place' }, { min: 1, max: 200, nullable: true }) by?: string | null;
  @OneOf(NAMED_ROLES, { description: 'Of `addUnit` and `role`' }, { nullable: true }) role?: string | null;
}

/** Items by key or by a filter, and one change for all of them: all or none. */
export class ChangeItemsBody {
  @Texts({ description: 'Keys of draft items; or a filter', example: ['item-1', 'item-2'] }, { max: 5000, nullable: true }) itemKeys?: string[] | null;
  @Nested(() => ItemFilterDto, { description: 'Items of which everything given holds' }) filter?: ItemFilterDto | null;
  @Part(() => BulkChangeDto, { description: 'The change' }) change!: BulkChangeDto;
  @Figure({ description: 'Version of the draft that was previewed (`draftVersion`): another is refused' }, { whole: true, nullable: true }) draftVersion?: number | null;
  @Flag({ description: 'True: only show what it would do' }, { optional: true }) preview?: boolean;
}

class LeftOutBody extends WordsBody {
  @Shown.text() itemKey!: string;
  @Shown.text() itemNumber!: string;
  @Shown.text() title!: string;
  @Shown.oneOf(['is-so', 'unit-not-named', 'carried-over']) why!: string;
}

@ApiSchema({ description: 'What a change in bulk would do to each item, and which it leaves out; nothing was written' })
export class BulkChangePreviewBody {
  @Shown.number({ description: 'The draft that was seen: send it with the change' }) draftVersion!: number;
  @Shown.several(() => DraftChangeBody, { description: 'What would change of what is issued' }) changes!: DraftChangeBody[];
  @Shown.several(() => LeftOutBody, { description: 'Items that were meant and stay as they are' }) leftOut!: LeftOutBody[];
}
