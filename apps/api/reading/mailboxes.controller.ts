import { isDeepStrictEqual } from 'node:util';
import { Body, Controller, Get, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Identity } from '#libs/identity/identity';
import type { Act } from '#libs/identity/policy/acts';
import { isAddress, wrongSetting, type MailboxOwner, type MailboxSettings } from '#libs/notices/mailbox';
import { readMailbox, setBy, writeMailbox, type Mailbox } from '#libs/notices/mailboxes';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { GivesVersion, IfMatch, RepeatsSafely } from '../core/headers';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { MailboxBody, NewMailboxBody } from './mailboxes.dto';

function malformed(field: string, zh: string, en: string): Error {
  return problem(400, 'malformed', `请求内容不正确：${zh}`, `The request is not right: ${en}`, { fields: [{ field, zh, en }] });
}

const SETS_WHOLE = 'the mailbox is set whole, and is as it was asked for; under the `If-Match` of the first it changes nothing that came after';

/** How notices go out by e-mail (信箱): one mailbox a unit, one a person. */
@ApiTags('notices')
@ApiBearerAuth()
@ApiProblems()
@Controller('mailboxes')
export class MailboxesController {
  constructor(private readonly core: Core) {}

  @Get('me')
  @Does('session.self')
  @ApiOperation({ summary: 'One’s own mailbox, for notices that name one', operationId: 'readOwnMailbox' })
  @GivesVersion()
  @ApiResponse({ status: 200, type: MailboxBody })
  readOwn(@Caller() { personId }: Identity, @Res({ passthrough: true }) res: Response): Promise<MailboxBody> {
    return this.shown({ kind: 'person', id: personId }, res);
  }

  @Put('me')
  @Does('session.self')
  @IfMatch('refused with 412 when the mailbox has changed since')
  @ApiOperation({ summary: 'Set one’s own mailbox', operationId: 'setOwnMailbox' })
  @RepeatsSafely(SETS_WHOLE)
  @ApiResponse({ status: 200, type: MailboxBody })
  setOwn(@Body() body: NewMailboxBody, @Headers('if-match') seen: string | undefined, @Caller() identity: Identity, @Res({ passthrough: true }) res: Response): Promise<MailboxBody> {
    return this.set({ kind: 'person', id: identity.personId }, body, seen, identity, res);
  }

  @Get(':unitId')
  @Does('mailbox.read')
  @ApiOperation({ summary: 'The mailbox of a unit: addresses, hours, digest, greeting', operationId: 'readMailbox' })
  @GivesVersion()
  @ApiResponse({ status: 200, type: MailboxBody })
  async read(@Param('unitId') unitId: string, @Caller() identity: Identity, @Res({ passthrough: true }) res: Response): Promise<MailboxBody> {
    return this.shown(await this.unit(unitId, 'mailbox.read', identity), res);
  }

  @Put(':unitId')
  @Does('mailbox.change')
  @IfMatch('refused with 412 when the mailbox has changed since')
  @ApiOperation({ summary: 'Set the mailbox of a unit; without addresses notices are in the inbox alone', operationId: 'setMailbox' })
  @RepeatsSafely(SETS_WHOLE)
  @ApiResponse({ status: 200, type: MailboxBody })
  async change(@Param('unitId') unitId: string, @Body() body: NewMailboxBody, @Headers('if-match') seen: string | undefined, @Caller() identity: Identity, @Res({ passthrough: true }) res: Response): Promise<MailboxBody> {
    return this.set(await this.unit(unitId, 'mailbox.change', identity), body, seen, identity, res);
  }

  private async unit(unitId: string, act: Act, identity: Identity): Promise<MailboxOwner> {
    const { units } = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    if (!Object.hasOwn(units, unitId)) throw rejected({ code: 'not-found', field: 'unitId' });
    allow(identity, act, { unitId });
    return { kind: 'unit', id: unitId };
  }

  private async set(owner: MailboxOwner, body: NewMailboxBody, ifMatch: string | undefined, identity: Identity, res: Response): Promise<MailboxBody> {
    const version = ifMatch === undefined || ifMatch === '*' ? null : Number(/^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch)?.[1] ?? Number.NaN);
    if (Number.isNaN(version)) throw problem(400, 'if-match', 'If-Match 应为读取时得到的 ETag，例如 "2"', 'If-Match must be the ETag that was read, "2" say');
    const strange = body.addresses.findIndex((a) => !isAddress(a));
    if (strange >= 0) throw malformed(`addresses[${strange}]`, '不是邮件地址', 'is no e-mail address');
    const settings: MailboxSettings = { digest: body.digest, digestAt: body.digestAt, hours: body.hours ?? null, urgentAnyTime: body.urgentAnyTime, greeting: body.greeting };
    const wrong = wrongSetting(settings);
    if (wrong !== null) throw malformed(wrong, wrong === 'hours' ? '应为 HH:mm，且开始早于结束' : '应为 HH:mm，且在接收时间之内', wrong === 'hours' ? 'must be HH:mm, beginning before its end' : 'must be HH:mm, within the hours');
    const written = await writeMailbox(this.core.pool, owner, [...new Set(body.addresses)], settings, version, identity.personId, this.core.clock.now());
    if (written === null) {
      // Sent again by the same person after the answer was lost: it is as it was asked for.
      const now = await readMailbox(this.core.pool, owner);
      const own = now.version === (version ?? 0) + 1 && (await setBy(this.core.pool, owner, now.version)) === identity.personId;
      if (own && isDeepStrictEqual([now.addresses, now.settings], [[...new Set(body.addresses)], settings])) return this.answer(owner, now, res);
      throw problem(412, 'stale', '信箱设置已被他人修改，请重新读取', 'Somebody else has changed the mailbox: read it again');
    }
    return this.answer(owner, written, res);
  }

  private async shown(owner: MailboxOwner, res: Response): Promise<MailboxBody> {
    return this.answer(owner, await readMailbox(this.core.pool, owner), res);
  }

  private answer(owner: MailboxOwner, { addresses, settings, version }: Mailbox, res: Response): MailboxBody {
    res.setHeader('ETag', `"${version}"`);
    const { digest, digestAt, hours, urgentAnyTime, greeting } = settings;
    return { owner: owner.id, addresses, digest, digestAt, hours, urgentAnyTime, greeting, version, delivery: this.core.configuration.mail ? 'smtp' : 'inbox only' };
  }
}
