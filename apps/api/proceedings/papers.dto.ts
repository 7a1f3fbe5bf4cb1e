import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Day, Text, Texts } from '../core/fields';
import { Shown } from '../core/shown';

export class DraftCircularBody {
  @Texts({ description: 'Units that it goes to; each finds it in its inbox once it is signed' }, { max: 500 })
  unitIds!: string[];
  @Text({ description: 'What it says', example: '现将有关情况通报如下……' }, { min: 2 })
  text!: string;
  @Day({ description: 'A day that it sets' }, { nullable: true })
  deadline?: string | null;
}

export class ProceedingNoticeBody {
  @Text({ description: 'Notice id as the inbox shows it', example: 'difficulty/3f2a/v1' }, { min: 1, max: 400 })
  noticeId!: string;
}

export class PlanNoticeBody {
  @Text({ description: 'Notice id as the inbox shows it', example: 'plan/p1/withdrawal.1' }, { min: 1, max: 400 })
  noticeId!: string;
}

@ApiSchema({ description: 'The notice was marked as read; its place in the log' })
export class NoticeReadAnswer {
  @ApiProperty() noticeId!: string;
  @Shown.moment({ description: 'When it was first read by the unit' }) readAt!: string;
  @ApiProperty({ description: 'Place in the log: give it as `after` to a list to read one’s own write' }) position!: string;
  @ApiProperty({ description: 'The command had been carried out before; this is its first result' }) replayed!: boolean;
}
