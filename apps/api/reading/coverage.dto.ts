import { ApiSchema } from '@nestjs/swagger';
import { COVERAGE_STANDINGS } from '#libs/supervision/period-coverage/cell';
import { FromReadModelsBody } from '../core/list-answer';
import { Shown } from '../core/shown';

class CountsBody {
  @Shown.number({ description: '按时' }) inTime!: number;
  @Shown.number({ description: '迟报' }) late!: number;
  @Shown.number({ description: '缺报' }) missing!: number;
  @Shown.number({ description: '不计' }) excused!: number;
  @Shown.number({ description: '未到期' }) notDue!: number;
}

class CoveragePeriodBody {
  @Shown.text({ example: '2026-M03' }) period!: string;
  @Shown.day() firstDay!: string;
  @Shown.day() lastDay!: string;
}

class CoverageUnitBody extends CountsBody {
  @Shown.text() unitId!: string;
}

class CoverageCountBody extends CountsBody {
  @Shown.text() unitId!: string;
  @Shown.text() period!: string;
}

/** Units × periods; each figure is the number of cells that `/coverage/cells` lists for it. */
@ApiSchema({ description: 'Units × periods; each figure is the number of cells that `/coverage/cells` lists for it' })
export class CoverageBody extends FromReadModelsBody {
  @Shown.moment({ description: 'As known at' }) asOf!: string;
  @Shown.several(() => CoveragePeriodBody, { description: 'Columns, in order' }) periods!: CoveragePeriodBody[];
  @Shown.several(() => CoverageCountBody) cells!: CoverageCountBody[];
  @Shown.several(() => CoverageUnitBody) units!: CoverageUnitBody[];
  @Shown.a(() => CountsBody) total!: CountsBody;
}

class CoverageCellBody {
  @Shown.text({ description: 'Stream of the event that it rests on', example: 'item/p1-3' }) stream!: string;
  @Shown.number({ description: 'Version of that event in its stream' }) event!: number;
  @Shown.text({ nullable: true }) itemId!: string | null;
  @Shown.text({ nullable: true, example: 'reporting-round/r1' }) proceeding!: string | null;
  @Shown.text({ nullable: true }) planId!: string | null;
  @Shown.text() unitId!: string;
  @Shown.text({ nullable: true }) assignmentId!: string | null;
  @Shown.text({ nullable: true, description: 'The step that was opened for the period' }) stepId!: string | null;
  @Shown.text({ description: 'Template or cadence of the duty; reporting-round for a round' }) duty!: string;
  @Shown.text() title!: string;
  @Shown.text() period!: string;
  @Shown.day() firstDay!: string;
  @Shown.day() lastDay!: string;
  @Shown.day({ nullable: true, description: 'Last day, inclusive; null while a suspension lasts' }) due!: string | null;
  @Shown.oneOf(COVERAGE_STANDINGS) standing!: string;
  @Shown.moment({ nullable: true }) reportedAt!: string | null;
  @Shown.number({ nullable: true, description: 'Of what came late: working days after its day' }) lateWorkingDays!: number | null;
  @Shown.text({ nullable: true, description: 'Why it is not held against the unit', example: 'suspended' }) excuse!: string | null;
}

@ApiSchema({ description: 'One page of the cells behind the coverage figures' })
export class CoverageCellsBody extends FromReadModelsBody {
  @Shown.moment() asOf!: string;
  @Shown.number() total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.several(() => CoverageCellBody) rows!: CoverageCellBody[];
}
