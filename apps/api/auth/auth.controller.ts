import { Body, Controller, Delete, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Identity } from '#libs/identity/identity';
import type { SessionTokens } from '#libs/identity/sessions/outcomes';
import { Flag, Id, Text } from '../core/fields';
import { Core } from '../core/core';
import { KEY, RepeatsSafely } from '../core/headers';
import { accountCommand, SentBy, type Sent } from '../items/sent';
import { problem, ProblemError } from '../problems/problem';
import { ApiProblems } from '../problems/api-problems';
import { Caller, Does, Public } from './identity.decorators';
import { SIGN_IN_REFUSALS } from './refusals.table';
import { dropCookie, fromCookie, keepInCookie } from './refresh-cookie';
import { IdentityBody, SignedInBody } from './session.dto';

export class SignInBody {
  @Text({ description: 'Login name', example: 'office' }, { min: 1, max: 100 })
  login!: string;
  @Text({ description: 'Password' }, { min: 1, max: 200 })
  password!: string;
  @Id({ description: 'Unit to act for, where the person holds roles in several' }, { nullable: true })
  unitId?: string | null;
  @Flag({ description: 'For pages in a browser: the refresh token is set as a cookie that no script can read, and is not in the answer' }, { optional: true })
  inCookie?: boolean;
}

export class RefreshBody {
  @Text({ description: 'The refresh token of the last answer; good for one use. Left out: the one in the cookie', example: 'the-refresh-token-of-the-last-answer' }, { min: 1, max: 300, nullable: true })
  refreshToken?: string | null;
}

export class ActAsBody {
  @Id({ description: 'Unit to act for from now on' })
  unitId!: string;
}

export class ChangePasswordBody {
  @Text({ description: 'The present password' }, { min: 1, max: 200 })
  present!: string;
  @Text({ description: 'The new password, at least ten characters' }, { min: 1, max: 200 })
  next!: string;
}

/** The refresh token is either in the answer or in the cookie, never in both. */
function told(tokens: SessionTokens, request: Request, inCookie: boolean): Record<string, unknown> {
  if (inCookie) keepInCookie(request, tokens.refreshToken, tokens.refreshExpiresAt);
  return { accessToken: tokens.accessToken, accessExpiresAt: tokens.accessExpiresAt, refreshToken: inCookie ? null : tokens.refreshToken, refreshExpiresAt: tokens.refreshExpiresAt, tokenType: 'Bearer' };
}

function refuse(refusal: { code: string; retryAfterSeconds?: number }): ProblemError {
  const { status, field, zh, en } = SIGN_IN_REFUSALS[refusal.code] ?? { status: 401, zh: '登录失败', en: 'Sign-in failed' };
  const found = problem(status, refusal.code, zh, en, field === undefined ? {} : { fields: [{ field, zh, en }] });
  return refusal.retryAfterSeconds === undefined ? found : new ProblemError(found.problem, { 'Retry-After': String(refusal.retryAfterSeconds) });
}

@ApiTags('session')
@ApiProblems()
@Controller('session')
export class AuthController {
  constructor(private readonly core: Core) {}

  @Post()
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign in (登录)', operationId: 'signIn' })
  @RepeatsSafely('another session begins, and the one whose answer was lost ends of itself')
  @ApiResponse({ status: 200, type: SignedInBody })
  async signIn(@Body() body: SignInBody, @Req() request: Request): Promise<Record<string, unknown>> {
    const outcome = await this.core.sessions.signIn(body.login, body.password, { address: request.ip ?? '', unitId: body.unitId ?? undefined });
    if (outcome.kind === 'refused') throw refuse(outcome);
    return { ...told(outcome.tokens, request, body.inCookie === true), identity: outcome.identity };
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Exchange the refresh token for new tokens, and be told who one is', operationId: 'refreshSession' })
  @RepeatsSafely('the refresh token is good for one use, and a repeat is told that it was used')
  @ApiResponse({ status: 200, type: SignedInBody })
  async refresh(@Body() body: RefreshBody, @Req() request: Request): Promise<Record<string, unknown>> {
    const kept = (body.refreshToken ?? null) === null ? fromCookie(request) : undefined;
    const outcome = await this.core.sessions.refresh(body.refreshToken ?? kept ?? '');
    if (outcome.kind === 'refused') throw refuse({ code: `refresh-${outcome.code}` });
    const identity = await this.core.sessions.authenticate(outcome.tokens.accessToken);
    // Its account was closed in the same moment.
    if (identity === null) throw refuse({ code: 'refresh-revoked' });
    return { ...told(outcome.tokens, request, kept !== undefined), identity };
  }

  @Get()
  @Does('session.self')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who am I, and for which units may I act (身份)', operationId: 'readSession' })
  @ApiResponse({ status: 200, type: IdentityBody })
  self(@Caller() identity: Identity): Identity {
    return identity;
  }

  @Post('act-as')
  @HttpCode(200)
  @Does('session.self')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Act for another of one’s units', operationId: 'actAs' })
  @RepeatsSafely('it says for whom the session acts afterwards')
  @ApiResponse({ status: 200, type: IdentityBody })
  async actAs(@Caller() identity: Identity, @Body() body: ActAsBody): Promise<Identity> {
    const outcome = await this.core.sessions.actAs(identity.sessionId, body.unitId);
    if (outcome.kind === 'refused') throw refuse(outcome);
    return outcome.identity;
  }

  @Post('password')
  @HttpCode(204)
  @Does('session.self')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Change one’s password; other sessions end', operationId: 'changePassword' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 204 })
  async changePassword(@SentBy() sent: Sent, @Body() body: ChangePasswordBody, @Req() request: Request): Promise<void> {
    const outcome = await this.core.sessions.changePassword(sent.identity, body.present, body.next, request.ip ?? '', accountCommand(sent, 'changePassword'));
    // Who asks is signed in: a wrong present password is a field that is wrong.
    if (outcome.kind === 'refused') throw refuse(outcome.code === 'credentials' ? { code: 'present-password-wrong' } : outcome);
  }

  @Delete()
  @HttpCode(204)
  @Does('session.self')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Sign out (退出)', operationId: 'signOut' })
  @RepeatsSafely('the session has ended')
  @ApiResponse({ status: 204 })
  async signOut(@Caller() identity: Identity, @Req() request: Request): Promise<void> {
    await this.core.sessions.signOut(identity.sessionId);
    dropCookie(request);
  }
}
