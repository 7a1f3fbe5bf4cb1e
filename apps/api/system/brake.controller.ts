import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { BrakeCommands } from '#libs/commands/brake-commands';
import { encodeToken } from '#libs/event-store/cursor';
import { kindWords } from '#libs/notices/notice.words';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { actingAs } from '../auth/acting';
import { Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { KEY } from '../core/headers';
import { readOwnWrites } from '../core/read-own-writes';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { BrakeBody, ReleaseBody, ReleasedBody } from './brake.dto';

const WORDS = {
  rate: { zh: '十分钟内发出的通知远多于预期，请核对规则、日历或补录的计划', en: 'far more notices in ten minutes than foreseen: check the policy, the calendar and plans imported late' },
  gap: { zh: '系统停运超过一天，积压的通知等待办公室确认', en: 'nothing was acted on for over a day: what has piled up waits for the office' },
  restore: { zh: '数据由备份恢复，备份之后的办理可能已丢失', en: 'the log was restored from a backup: what was done since may be missing from it' },
} as const;

/** The brake on outgoing notices (制动): why they are held, what would go out, and letting them out. */
@ApiTags('operations')
@ApiBearerAuth()
@ApiProblems()
@Controller('operations/brake')
export class BrakeController {
  private readonly brake: BrakeCommands;

  constructor(private readonly core: Core) {
    this.brake = new BrakeCommands(core.store, core.clock);
  }

  @Get()
  @Does('notice.release')
  @ApiOperation({ summary: 'Whether outgoing notices are held, why, and what would go out, by unit (暂扣的通知)', operationId: 'readBrake' })
  @Ask.after()
  @ApiResponse({ status: 200, type: BrakeBody })
  async preview(@Query('after') after: string | undefined): Promise<BrakeBody> {
    await readOwnWrites(this.core, after);
    const [state, notices, roster] = await Promise.all([this.brake.state(), this.brake.preview(), this.core.references.roster()]);
    const { units } = roster.state ?? EMPTY_ROSTER;
    const byUnit = new Map<string, BrakeBody['units'][number]>();
    for (const { unitId, ...notice } of notices) {
      const row = byUnit.get(unitId) ?? { unitId, unit: units[unitId]?.name ?? unitId, count: 0, notices: [] };
      row.count += 1;
      row.notices.push({ ...notice, kindWords: kindWords(notice.kind) });
      byUnit.set(unitId, row);
    }
    const { held } = state;
    return { held: held !== null, reason: held?.reason ?? null, words: held ? WORDS[held.reason] : null, since: held?.since ?? null, count: notices.length, units: [...byUnit.values()] };
  }

  @Post('release')
  @HttpCode(200)
  @Does('notice.release')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Let out what is held, in one act; stale notices may be skipped (放行)', operationId: 'releaseNotices' })
  @ApiResponse({ status: 200, type: ReleasedBody })
  async release(@Body() body: ReleaseBody, @SentBy() sent: Sent): Promise<ReleasedBody> {
    const { identity, sender } = sent;
    const outcome = await this.brake.release(body.seen, body.skip, actingAs(identity, 'notice.release'), sender);
    switch (outcome.kind) {
      case 'released':
        return { released: outcome.notices, skipped: outcome.skipped, position: encodeToken(outcome.cursor), replayed: outcome.replayed };
      case 'notHeld':
        throw problem(409, 'not-held', '通知没有被暂扣，无需放行', 'No notices are held: there is nothing to release');
      case 'moved':
        throw problem(409, 'preview-moved', `预览时为 ${outcome.seen} 件，现为 ${outcome.now} 件，请重新预览`, `The preview showed ${outcome.seen}, it is ${outcome.now} by now: look at it again`);
      case 'unknownNotice':
        throw problem(422, 'notice-not-held', `通知 ${outcome.noticeId} 不在暂扣之列`, `The notice ${outcome.noticeId} is not among those held`, { fields: [{ field: 'skip', zh: '不在暂扣之列', en: 'is not held' }] });
      case 'differentBody':
        throw problem(409, 'key-reused', '这个 Idempotency-Key 已用于另一条命令，请换一个', 'This Idempotency-Key was used for another command: take a new one');
      case 'busy':
        throw problem(503, 'busy', '正被他人修改，请用同一 Idempotency-Key 重试', 'Others are writing it: try again with the same Idempotency-Key');
    }
  }
}
