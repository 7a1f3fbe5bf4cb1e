import { ApiSchema } from '@nestjs/swagger';
import { Flag, Nested, OneOf, Text, Texts } from '../core/fields';
import { Shown } from '../core/shown';

class HoursBody {
  @Text({ description: 'First minute, HH:mm in Shanghai', example: '08:30' }, { min: 5, max: 5 }) from!: string;
  @Text({ description: 'Last minute', example: '17:30' }, { min: 5, max: 5 }) to!: string;
}

/** A mailbox as a whole. */
export class NewMailboxBody {
  @Texts({ description: 'E-mail addresses; each gets a mail of its own', example: ['hr@city.example'] }, { max: 20 }) addresses!: string[];
  @OneOf(['daily', 'none'], { description: 'daily: what can wait comes in one mail a working day' }) digest!: 'daily' | 'none';
  @Text({ description: 'When the daily mail goes, HH:mm, within the hours', example: '08:30' }, { min: 5, max: 5 }) digestAt!: string;
  @Nested(() => HoursBody, { description: 'Nothing goes outside of these, on working days (免打扰); null: at any time' }) hours?: HoursBody | null;
  @Flag({ description: 'What is urgent (overdue, escalations, 催办, papers) goes in quiet hours too' }) urgentAnyTime!: boolean;
  @Text({ description: 'Put before the notices of every mail', example: '请承办同志当日查收。' }, { max: 2_000 }) greeting!: string;
}

class ShownHoursBody {
  @Shown.text() from!: string;
  @Shown.text() to!: string;
}

@ApiSchema({ description: 'The mailbox as it now is' })
export class MailboxBody {
  @Shown.text({ description: 'Id of the unit or person' }) owner!: string;
  @Shown.texts() addresses!: string[];
  @Shown.oneOf(['daily', 'none']) digest!: 'daily' | 'none';
  @Shown.text() digestAt!: string;
  @Shown.a(() => ShownHoursBody, { nullable: true }) hours!: { from: string; to: string } | null;
  @Shown.flag() urgentAnyTime!: boolean;
  @Shown.text() greeting!: string;
  @Shown.number({ description: '0: never set; the values are the standard ones' }) version!: number;
  @Shown.oneOf(['smtp', 'inbox only'], { description: 'Whether this installation sends e-mail at all' }) delivery!: string;
}
