import { ApiSchema } from '@nestjs/swagger';
import { LONGEST_PAGE, LONGEST_SUGGESTION as LONGEST, SUGGESTION_KINDS } from '#libs/supervision/suggestion/suggestion';
import { OneOf, Text } from '../core/fields';
import { Shown } from '../core/shown';

export class NewSuggestionBody {
  @Text({ description: 'Pattern of the page that it is about, without ids', example: '/items/$itemId' }, { min: 1, max: LONGEST_PAGE }) page!: string;
  @OneOf(SUGGESTION_KINDS, { description: 'Something does not work (fault), it makes needless work (burden), or it could be better (wish)', example: 'burden' }) kind!: (typeof SUGGESTION_KINDS)[number];
  @Text({ description: 'What it is', example: '每月要填两张一样的表' }, { min: 2, max: LONGEST }) text!: string;
}

export class SuggestionReplyBody {
  @Text({ description: 'What is done about it, or why nothing is', example: '已合并为一张表，下月起使用' }, { min: 2, max: LONGEST }) answer!: string;
}

@ApiSchema({ description: 'A suggestion as its maker sees it' })
export class OwnSuggestionBody {
  @Shown.text() id!: string;
  @Shown.text({ example: '/to-do' }) page!: string;
  @Shown.oneOf(SUGGESTION_KINDS) kind!: string;
  @Shown.text() text!: string;
  @Shown.moment() madeAt!: string;
  @Shown.text({ nullable: true }) answer!: string | null;
  @Shown.moment({ nullable: true }) answeredAt!: string | null;
}

@ApiSchema({ description: 'A suggestion as those who run the system see it: the unit, and nobody’s name' })
export class SuggestionBody extends OwnSuggestionBody {
  @Shown.text({ nullable: true }) unitId!: string | null;
}

@ApiSchema({ description: 'One’s own suggestions, newest first' })
export class OwnSuggestionsBody {
  @Shown.number() total!: number;
  @Shown.several(() => OwnSuggestionBody) rows!: OwnSuggestionBody[];
}

@ApiSchema({ description: 'A page of all suggestions, newest first' })
export class SuggestionsBody {
  @Shown.number() total!: number;
  @Shown.number({ description: 'Of all of them, those without an answer' }) open!: number;
  @Shown.several(() => SuggestionBody) rows!: SuggestionBody[];
}

@ApiSchema({ description: 'The suggestion as it now is, and its place in the log' })
export class SuggestionAnswerBody {
  @Shown.a(() => OwnSuggestionBody) suggestion!: OwnSuggestionBody;
  @Shown.text() position!: string;
  @Shown.flag() replayed!: boolean;
}
