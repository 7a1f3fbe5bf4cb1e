import { ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';

export const BRIEFING_STATUSES = ['draft', 'published', 'discarded'] as const;

class BriefingPeriodBody {
  @Shown.day() from!: string;
  @Shown.day() to!: string;
}

export class BriefingRowBody {
  @Shown.text({ description: 'The office that draws it up' }) officeUnitId!: string;
  @Shown.text({ description: 'Its name' }) office!: string;
  @Shown.text() id!: string;
  @Shown.text({ description: 'Name in the head', example: '产改工作简报' }) name!: string;
  @Shown.text() title!: string;
  @Shown.text({ example: 'published' }) status!: string;
  @Shown.text({ nullable: true }) planId!: string | null;
  @Shown.a(() => BriefingPeriodBody) period!: BriefingPeriodBody;
  @Shown.moment() draftedAt!: string;
  @Shown.number({ nullable: true, description: 'Of the issue' }) year!: number | null;
  @Shown.number({ nullable: true, description: 'Number of the year (第10期)' }) issue!: number | null;
  @Shown.number({ nullable: true, description: 'Total number (总第36期)' }) total!: number | null;
  @Shown.moment({ nullable: true }) publishedAt!: string | null;
  @Shown.text({ nullable: true, description: 'The issue that it corrects (更正)' }) corrects!: string | null;
  @Shown.text({ nullable: true, description: 'The issue that corrects it' }) correctedBy!: string | null;
  @Shown.moment({ nullable: true, description: 'When somebody of the caller’s unit said that they had read it' }) readAt!: string | null;
}

@ApiSchema({ description: 'One page of the briefings that the caller may read, the newest first' })
export class BriefingListBody {
  @Shown.moment() asOf!: string;
  @Shown.number({ description: 'All that match' }) total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.several(() => BriefingRowBody) rows!: BriefingRowBody[];
}
