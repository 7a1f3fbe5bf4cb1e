import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FromReadModelsBody } from '../core/list-answer';
import { Day, Figure, Id, Nested, Part, Several, Text, Texts } from '../core/fields';

class SourceDto {
  @Id({ description: 'Stream of the event', example: 'meeting/3f2a' })
  stream!: string;
  @Figure({ description: 'Its version in the stream', example: 4 }, { min: 1, max: 1_000_000_000, whole: true })
  version!: number;
}

class ParagraphDto {
  @Text({ description: 'The paragraph', example: '第二季度召开会议13次。' }, { min: 1, max: 5_000 })
  text!: string;
  @Several(() => SourceDto, { description: 'Events that its figures and statements were taken from; needed where it states a figure', example: [] }, { max: 2_000 })
  sources!: SourceDto[];
}

class SectionDto {
  @Text({ description: 'Heading; null for paragraphs without one' }, { max: 200, nullable: true })
  heading?: string | null;
  @Several(() => ParagraphDto, { description: 'Paragraphs' }, { max: 100 })
  paragraphs!: ParagraphDto[];
}

export class BriefingContentBody {
  @Text({ description: 'Title', example: '第二季度产业工人队伍建设改革工作进展情况' }, { min: 2, max: 200 })
  title!: string;
  @Several(() => SectionDto, { description: 'Sections (一、二、…)' }, { max: 50 })
  sections!: SectionDto[];
}

class PeriodDto {
  @Day({ description: 'First day', example: '2026-04-01' })
  from!: string;
  @Day({ description: 'Last day', example: '2026-06-30' })
  to!: string;
}

class CorrectsDto {
  @Id({ description: 'The published briefing that it corrects', example: 'b1' })
  briefingId!: string;
  @Text({ description: 'Why', example: '会议次数有误' }, { min: 1, max: 1_000 })
  reason!: string;
}

export class DraftBriefingBody extends BriefingContentBody {
  @Id({ description: 'The plan that it is about; null: all' }, { nullable: true })
  planId?: string | null;
  @Part(() => PeriodDto, { description: 'The period that it tells of' })
  period!: PeriodDto;
  @Nested(() => CorrectsDto, { description: 'Set where it corrects a published one (更正)' })
  corrects?: CorrectsDto | null;
}

class ListsDto {
  @Texts({ description: '报', example: ['市委', '市政府'] })
  report!: string[];
  @Texts({ description: '送', example: ['市协调小组各成员单位'] })
  send!: string[];
  @Texts({ description: '发', example: ['各旗区产改办'] })
  issue!: string[];
  @Texts({ description: 'Units of these lists that read published issues here', example: [] }, { max: 500 })
  unitIds!: string[];
  @Figure({ description: 'Printed copies' }, { min: 1, max: 100_000, whole: true, nullable: true })
  copies?: number | null;
}

class IssueNumberDto {
  @Figure({ description: 'Year', example: 2026 }, { min: 1000, max: 9999, whole: true })
  year!: number;
  @Figure({ description: 'Number of the year (第10期)', example: 10 }, { min: 1, max: 100_000, whole: true })
  issue!: number;
  @Figure({ description: 'Total number (总第36期)', example: 36 }, { min: 1, max: 1_000_000, whole: true })
  total!: number;
}

export class BriefingSeriesBody {
  @Text({ description: 'Name in the head', example: '产改工作简报' }, { min: 2, max: 30 })
  name!: string;
  @Part(() => ListsDto, { description: 'Whom it goes to' })
  lists!: ListsDto;
  @Nested(() => IssueNumberDto, { description: 'Number of the next issue, where the office had briefings before; only before the first is published here' })
  first?: IssueNumberDto | null;
}

class PublishedDto extends IssueNumberDto {
  @ApiProperty({ format: 'date-time' })
  at!: string;
  @ApiProperty({ format: 'date' })
  day!: string;
  @ApiProperty()
  personId!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: () => ListsDto })
  lists!: ListsDto;
}

export class BriefingBody {
  @ApiProperty()
  id!: string;
  @ApiProperty({ description: 'Give it as If-Match when it is edited or published' })
  version!: number;
  @ApiProperty({ type: String, nullable: true })
  planId!: string | null;
  @ApiProperty({ type: () => PeriodDto })
  period!: PeriodDto;
  @ApiProperty({ enum: ['draft', 'published', 'discarded'] })
  status!: string;
  @ApiProperty({ format: 'date-time' })
  draftedAt!: string;
  @ApiProperty()
  draftedBy!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ type: () => [SectionDto] })
  sections!: SectionDto[];
  @ApiProperty({ type: () => CorrectsDto, nullable: true })
  corrects!: CorrectsDto | null;
  @ApiProperty({ type: String, nullable: true, description: 'The issue that corrects this one' })
  correctedBy!: string | null;
  @ApiProperty({ type: () => PublishedDto, nullable: true })
  published!: PublishedDto | null;
}

