import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { SuggestionCommands } from '#libs/commands/suggestion-commands';
import type { Outcome } from '#libs/commands/outcome';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import type { Suggestion } from '#libs/supervision/suggestion/suggestion';
import { actingAs } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { KEY } from '../core/headers';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { pageOf, type ListQuery } from '../reading/list.query';
import { NewSuggestionBody, OwnSuggestionsBody, SuggestionAnswerBody, SuggestionReplyBody, SuggestionsBody } from './suggestion.dto';

/** 意见建议 about the system itself: made on any page by anybody, read and answered by who runs it. */
@ApiTags('suggestions')
@ApiBearerAuth()
@ApiProblems()
@Controller('suggestions')
export class SuggestionsController {
  private readonly suggestions: SuggestionCommands;

  constructor(core: Core) {
    this.suggestions = new SuggestionCommands(core.store, core.clock);
  }

  @Post()
  @HttpCode(200)
  @Does('feedback')
  @ApiOperation({ summary: 'Say what is wrong with a page, what makes needless work, or what could be better (意见建议)', operationId: 'makeSuggestion' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: SuggestionAnswerBody })
  async make(@Body() body: NewSuggestionBody, @SentBy() { identity, sender }: Sent): Promise<SuggestionAnswerBody> {
    return told(await this.suggestions.make({ page: body.page, kind: body.kind, text: body.text }, actingAs(identity, 'feedback'), sender));
  }

  @Get('own')
  @Does('feedback')
  @ApiOperation({ summary: 'One’s own suggestions with their answers, newest first', operationId: 'listOwnSuggestions' })
  @Ask.offset()
  @Ask.limit()
  @ApiResponse({ status: 200, type: OwnSuggestionsBody })
  async own(@Query() query: ListQuery, @Caller() { personId }: Identity): Promise<OwnSuggestionsBody> {
    const { total, rows } = await this.suggestions.page({ madeBy: personId }, pageOf(query));
    return { total, rows: rows.map(shown) };
  }

  @Get()
  @Does('feedback.keep')
  @ApiOperation({ summary: 'All suggestions, newest first, by unit and without names', operationId: 'listSuggestions' })
  @Ask.flag('open', 'Only those without an answer')
  @Ask.offset()
  @Ask.limit()
  @ApiResponse({ status: 200, type: SuggestionsBody })
  async list(@Query() query: ListQuery): Promise<SuggestionsBody> {
    const [{ total, rows }, open] = await Promise.all([this.suggestions.page({ open: query['open'] === 'true' }, pageOf(query)), this.suggestions.page({ open: true }, { offset: 0, limit: 0 })]);
    return { total, open: open.total, rows: rows.map((s) => ({ ...shown(s), unitId: s.unitId })) };
  }

  @Post(':suggestionId/answer')
  @HttpCode(200)
  @Does('feedback.keep')
  @ApiOperation({ summary: 'Answer a suggestion; its maker sees the newest answer', operationId: 'answerSuggestion' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: SuggestionAnswerBody })
  async answer(@Param('suggestionId') id: string, @Body() { answer }: SuggestionReplyBody, @SentBy() { identity, sender }: Sent): Promise<SuggestionAnswerBody> {
    return told(await this.suggestions.answer(id, answer, actingAs(identity, 'feedback.keep'), sender));
  }
}

/** Without who made it: an answer is owed to what was said. */
function shown({ id, page, kind, text, madeAt, answer, answeredAt }: Suggestion): SuggestionAnswerBody['suggestion'] {
  return { id, page, kind, text, madeAt, answer, answeredAt };
}

function told(outcome: Outcome<Suggestion>): SuggestionAnswerBody {
  const { state, cursor, replayed } = accepted(outcome);
  return { suggestion: shown(state), position: encodeToken(cursor), replayed };
}
