import type { Reckoning } from '#libs/supervision/plan/draft';
import { Day, Figure, Id, OneOf, Several, Text, Texts } from '../core/fields';
import { RECKONED, RECKONINGS } from '../core/shown';
import { BroughtUpDto } from './brought-up.dto';
import { MaybePlanOfBody } from './followed-step.dto';

class SurveyPlaceDto {
  @Text({ description: 'Where: a city, a league, an enterprise; no two of a survey have the same name', example: '松州市' }, { min: 2, max: 200 })
  name!: string;
  @Id({ description: 'The unit of the roster that it is, or that answers for it' }, { nullable: true })
  unitId?: string | null;
}

export class OpenSurveyBody extends MaybePlanOfBody {
  @Text({ description: 'Title', example: '深化改革专项调研' }, { min: 2, max: 200 })
  title!: string;
  @Text({ description: 'What is to be found out' }, { min: 2 })
  text!: string;
  @Id({ description: 'The unit that goes; left out: the office itself' }, { nullable: true })
  surveyorUnitId?: string | null;
  @Day({ description: 'First day' })
  from!: string;
  @Day({ description: 'Last day by which every place is reported on, inclusive' })
  until!: string;
  @Several(() => SurveyPlaceDto, { description: 'Places' }, { max: 60 })
  places!: SurveyPlaceDto[];
}

class StoryDto {
  @Text({ description: 'In a line' }, { min: 2, max: 200 })
  title!: string;
  @Text({ description: 'What somebody did' }, { min: 2 })
  text!: string;
}

class SurveyFigureDto {
  @Text({ description: 'What is counted', example: '技能人才总量' }, { min: 1, max: 200 })
  metric!: string;
  @Figure({ description: 'In base units: 4.06万 is 40600', example: 40600 }, { min: 0 })
  value!: number;
  @Text({ description: 'Unit of the figure: 人 is not 人次', example: '人次' }, { min: 1, max: 20 })
  unit!: string;
  @OneOf([...RECKONINGS, 'unsaid'], { description: RECKONED })
  reckoning!: Reckoning;
  @Day({ description: 'Last day that it is true of; a stock has one' }, { nullable: true })
  asOf?: string | null;
}

class HeardOfDto extends BroughtUpDto {
  @Text({ description: 'Who has it, in words; left out: the place' }, { max: 200, nullable: true })
  ofName?: string | null;
}

export class ReportPlaceBody {
  @Day({ description: 'The day of the visit; not in the future' })
  day!: string;
  @Texts({ description: 'Person ids of who went' }, { max: 30 })
  personIds!: string[];
  @Text({ description: 'What was found' }, { min: 2 })
  text!: string;
  @Several(() => SurveyFigureDto, { description: 'Figures that were heard there' }, { max: 100 })
  figures!: SurveyFigureDto[];
  @Several(() => StoryDto, { description: 'Examples (典型做法)' }, { max: 50 })
  stories!: StoryDto[];
  @Several(() => HeardOfDto, { description: 'Difficulties: each is raised with this place of the survey as its source' }, { max: 20 })
  difficulties!: HeardOfDto[];
}

export class CorrectFigureBody {
  @Figure({ description: 'What it is, in base units' }, { min: 0 })
  value!: number;
  @Day({ description: 'Last day that it is true of' }, { nullable: true })
  asOf?: string | null;
  @Text({ description: 'Why; what was said before stays beside it' }, { min: 2, max: 2_000 })
  reason!: string;
}

export class ConcludeSurveyBody {
  @Text({ description: 'What came of it' }, { min: 2 })
  text!: string;
}