@ApiSchema({ description: 'The office’s briefings, the newest first, with its name, lists and numbers' })
export class BriefingsBody {
  @ApiProperty()
  officeUnitId!: string;
  @ApiProperty()
  version!: number;
  @ApiProperty({ description: 'Name in the head' })
  name!: string;
  @ApiProperty({ type: () => ListsDto })
  lists!: ListsDto;
  @ApiProperty({ type: () => IssueNumberDto, description: 'Number of the next issue' })
  next!: IssueNumberDto;
  @ApiProperty({ type: () => [BriefingBody], description: 'Newest first; drafts for the office alone' })
  briefings!: BriefingBody[];
}

@ApiSchema({ description: 'The briefing as it now is' })
export class BriefingAnswer {
  @ApiProperty({ type: () => BriefingsBody })
  series!: BriefingsBody;
  @ApiProperty({ type: () => BriefingBody, nullable: true, description: 'The one that the command was about' })
  briefing!: BriefingBody | null;
  @ApiProperty({ description: 'Place in the log' })
  position!: string;
  @ApiProperty({ description: 'The command had been carried out before' })
  replayed!: boolean;
}

class CountedEventsDto {
  @ApiProperty({ example: '召开会议13次' })
  text!: string;
  @ApiProperty({ description: 'As many as there are sources' })
  value!: number;
  @ApiProperty({ type: () => [SourceDto] })
  sources!: SourceDto[];
}

class BriefingFigureDto extends CountedEventsDto {
  @ApiProperty({ example: 'meetingsHeld' })
  name!: string;
  @ApiProperty({ type: () => [CountedEventsDto], description: 'What it is made up of, each with its own events: of meetings their kinds (推进会6次); of others nothing' })
  parts!: CountedEventsDto[];
}

class PlaceOfFigureDto {
  @ApiProperty()
  surveyId!: string;
  @ApiProperty()
  placeId!: string;
  @ApiProperty({ example: '松州市' })
  name!: string;
}

class PartOfFigureDto {
  @ApiProperty({ description: 'Who told it; of a lower plan its office' })
  unitId!: string;
  @ApiProperty()
  value!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  asOf!: string | null;
}

class ToldFigureDto {
  @ApiProperty({ example: '技能人才总量' })
  metric!: string;
  @ApiProperty({ description: 'In base units', example: 4060000 })
  value!: number;
  @ApiProperty({ example: '人次' })
  unit!: string;
  @ApiProperty({ enum: ['stock', 'cumulative', 'yearly', 'unsaid'] })
  reckoning!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The oldest day that it rests on' })
  asOf!: string | null;
  @ApiProperty({ example: '技能人才总量406万人次（截至2024年12月31日）' })
  text!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The item whose target it is' })
  itemId!: string | null;
  @ApiProperty({ type: () => PlaceOfFigureDto, nullable: true, description: 'Where a survey heard it' })
  place!: PlaceOfFigureDto | null;
  @ApiProperty({ type: () => [PartOfFigureDto] })
  parts!: PartOfFigureDto[];
  @ApiProperty({ description: 'Values that may be one thing count once until the office decides (settle-overlap)' })
  undecided!: boolean;
  @ApiProperty({ type: () => [SourceDto] })
  sources!: SourceDto[];
}

class ToldGroupDto {
  @ApiProperty({ enum: ['stock', 'cumulative', 'yearly', 'unsaid'] })
  reckoning!: string;
  @ApiProperty({ example: '人次' })
  unit!: string;
  @ApiProperty({ type: () => [ToldFigureDto] })
  figures!: ToldFigureDto[];
}

/** Figures that a briefing may tell. */
@ApiSchema({ description: 'Figures of the period, each with the events that it counts' })
export class BriefingFiguresBody extends FromReadModelsBody {
  @ApiProperty({ type: () => [BriefingFigureDto] })
  figures!: BriefingFigureDto[];
  @ApiProperty({ type: () => [ToldGroupDto], description: 'What units told, in groups of one reckoning and unit each: of two groups nothing adds up (人 is not 人次, what there is on a day is not what a year gives)' })
  told!: ToldGroupDto[];
}

class UnbackedFigureDto {
  @ApiProperty({ description: 'The paragraph that states it', example: 'sections[0].paragraphs[1]' })
  field!: string;
  @ApiProperty({ description: 'As a plain number: 4.86万 is 48600', example: '48600' })
  figure!: string;
}

@ApiSchema({ description: 'Figures that no event of their paragraph says, nor what these events told adds up to, nor their number' })
export class UnbackedFiguresBody {
  @ApiProperty({ type: () => [UnbackedFigureDto] })
  figures!: UnbackedFigureDto[];
}
