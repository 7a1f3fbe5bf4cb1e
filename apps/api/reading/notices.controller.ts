import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { Caller, Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { readOwnWrites } from '../core/read-own-writes';
import { ApiProblems } from '../problems/api-problems';
import { InboxBody } from './lists.dto';

interface InboxRow {
  noticeId: string;
  itemId: string;
  number: string;
  title: string;
  kind: string;
  why: string;
  post: string;
  deadline: string | null;
  text: string | null;
  series: string | null;
  seriesNumber: number | null;
  deliveredAt: Date;
  readAt: Date | null;
}

/** Why one got a notice, in words. */
const WHY: Record<string, { zh: string; en: string }> = {
  assignee: { zh: '您单位承办', en: 'your unit is assigned' },
  escalation: { zh: '按提级路径报送', en: 'it was escalated to you' },
  verifier: { zh: '由您单位审核', en: 'your unit verifies it' },
  ruling: { zh: '由您裁定', en: 'you rule on it' },
  signing: { zh: '待您签发', en: 'it waits for your signature' },
  supervision: { zh: '您单位督办', en: 'your unit supervises it' },
  onBehalf: { zh: '该单位无人注册，由办公室代录', en: 'nobody is registered in the unit: the office acts on its behalf' },
  informed: { zh: '知会', en: 'for your information' },
};

/** The inbox of the unit acted for. */
@ApiTags('notices')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 503)
@Controller('inbox')
export class NoticesController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('notice.read')
  @ApiOperation({ summary: 'Notices to the unit acted for, newest first, each with why one got it', operationId: 'readInbox' })
  @ApiResponse({ status: 200, type: InboxBody })
  @ApiQuery({ name: 'unread', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'after', required: false })
  async inbox(@Query('unread') unread: string | undefined, @Query('after') after: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    await readOwnWrites(this.core, after);
    const source = await this.core.reading();
    const rows = await source.query<InboxRow[]>(
      `select x.notice_id as "noticeId", n.item_id as "itemId", i.number, i.title, n.kind, x.why, x.post, n.deadline::text, n.text, n.series, n.number as "seriesNumber",
              x.delivered_at as "deliveredAt", x.read_at as "readAt"
         from read.inbox x join read.notice n using (notice_id) join read.item i on i.item_id = n.item_id and i.known_to = 'infinity'
        where x.unit_id = $1 and not x.held and ($2 = false or x.read_at is null)
        order by x.delivered_at desc, x.notice_id limit 500`,
      [identity.unitId, unread === 'true'],
    );
    return { unitId: identity.unitId, rows: rows.map((r) => ({ ...r, whyWords: WHY[r.why] ?? WHY['informed'] })) };
  }
}
