import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiSchema, ApiTags } from '@nestjs/swagger';
import { eraseAndNote } from '#libs/commands/people';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { KEY } from '../core/headers';
import { Shown } from '../core/shown';
import { accountCommand, SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { Does } from './identity.decorators';
import { ACCOUNT_REFUSALS } from './refusals.table';

class NamedPersonBody {
  @Shown.text({ description: 'Opaque id, as events hold it' }) subject!: string;
  @Shown.text({ description: 'As it was written down' }) name!: string;
  @Shown.moment({ description: 'When it was written down first' }) since!: string;
}

@ApiSchema({ description: 'People whose names match' })
export class NamedPeopleBody {
  @Shown.several(() => NamedPersonBody) rows!: NamedPersonBody[];
}

@ApiSchema({ description: 'The person’s data can be read no more' })
export class ErasedBody {
  @Shown.flag({ description: 'The person had been erased before' }) again!: boolean;
}

/** Persons that events name, with or without an account: finding and erasing them (删除个人信息). */
@ApiTags('accounts')
@ApiBearerAuth()
@ApiProblems()
@Controller('people')
export class PeopleController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('person.erase')
  @ApiOperation({ summary: 'People without an account whose name, as it was written down, holds the words', operationId: 'findPeople' })
  @Ask.text('name', 'Part of the name, two characters at least', { required: true, example: '冯某' })
  @ApiResponse({ status: 200, type: NamedPeopleBody })
  async find(@Query('name') name: string | undefined): Promise<NamedPeopleBody> {
    const words = typeof name === 'string' ? name.trim() : '';
    if ([...words].length < 2) throw problem(400, 'malformed', '请给出至少两个字的姓名', 'Give at least two characters of the name', { fields: [{ field: 'name', zh: '过短', en: 'is too short' }] });
    return { rows: await this.core.personal.find(words) };
  }

  @Post(':subject/erase')
  @HttpCode(200)
  @Does('person.erase')
  @ApiOperation({ summary: 'Erase a person for good: the key of what events say of them, and their account’s name, login and telephone', operationId: 'erasePerson' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: ErasedBody })
  async erase(@Param('subject') subject: string, @SentBy() sent: Sent): Promise<ErasedBody> {
    const { pool, configuration, personal, accounts } = this.core;
    const outcome = await eraseAndNote(pool, configuration.dataFolder, subject, accountCommand(sent, 'erasePerson', subject));
    if (outcome.kind === 'refused') {
      const { status, zh, en } = ACCOUNT_REFUSALS[outcome.code]!;
      throw problem(status, outcome.code, zh, en);
    }
    personal.forget(subject);
    accounts.forget(subject);
    return { again: outcome.again };
  }
}
