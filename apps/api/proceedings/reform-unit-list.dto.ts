import { ApiSchema } from '@nestjs/swagger';
import { Id, OneOf, Text } from '../core/fields';
import { Shown } from '../core/shown';

/** What stands beside the bytes of a list's file. */
export class ImportReformUnitsQuery {
  @Text({ description: 'Name of the file', example: '名单.xlsx' }, { min: 1, max: 300 }) fileName!: string;
  @OneOf(['true', 'false'], { description: '`true`: only show what the file holds' }, { nullable: true }) preview?: 'true' | 'false' | null;
  @Id({ description: 'The plan that they belong to' }, { nullable: true }) planId?: string | null;
}

class RowProblemBody {
  @Shown.text() column!: string;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
}

class ListedInstructorBody {
  @Shown.text() unitId!: string;
  @Shown.text({ nullable: true, description: 'Null where nobody of that name is known in the unit' }) personId!: string | null;
  @Shown.text() name!: string;
}

class ReformUnitRowBody {
  @Shown.number({ description: 'Line of the file' }) line!: number;
  @Shown.text() name!: string;
  @Shown.day() since!: string;
  @Shown.byKey({ description: 'Type, ownership, trade, size, region, batch, level, unit' }) particulars!: object;
  @Shown.text({ nullable: true }) ownPlan!: string | null;
  @Shown.texts() contactUnitIds!: string[];
  @Shown.several(() => ListedInstructorBody, { description: 'Instructors (改革指导员)' }) instructors!: ListedInstructorBody[];
  @Shown.day({ nullable: true, description: 'It left the roster on this day (退出)' }) until!: string | null;
  @Shown.text({ nullable: true, description: 'Why it left' }) leftReason!: string | null;
  @Shown.oneOf(['list', 'leave', 'same'], { nullable: true, description: 'What comes of the row: put on the roster, taken off it, or there as it says; null where something is wrong with it' }) act!: string | null;
  @Shown.flag({ description: 'Without a contact unit it will be a gap' }) gap!: boolean;
  @Shown.several(() => RowProblemBody) problems!: RowProblemBody[];
}

@ApiSchema({ description: 'What came of the list that was uploaded' })
export class ReformUnitImportBody {
  @Shown.flag() preview!: boolean;
  @Shown.number({ description: 'Reform units that were listed, or would be' }) listed!: number;
  @Shown.number({ description: 'Reform units that left, or would leave' }) left!: number;
  @Shown.number({ description: 'Rows that say what the roster says already' }) same!: number;
  @Shown.several(() => ReformUnitRowBody) rows!: ReformUnitRowBody[];
  @Shown.texts({ description: 'Columns that were not read' }) unknownColumns!: string[];
  @Shown.text({ nullable: true, description: 'Place in the log: give it as `after` to a list' }) position!: string | null;
}
