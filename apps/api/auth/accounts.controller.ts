import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Account, GrantRequest } from '#libs/identity/accounts/account';
import { ROLES, type Role } from '#libs/identity/roles';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { Id, OneOf, Text } from '../core/fields';
import { KEY } from '../core/headers';
import { accountCommand, SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { problem, type ProblemError } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { Does } from './identity.decorators';
import { ACCOUNT_REFUSALS } from './refusals.table';
import { AccountsBody, NewAccountAnswer } from './session.dto';

export class NewAccountBody {
  @Text({ description: 'Login name: letters, digits, dots and dashes', example: 'hr.feng' }, { min: 2, max: 64 }) login!: string;
  @Text({ description: 'Name as shown', example: '冯某' }, { min: 1, max: 100 }) displayName!: string;
  @Text({ description: 'Telephone' }, { max: 40, nullable: true }) phone?: string | null;
  @Text({ description: 'First password, to be changed at the first sign-in' }, { min: 1, max: 200 }) password!: string;
}

export class GrantBody {
  @OneOf(ROLES, { description: 'Role' }) role!: Role;
  @Id({ description: 'Unit in which it is held' }) unitId!: string;
  @Id({ description: 'Plan that it is limited to' }, { nullable: true }) planId?: string | null;
}

export class PasswordBody {
  @Text({ description: 'New first password, to be changed at the next sign-in' }, { min: 1, max: 200 }) password!: string;
}

function grantOf(personId: string, { role, unitId, planId }: GrantBody): GrantRequest {
  return { personId, role, unitId, planId: planId ?? null };
}

type Refused = { kind: 'refused'; code: string };

function unless<T extends { kind: string }>(outcome: T | Refused): Exclude<T, Refused> {
  if (outcome.kind === 'refused') throw refusal((outcome as Refused).code);
  return outcome as Exclude<T, Refused>;
}

function refusal(code: string): ProblemError {
  const { status, field, zh, en } = ACCOUNT_REFUSALS[code] ?? { status: 409, zh: '不能办理', en: 'It cannot be done' };
  // What a person calls their next password is the only one here.
  return problem(status, code, zh, en, field === undefined ? {} : { fields: [{ field: field === 'next' ? 'password' : field, zh, en }] });
}

/** Accounts and roles: one administrator makes the account, another gives it its role (三员分立). */
@ApiTags('accounts')
@ApiBearerAuth()
@ApiProblems()
@Controller('accounts')
export class AccountsController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('account.read')
  @ApiOperation({ summary: 'Accounts in the order of their logins', operationId: 'listAccounts' })
  @ApiResponse({ status: 200, type: AccountsBody })
  @Ask.id('unitId', 'Accounts that have a role in this unit')
  @Ask.text('after', 'Last login of the page before')
  async list(@Query('unitId') unitId: string | undefined, @Query('after') after: string | undefined): Promise<{ rows: Account[] }> {
    return { rows: await this.core.accounts.list({ ...(unitId === undefined ? {} : { unitId }), ...(after === undefined ? {} : { after }), includeDisabled: true }) };
  }

  @Post()
  @HttpCode(201)
  @Does('account.create')
  @ApiOperation({ summary: 'Create an account; it can do nothing until it has a role', operationId: 'createAccount' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 201, type: NewAccountAnswer })
  async create(@Body() body: NewAccountBody, @SentBy() sent: Sent): Promise<{ personId: string }> {
    const { personId } = unless(await this.core.accounts.create(body, accountCommand(sent, 'createAccount', body.login, body.displayName, body.phone ?? null)));
    return { personId };
  }

  @Post(':personId/password')
  @HttpCode(204)
  @Does('account.create')
  @ApiOperation({ summary: 'Set a new first password; all sessions of the person end', operationId: 'resetPassword' })
  @ApiHeader(KEY)
  async password(@Param('personId') personId: string, @Body() body: PasswordBody, @SentBy() sent: Sent): Promise<void> {
    unless(await this.core.accounts.setPassword(personId, body.password, { by: accountCommand(sent, 'resetPassword', personId) }));
  }

  @Post(':personId/disable')
  @HttpCode(204)
  @Does('account.disable')
  @ApiOperation({ summary: 'Disable an account; its sessions end', operationId: 'disableAccount' })
  @ApiHeader(KEY)
  async disable(@Param('personId') personId: string, @SentBy() sent: Sent): Promise<void> {
    unless(await this.core.accounts.disable(personId, accountCommand(sent, 'disableAccount', personId)));
  }

  @Post(':personId/activate')
  @HttpCode(204)
  @Does('account.disable')
  @ApiOperation({ summary: 'Activate a disabled or locked account', operationId: 'activateAccount' })
  @ApiHeader(KEY)
  async activate(@Param('personId') personId: string, @SentBy() sent: Sent): Promise<void> {
    unless(await this.core.accounts.activate(personId, accountCommand(sent, 'activateAccount', personId)));
  }

  @Post(':personId/grants')
  @HttpCode(204)
  @Does('grant.change')
  @ApiOperation({ summary: 'Give a role in a unit', operationId: 'grantRole' })
  @ApiHeader(KEY)
  async grant(@Param('personId') personId: string, @Body() body: GrantBody, @SentBy() sent: Sent): Promise<void> {
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    if (!roster.units[body.unitId]) throw rejected({ code: 'unit-unknown', field: 'unitId', details: { name: body.unitId } });
    if (body.planId != null && (await this.core.plans.load(body.planId)).state === null) throw rejected({ code: 'not-found', field: 'planId' });
    unless(await this.core.accounts.grant(grantOf(personId, body), accountCommand(sent, 'grantRole', personId, body.role, body.unitId, body.planId ?? null)));
  }

  @Delete(':personId/grants')
  @HttpCode(204)
  @Does('grant.change')
  @ApiOperation({ summary: 'Take a role away', operationId: 'revokeRole' })
  @ApiHeader(KEY)
  async revoke(@Param('personId') personId: string, @Body() body: GrantBody, @SentBy() sent: Sent): Promise<void> {
    unless(await this.core.accounts.revoke(grantOf(personId, body), accountCommand(sent, 'revokeRole', personId, body.role, body.unitId, body.planId ?? null)));
  }
}
