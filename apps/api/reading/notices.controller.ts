import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { whyWords } from '#libs/notices/letter';
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
    return { unitId: identity.unitId, rows: rows.map((r) => ({ ...r, whyWords: whyWords(r.why) })) };
  }
}
