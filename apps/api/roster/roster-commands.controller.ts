import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { TakesAway } from '#libs/commands/name-uses';
import type { Outcome } from '#libs/commands/outcome';
import { ROSTER_STREAM } from '#libs/commands/references';
import { encodeToken } from '#libs/event-store/cursor';
import type { Actor } from '#libs/supervision/actor';
import type { Roster } from '#libs/supervision/roster/roster';
import type { RosterCommand } from '#libs/supervision/roster/roster.decide';
import { dayOf, type Day } from '#libs/supervision/time/day';
import { actingAs } from '../auth/acting';
import { Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { CommandOn } from '../core/headers';
import { AnswersOneOf } from '../core/one-of';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { rejected } from '../problems/rejection.table';
import { RulesPreviewBody } from '../rules/rules-view.dto';
import { ClassifyBody } from './traits.dto';
import { AliasBody, DissolutionBody, DissolveBody, DissolveGroupBody, GroupBody, HouseBody, JoinBody, LeaveBody, MoveUnitBody, NameUsesBody, RegisterBody, RemoveAliasBody, RenameBody, RosterAnswer, rosterBody, StaffBody } from './roster.dto';

const OnRoster = CommandOn(() => ROSTER_STREAM, 'units or groups have changed');

/** Changes of units and groups (名册): open items follow them of themselves. */
@ApiTags('roster')
@ApiBearerAuth()
@ApiProblems()
@Controller('roster')
export class RosterCommandsController {
  constructor(private readonly core: Core) {}

  @Post('units')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Register units; those that are there stay as they are', operationId: 'registerUnits' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  async register(@Body() body: RegisterBody, @SentBy() sent: Sent): Promise<RosterAnswer> {
    return answer(await this.core.roster.register(body.units, actorOf(sent), sent.sender), sent);
  }

  @Post('units/:unitId/rename')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Rename a unit from now on; history keeps the old name', operationId: 'renameUnit' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  rename(@Param('unitId') unitId: string, @Body() body: RenameBody, @SentBy() sent: Sent): Promise<RosterAnswer> {
    return this.execute({ type: 'rename', unitId, name: body.name }, sent);
  }

  @Post('units/:unitId/alias')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Add another name that a unit goes by', operationId: 'addUnitAlias' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  alias(@Param('unitId') unitId: string, @Body() body: AliasBody, @SentBy() sent: Sent): Promise<RosterAnswer> {
    return this.execute({ type: 'addAlias', unitId, alias: body.alias }, sent);
  }

  @Post('units/:unitId/alias/remove')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Take another name from a unit: nothing that was recorded changes, and a past day knows it as then. With preview only shown', operationId: 'removeUnitAlias' })
  @AnswersOneOf('The roster; with preview who uses the name', [RosterAnswer, NameUsesBody])
  removeAlias(@Param('unitId') unitId: string, @Body() { alias, preview }: RemoveAliasBody, @SentBy() sent: Sent): Promise<RosterAnswer | NameUsesBody> {
    return this.takeAway({ type: 'removeAlias', unitId, alias }, preview, sent);
  }

  @Post('units/:unitId/move')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Say which unit a unit is subordinate to (隶属) from now on; a past day keeps the old one', operationId: 'moveUnit' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  move(@Param('unitId') unitId: string, @Body() body: MoveUnitBody, @SentBy() sent: Sent): Promise<RosterAnswer> {
    return this.execute({ type: 'move', unitId, parentId: body.parentId ?? null }, sent);
  }

  @Post('units/:unitId/house')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Say in whose house a unit sits (设在、合署)', operationId: 'houseUnit' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  house(@Param('unitId') unitId: string, @Body() body: HouseBody, @SentBy() sent: Sent): Promise<RosterAnswer> {
    return this.execute({ type: 'house', unitId, housedIn: body.housedIn ?? null }, sent);
  }

  @Post('units/:unitId/staff')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Say whether somebody is registered in a unit who receives', operationId: 'staffUnit' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  staff(@Param('unitId') unitId: string, @Body() body: StaffBody, @SentBy() sent: Sent): Promise<RosterAnswer> {
    return this.execute({ type: 'staff', unitId, staffed: body.staffed }, sent);
  }

  @Post('units/:unitId/classify')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Say what a unit is told apart by: kind, size, trade, region; rules for such units hold for it from now on. With preview only shown', operationId: 'classifyUnit' })
  @AnswersOneOf('The roster; with preview which deadlines and lights move', [RosterAnswer, RulesPreviewBody])
  async classify(@Param('unitId') unitId: string, @Body() body: ClassifyBody, @SentBy() sent: Sent): Promise<RosterAnswer | RulesPreviewBody> {
    const traits = { unitClass: body.unitClass ?? null, size: body.size ?? null, trade: body.trade ?? null, region: body.region ?? null };
    if (body.preview !== true) return this.execute({ type: 'classify', unitId, traits }, sent);
    const shown = await this.core.office.previews.preview({ kind: 'traits', unitId, traits, effectiveFrom: null });
    if ('rejected' in shown) throw rejected(shown.rejected);
    return shown;
  }

  @Post('units/:unitId/dissolve')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Dissolve a unit: what it holds passes on. With preview only shown', operationId: 'dissolveUnit' })
  @AnswersOneOf('The roster; with preview what would move', [RosterAnswer, DissolutionBody])
  async dissolve(@Param('unitId') unitId: string, @Body() body: DissolveBody, @SentBy() sent: Sent): Promise<RosterAnswer | DissolutionBody> {
    const command = { type: 'dissolve' as const, unitId, until: body.until ?? this.today(), successorId: body.successorId ?? null };
    if (!body.preview) return this.execute(command, sent, { ...body, unitId });
    const shown = await this.core.roster.previewDissolution(command, actorOf(sent));
    if ('rejected' in shown) throw rejected(shown.rejected);
    return shown;
  }

  @Post('groups')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Form a group, or add members to it', operationId: 'formGroup' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  async group(@Body() body: GroupBody, @SentBy() sent: Sent): Promise<RosterAnswer> {
    return answer(await this.core.roster.group(body.name, body.memberIds, actorOf(sent), sent.sender), sent);
  }

  @Post('groups/:groupId/alias/remove')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Take another name from a group. With preview only shown', operationId: 'removeGroupAlias' })
  @AnswersOneOf('The roster; with preview who uses the name', [RosterAnswer, NameUsesBody])
  removeGroupAlias(@Param('groupId') groupId: string, @Body() { alias, preview }: RemoveAliasBody, @SentBy() sent: Sent): Promise<RosterAnswer | NameUsesBody> {
    return this.takeAway({ type: 'removeGroupAlias', groupId, alias }, preview, sent);
  }

  @Post('groups/:groupId/dissolve')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'Dissolve a group: its members leave it, what they hold as such ends, and nothing answers to its name; a past day knows it as then. With preview only shown', operationId: 'dissolveGroup' })
  @AnswersOneOf('The roster; with preview which drafts and open items name the group', [RosterAnswer, NameUsesBody])
  dissolveGroup(@Param('groupId') groupId: string, @Body() { preview }: DissolveGroupBody, @SentBy() sent: Sent): Promise<RosterAnswer | NameUsesBody> {
    return this.takeAway({ type: 'dissolveGroup', groupId }, preview, sent);
  }

  @Post('groups/:groupId/join')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'A unit joins a group: it has the duties of the open items that name the group', operationId: 'joinGroup' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  join(@Param('groupId') groupId: string, @Body() body: JoinBody, @SentBy() sent: Sent): Promise<RosterAnswer> {
    return this.execute({ type: 'join', groupId, unitId: body.unitId, since: body.since ?? this.today() }, sent, { ...body, join: groupId });
  }

  @Post('groups/:groupId/leave')
  @HttpCode(200)
  @Does('roster.change')
  @OnRoster
  @ApiOperation({ summary: 'A unit leaves a group: what it holds as a member ends', operationId: 'leaveGroup' })
  @ApiResponse({ status: 200, type: RosterAnswer })
  leave(@Param('groupId') groupId: string, @Body() body: LeaveBody, @SentBy() sent: Sent): Promise<RosterAnswer> {
    return this.execute({ type: 'leave', groupId, unitId: body.unitId, until: body.until ?? this.today() }, sent, { ...body, leave: groupId });
  }

  private async takeAway(command: TakesAway, preview: boolean, sent: Sent): Promise<RosterAnswer | NameUsesBody> {
    if (!preview) return this.execute(command, sent);
    const shown = await this.core.roster.previewUses(command, actorOf(sent));
    if ('rejected' in shown) throw rejected(shown.rejected);
    return shown;
  }

  private today(): Day {
    return dayOf(this.core.clock.now());
  }

  /** @param body what was sent, where today was filled in for a day that was not */
  private async execute(command: RosterCommand, sent: Sent, body: unknown = command): Promise<RosterAnswer> {
    return answer(await this.core.roster.execute(command, actorOf(sent), sent.sender, body), sent);
  }
}

function actorOf({ identity }: Sent): Actor {
  return actingAs(identity, 'roster.change');
}

function answer(outcome: Outcome<Roster>, sent: Sent): RosterAnswer {
  const { state, cursor, replayed } = accepted(outcome);
  sent.shows({ version: state.version, replayed });
  return { ...rosterBody(state), position: encodeToken(cursor), replayed };
}
