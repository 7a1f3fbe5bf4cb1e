import { ApiSchema } from '@nestjs/swagger';
import { Day, Figure, Id, Text, Texts } from '../core/fields';
import { Shown } from '../core/shown';
import { PlanOfBody } from './followed-step.dto';

export class OpenProgrammeBody extends PlanOfBody {
  @Figure({ description: 'Year', example: 2026 }, { min: 2015, max: 2055, whole: true }) year!: number;
}

export class ProgrammeEntryBody {
  @Text({ description: 'In a line' }, { min: 2, max: 200 }) title!: string;
  @Texts({ description: 'Units to be inspected' }, { max: 200 }) unitIds!: string[];
  @Day({ description: 'Not before' }) from!: string;
  @Day({ description: 'Last day, inclusive' }) to!: string;
}

export class BudgetBody {
  @Id({ description: 'The unit; left out: every unit without a figure of its own' }, { nullable: true }) unitId?: string | null;
  @Figure({ description: 'Inspections in the year; left out: no bound' }, { min: 0, max: 365, whole: true, nullable: true }) places?: number | null;
  @Text({ description: 'Why' }, { min: 2, max: 2_000 }) reason!: string;
}

class BoundBody {
  @Shown.text() unitId!: string;
  @Shown.number() places!: number;
}

class YearProgrammeBody {
  @Shown.text() programmeId!: string;
  @Shown.text() planId!: string;
  @Shown.text() title!: string;
  @Shown.flag() open!: boolean;
  @Shown.number({ nullable: true, description: 'What it lays down for every unit without a figure of its own; null: no bound' }) budget!: number | null;
  @Shown.several(() => BoundBody, { description: 'Where a unit’s differs' }) bounds!: BoundBody[];
}

class YearEntryBody {
  @Shown.text() programmeId!: string;
  @Shown.text() planId!: string;
  @Shown.text({ example: 'e1' }) id!: string;
  @Shown.text() title!: string;
  @Shown.texts() unitIds!: string[];
  @Shown.day() from!: string;
  @Shown.day() to!: string;
  @Shown.number() arming!: number;
  @Shown.moment() setAt!: string;
  @Shown.oneOf(['planned', 'taken', 'dropped']) status!: string;
  @Shown.byKey({ description: 'By unit: the inspection that carries it out' }) covered!: object;
}

class FreedPlaceBody {
  @Shown.moment() at!: string;
  @Shown.text() reason!: string;
}

class YearPlaceBody {
  @Shown.text() programmeId!: string;
  @Shown.text() planId!: string;
  @Shown.text() inspectionId!: string;
  @Shown.text() title!: string;
  @Shown.text({ description: 'Of the inspection' }) status!: string;
  @Shown.text({ nullable: true, description: 'Null: off the programme (一事一报)' }) entryId!: string | null;
  @Shown.texts() unitIds!: string[];
  @Shown.day() from!: string;
  @Shown.day() to!: string;
  @Shown.a(() => FreedPlaceBody, { nullable: true, description: 'Given back: it counts no more' }) freed!: FreedPlaceBody | null;
}

class TakenByOfficeBody {
  @Shown.text() officeUnitId!: string;
  @Shown.number() taken!: number;
  @Shown.texts({ description: 'Of offices whose inspections the caller reads whole' }) inspectionIds!: string[];
}

class StandingBudgetBody {
  @Shown.text() unitId!: string;
  @Shown.number({ nullable: true, description: 'Inspections that it may have in the year; null: no bound' }) places!: number | null;
  @Shown.text({ nullable: true, description: 'The office that laid the bound down: the least of all holds' }) boundBy!: string | null;
  @Shown.number({ description: 'Over all plans and offices; for the unit itself: those that it was told of' }) taken!: number;
  @Shown.number({ nullable: true, description: 'Null: no bound' }) left!: number | null;
  @Shown.several(() => TakenByOfficeBody) byOffice!: TakenByOfficeBody[];
}

@ApiSchema({ description: 'An office’s year of inspections over all of its plans, with how each unit stands over all offices' })
export class InspectionYearBody {
  @Shown.number() year!: number;
  @Shown.text() officeUnitId!: string;
  @Shown.several(() => YearProgrammeBody) programmes!: YearProgrammeBody[];
  @Shown.several(() => YearEntryBody) entries!: YearEntryBody[];
  @Shown.several(() => YearPlaceBody, { description: 'Every inspection of the year, on the programme and off it' }) places!: YearPlaceBody[];
  @Shown.several(() => StandingBudgetBody) budgets!: StandingBudgetBody[];
}
