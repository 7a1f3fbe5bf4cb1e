import { Module, ValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { IfMatchGuard } from './core/if-match.guard';
import { AsOfGuard } from './core/as-of.guard';
import { QueryGuard } from './core/query.guard';
import { AccountsController } from './auth/accounts.controller';
import { AuthController } from './auth/auth.controller';
import { PeopleController } from './auth/people.controller';
import { SessionGuard } from './auth/session.guard';
import { Core } from './core/core';
import { FeedsController } from './feeds/feeds.controller';
import { HandOversController } from './hand-overs/hand-overs.controller';
import { EvidenceController } from './items/evidence.controller';
import { ItemActsController } from './items/item-acts.controller';
import { ItemCommandsController } from './items/item-commands.controller';
import { ItemDesk } from './items/item.desk';
import { ItemsController } from './items/items.controller';
import { ReportCheckController } from './items/report-check.controller';
import { JobsController } from './jobs/jobs.controller';
import { AmendmentsController } from './plans/amendments.controller';
import { DraftBulkController } from './plans/draft-bulk.controller';
import { DraftsController } from './plans/drafts.controller';
import { PlanDesk } from './plans/plan.desk';
import { ImportController } from './plans/import.controller';
import { ImportDesk } from './plans/import.desk';
import { PlansController } from './plans/plans.controller';
import { PlanEndController } from './plans/plan-end.controller';
import { RollUpController } from './items/roll-up.controller';
import { ScheduleController } from './plans/schedule.controller';
import { PlanNoticesController } from './plans/plan-notices.controller';
import { RehearsalController } from './plans/rehearsal.controller';
import { PlanCompareController } from './plans/plan-compare.controller';
import { LowerPlansController } from './plans/lower.controller';
import { TakeUpController } from './plans/take-up.controller';
import { YearEndController } from './plans/year-end.controller';
import { EligibilityController } from './evaluations/eligibility.controller';
import { EvaluationsController } from './evaluations/evaluations.controller';
import { SchemesController } from './evaluations/schemes.controller';
import { malformed } from './problems/malformed';
import { ProblemFilter } from './problems/problem.filter';
import { BriefingListController } from './briefings/briefing-list.controller';
import { BriefingsController } from './briefings/briefings.controller';
import { ItemPapersController } from './papers/item-papers.controller';
import { PaperDesk } from './papers/paper.desk';
import { InspectionReportController } from './papers/inspection-report.controller';
import { ProceedingDocumentsController } from './papers/proceeding-documents.controller';
import { ConferenceDesk } from './proceedings/conference.desk';
import { DifficultiesController } from './proceedings/difficulties.controller';
import { PlanReviewsController } from './proceedings/plan-reviews.controller';
import { InstructionsController } from './proceedings/instructions.controller';
import { MeetingsController } from './proceedings/meetings.controller';
import { InspectionsController } from './proceedings/inspections.controller';
import { PlanFrame } from './proceedings/plan.frame';
import { ProceedingDesk } from './proceedings/proceeding.desk';
import { ObjectionsController } from './proceedings/objections.controller';
import { ProceedingPapersController } from './proceedings/papers.controller';
import { ChecklistsController, ProgrammesController } from './proceedings/programmes.controller';
import { ProceedingActsController } from './proceedings/proceeding-acts.controller';
import { ProceedingEvidenceController } from './proceedings/proceeding-evidence.controller';
import { ProceedingsController } from './proceedings/proceedings.controller';
import { ReformUnitsController } from './proceedings/reform-units.controller';
import { ReformUnitListsController } from './proceedings/reform-unit-lists.controller';
import { SourceCheck } from './proceedings/source.check';
import { SurveysController } from './proceedings/surveys.controller';
import { StepsController } from './proceedings/steps.controller';
import { RoundDesk } from './proceedings/round.desk';
import { RoundsController } from './proceedings/rounds.controller';
import { CoverageController } from './reading/coverage.controller';
import { ListFilesController } from './reading/list-files.controller';
import { ListsController } from './reading/lists.controller';
import { LiveController } from './reading/live.controller';
import { LiveTail } from './reading/live.tail';
import { NoticesController } from './reading/notices.controller';
import { MailboxesController } from './reading/mailboxes.controller';
import { RosterController } from './reading/roster.controller';
import { UnitPeopleController } from './roster/unit-people.controller';
import { RosterCommandsController } from './roster/roster-commands.controller';
import { CalendarController } from './rules/calendar.controller';
import { PoliciesController } from './rules/policies.controller';
import { BrakeController } from './system/brake.controller';
import { SubstitutionsController } from './substitutions/substitutions.controller';
import { SuggestionsController } from './suggestions/suggestions.controller';
import { HealthController } from './system/health.controller';
import { SetUpController } from './system/set-up.controller';
import { AuditController } from './audit/audit.controller';
import { OperationsController } from './system/operations.controller';
import { TemporalProbe } from './system/temporal-probe';

const CONTROLLERS = [
  HealthController,
  SetUpController,
  AuthController,
  AccountsController,
  PeopleController,
  TakeUpController,
  LowerPlansController,
  ImportController,
  PlansController,
  DraftsController,
  DraftBulkController,
  AmendmentsController,
  YearEndController,
  PlanEndController,
  PlanNoticesController,
  ScheduleController,
  PoliciesController,
  CalendarController,
  JobsController,
  ItemActsController, ItemCommandsController,
  ReportCheckController,
  RollUpController,
  EvidenceController,
  ItemPapersController,
  ItemsController,
  CoverageController,
  ListFilesController,
  ListsController,
  NoticesController,
  MailboxesController,
  FeedsController,
  RosterController,
  RosterCommandsController,
  UnitPeopleController,
  LiveController,
  BrakeController,
  OperationsController,
  AuditController,
  DifficultiesController,
  EvaluationsController,
  SchemesController,
  ChecklistsController,
  ProgrammesController,
  InspectionsController,
  RoundsController,
  MeetingsController,
  InstructionsController,
  PlanReviewsController,
  ReformUnitListsController, ReformUnitsController,
  SurveysController,
  StepsController,
  ObjectionsController,
  ProceedingPapersController,
  ProceedingDocumentsController,
  InspectionReportController,
  BriefingListController,
  BriefingsController,
  EligibilityController,
  ProceedingActsController,
  ProceedingEvidenceController,
  ProceedingsController,
  HandOversController,
  SubstitutionsController,
  SuggestionsController,
  RehearsalController,
  PlanCompareController,
];

/** The HTTP interface on one core. */
@Module({})
export class AppModule {
  static on(core: Core): DynamicModule {
    return {
      module: AppModule,
      controllers: CONTROLLERS,
      providers: [
        { provide: Core, useValue: core },
        ItemDesk,
        ImportDesk,
        PlanDesk,
        ProceedingDesk,
        PaperDesk,
        RoundDesk,
        PlanFrame,
        ConferenceDesk,
        SourceCheck,
        LiveTail,
        TemporalProbe,
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_GUARD, useClass: QueryGuard },
        { provide: APP_GUARD, useClass: AsOfGuard },
        { provide: APP_GUARD, useClass: IfMatchGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        {
          provide: APP_PIPE,
          // Checked as classes, handed on as plain objects: what goes into the log has no class.
          useValue: new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: false, exceptionFactory: malformed }),
        },
      ],
    };
  }
}
