import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { encodeToken } from '#libs/event-store/cursor';
import { EMPTY_ROSTER, UNIT_CLASSES, type UnitClass } from '#libs/supervision/roster/roster';
import { Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { Flag, Id, OneOf, Several, Text, Texts } from '../core/fields';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { RosterAnswer, RosterBody } from './lists.dto';

export class NewUnitDto {
  @Text({ description: 'Full name', example: '市人力资源和社会保障局' }, { min: 2, max: 100 }) name!: string;
  @Texts({ description: 'Other names it goes by', example: ['市人社局'] }, { max: 20 }) aliases!: string[];
  @OneOf(UNIT_CLASSES, { description: 'Kind of unit (单位类别)' }, { nullable: true }) unitClass?: UnitClass | null;
  @Id({ description: 'Unit it is subordinate to (隶属)' }, { nullable: true }) parentId?: string | null;
  @Id({ description: 'Unit in whose house it sits (设在、合署)' }, { nullable: true }) housedIn?: string | null;
  @Flag({ description: 'Whether somebody is registered who receives' }) staffed!: boolean;
}

export class RegisterBody {
  @Several(() => NewUnitDto, { description: 'Units that are not registered yet' }, { max: 1000 }) units!: NewUnitDto[];
}

export class GroupBody {
  @Text({ description: 'Name of the group', example: '市协调小组其他成员单位' }, { min: 2, max: 100 }) name!: string;
  @Texts({ description: 'Ids of its members from today on' }, { max: 1000 }) memberIds!: string[];
}

/** Units and groups (名册). */
@ApiTags('roster')
@ApiBearerAuth()
@ApiProblems()
@Controller('roster')
export class RosterController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('roster.read')
  @ApiOperation({ summary: 'All units and groups', operationId: 'readRoster' })
  @ApiResponse({ status: 200, type: RosterBody })
  async roster(): Promise<unknown> {
    const { state } = await this.core.references.roster();
    const roster = state ?? EMPTY_ROSTER;
    return { version: roster.version, units: Object.values(roster.units), groups: Object.values(roster.groups) };
  }

  @Post('units')
  @HttpCode(200)
  @Does('roster.change')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOperation({ summary: 'Register units; those that are there stay as they are', operationId: 'registerUnits' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  async register(@Body() body: RegisterBody, @SentBy() sent: Sent): Promise<unknown> {
    const actor = { kind: 'person' as const, personId: sent.identity.personId, unitId: sent.identity.unitId };
    return this.answer(await this.core.roster.register(body.units, actor, sent.sender));
  }

  @Post('groups')
  @HttpCode(200)
  @Does('roster.change')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOperation({ summary: 'Form a group, or add members to it', operationId: 'formGroup' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  async group(@Body() body: GroupBody, @SentBy() sent: Sent): Promise<unknown> {
    const actor = { kind: 'person' as const, personId: sent.identity.personId, unitId: sent.identity.unitId };
    return this.answer(await this.core.roster.group(body.name, body.memberIds, actor, sent.sender));
  }

  private answer(outcome: Awaited<ReturnType<Core['roster']['register']>>): unknown {
    if (outcome.kind === 'rejected') throw rejected(outcome.rejection);
    if (outcome.kind === 'differentBody') throw problem(409, 'key-reused', '这个 Idempotency-Key 已用于另一条命令，请换一个', 'This Idempotency-Key was used for another command: take a new one');
    if (outcome.kind === 'busy') throw problem(503, 'busy', '名册正被修改，请重试', 'The roster is being written: try again');
    return { version: outcome.state.version, units: Object.values(outcome.state.units), groups: Object.values(outcome.state.groups), position: encodeToken(outcome.cursor) };
  }
}
