import { ApiSchema } from '@nestjs/swagger';
import { LOWER_STATES } from '#libs/supervision/plan/plan.lower';
import { FromReadModelsBody } from '../core/list-answer';
import { RECURRENCES, Shown, WordsBody } from '../core/shown';
import { CarriedFromBody, PlaceBody, UpperItemBody, UpperTargetBody } from '../items/item-view.dto';
import { DraftComparisonBody } from './plan-compare.dto';

const PLAN_STATUSES = ['draft', 'issuing', 'issued', 'discarded', 'withdrawn', 'archived'] as const;

export class SpanBody {
  @Shown.day() from!: string;
  @Shown.day() to!: string;
}

class DraftPlanBody {
  @Shown.text() title!: string;
  @Shown.text({ nullable: true, description: '文号' }) documentNumber!: string | null;
  @Shown.text({ nullable: true }) issuer!: string | null;
  @Shown.number({ nullable: true }) year!: number | null;
  @Shown.a(() => SpanBody, { nullable: true }) period!: SpanBody | null;
  @Shown.day({ nullable: true }) issuedOn!: string | null;
  @Shown.texts() categories!: string[];
}

class UpperPlanBody {
  @Shown.text() planId!: string;
  @Shown.text({ description: 'The office that approves it there' }) officeUnitId!: string;
}

class DraftTargetBody {
  @Shown.text() metric!: string;
  @Shown.oneOf(['>=', '>', '=', '<', '<=', '~']) comparison!: string;
  @Shown.number({ description: 'In base units' }) value!: number;
  @Shown.text() unit!: string;
  @Shown.text() text!: string;
  @Shown.a(() => UpperTargetBody, { optional: true, description: 'The target of the upper item towards which it counts' }) upper?: UpperTargetBody;
}

/** A step of a draft’s item. */
export class DraftStepBody {
  @Shown.text() key!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true, description: 'One of the item’s units; null: the one that coordinates' }) unit!: string | null;
  @Shown.number() workingDays!: number;
  @Shown.texts({ description: 'Keys of steps that are finished before it begins' }) after!: string[];
  @Shown.day({ nullable: true, description: 'Its own last day' }) deadline!: string | null;
}

class DraftItemBody {
  @Shown.text() key!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true }) category!: string | null;
  @Shown.texts() leads!: string[];
  @Shown.texts() participants!: string[];
  @Shown.texts({ description: 'Units whose role is not marked' }) units!: string[];
  @Shown.several(() => DraftTargetBody) targets!: DraftTargetBody[];
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.text({ nullable: true }) deadlineText!: string | null;
  @Shown.oneOf(RECURRENCES, { nullable: true }) recurrence!: string | null;
  @Shown.text({ optional: true, nullable: true, description: 'Template of its recurring duty' }) dutyTemplate?: string | null;
  @Shown.text() quote!: string;
  @Shown.text() content!: string;
  @Shown.a(() => PlaceBody) place!: PlaceBody;
  @Shown.a(() => CarriedFromBody, { optional: true, description: 'Carried over (结转) from an item of an earlier plan' }) carriedFrom?: CarriedFromBody;
  @Shown.several(() => DraftStepBody, { optional: true, description: 'Steps that are scheduled backwards from its day; left out or none: each unit has the item as its one step' }) steps?: DraftStepBody[];
  @Shown.a(() => UpperItemBody, { optional: true, description: 'The item of a higher plan that it takes up (承接)' }) upper?: UpperItemBody;
}

class OptionBody extends WordsBody {
  @Shown.text({ example: 'first-leads' }) id!: string;
}

const HOW = ['column', 'marked', 'inferred', 'missing', 'entered'] as const;

class FieldSourceBody {
  @Shown.oneOf(HOW, { description: '`column`: in a column of its own; `marked`: by a label or a heading; `inferred`: from running text or from what stands beside it; `missing`: the paper does not say; `entered`: by a person since' }) how!: string;
  @Shown.text({ nullable: true, description: 'Its words as written' }) quote!: string | null;
  @Shown.a(() => PlaceBody, { nullable: true }) place!: PlaceBody | null;
  @Shown.text({ optional: true, description: 'Heading of the column' }) column?: string;
}

/** How each field of an item was read. */
export class ItemFieldsBody {
  @Shown.a(() => FieldSourceBody) title!: FieldSourceBody;
  @Shown.a(() => FieldSourceBody) category!: FieldSourceBody;
  @Shown.a(() => FieldSourceBody, { description: 'Who is named' }) units!: FieldSourceBody;
  @Shown.a(() => FieldSourceBody, { description: 'Who leads and who takes part' }) roles!: FieldSourceBody;
  @Shown.a(() => FieldSourceBody) deadline!: FieldSourceBody;
  @Shown.a(() => FieldSourceBody) recurrence!: FieldSourceBody;
  @Shown.a(() => FieldSourceBody) targets!: FieldSourceBody;
}

class DecisionBody {
  @Shown.text({ example: 'role-unmarked:item-3' }) id!: string;
  @Shown.text() kind!: string;
  @Shown.flag() blocking!: boolean;
  @Shown.text({ nullable: true }) itemKey!: string | null;
  @Shown.text({ nullable: true }) itemNumber!: string | null;
  @Shown.a(() => WordsBody) question!: WordsBody;
  @Shown.several(() => OptionBody) options!: OptionBody[];
  @Shown.oneOf(HOW, { nullable: true, description: 'How the field was read that it is about; blocking questions stand first, then the least sure' }) how!: string | null;
}

class NotUnderstoodBody {
  @Shown.text() text!: string;
  @Shown.a(() => PlaceBody) place!: PlaceBody;
  @Shown.a(() => WordsBody) reason!: WordsBody;
}

class InferredBody {
  @Shown.text({ nullable: true }) itemNumber!: string | null;
  @Shown.a(() => WordsBody) what!: WordsBody;
}

class ReconciledBody {
  @Shown.a(() => WordsBody) what!: WordsBody;
  @Shown.number({ nullable: true }) announced!: number | null;
  @Shown.number() found!: number;
  @Shown.flag() agrees!: boolean;
}

class ReportOfImportBody {
  @Shown.oneOf(['txt', 'csv', 'xlsx', 'docx', 'pdf', 'plan'], { description: '`plan`: taken up from a higher plan' }) format!: string;
  @Shown.text() encoding!: string;
  @Shown.number() lines!: number;
  @Shown.byKey({ description: 'Lines by what became of them; the sum is `lines`' }) accounted!: object;
  @Shown.byKey({ description: 'Counts of what was found' }) found!: object;
  @Shown.several(() => InferredBody) inferred!: InferredBody[];
  @Shown.several(() => ReconciledBody) reconciliation!: ReconciledBody[];
}

class DraftAnswerBody {
  @Shown.text() decisionId!: string;
  @Shown.text() optionId!: string;
  @Shown.text({ nullable: true }) value!: string | null;
}

class FactBody {
  @Shown.text() metric!: string;
  @Shown.oneOf(['>=', '>', '=', '<', '<=', '~']) comparison!: string;
  @Shown.number({ description: 'In base units' }) value!: number;
  @Shown.text({ description: 'As written: 人次 is not 人' }) unit!: string;
  @Shown.oneOf(['stock', 'cumulative', 'yearly', 'unsaid'], { description: 'What there is on its day, what came together, what one year gives' }) reckoning!: string;
  @Shown.day({ nullable: true, description: 'The last day of what 截至 names' }) asOf!: string | null;
  @Shown.text({ nullable: true, example: '截至2024年底' }) timeText!: string | null;
  @Shown.text() text!: string;
  @Shown.text({ description: 'Its sentence' }) quote!: string;
  @Shown.a(() => PlaceBody) place!: PlaceBody;
}

class MeasureBody {
  @Shown.oneOf(['duty', 'done'], { description: '`done`: the paper tells that it was done' }) kind!: string;
  @Shown.text({ nullable: true, example: '一是' }) ordinal!: string | null;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true, description: 'Who, in the paper’s words' }) actor!: string | null;
  @Shown.text({ nullable: true, description: 'Whom the paper says it for', example: '国有企业' }) concerns!: string | null;
  @Shown.text() text!: string;
  @Shown.a(() => PlaceBody) place!: PlaceBody;
}

class AnnouncementBody {
  @Shown.number() count!: number;
  @Shown.text({ example: '26项试点内容' }) text!: string;
  @Shown.text({ nullable: true, description: 'The list that is said to hold them' }) listedIn!: string | null;
  @Shown.number({ description: 'Of it in this file' }) found!: number;
  @Shown.a(() => PlaceBody) place!: PlaceBody;
}

class LackBody extends WordsBody {
  @Shown.oneOf(['items', 'units', 'deadlines', 'targets', 'lists']) what!: string;
}

class NarrativeBody {
  @Shown.several(() => MeasureBody) measures!: MeasureBody[];
  @Shown.several(() => FactBody, { description: 'Figures that the text tells: never targets' }) facts!: FactBody[];
  @Shown.several(() => AnnouncementBody, { description: 'Announced and not there' }) announced!: AnnouncementBody[];
  @Shown.several(() => LackBody, { description: 'What a plan needs and this paper does not say' }) lacks!: LackBody[];
}

class SamePlanBody {
  @Shown.text() planId!: string;
  @Shown.text() title!: string;
  @Shown.oneOf(PLAN_STATUSES) status!: string;
  @Shown.text({ description: 'Name of the file when it was imported' }) fileName!: string;
}

/** What a file holds, before a person has settled what it leaves open. */
@ApiSchema({ description: 'What a file holds, before a person has settled what it leaves open' })
export class DraftBody {
  @Shown.a(() => DraftPlanBody) plan!: DraftPlanBody;
  @Shown.several(() => DraftItemBody) items!: DraftItemBody[];
  @Shown.each(ItemFieldsBody, { optional: true, description: 'By key of the item: where the words of each field stand and how they were read; none of rows of an exported sheet, nor of what was taken up' }) fields?: Record<string, ItemFieldsBody>;
  @Shown.several(() => DecisionBody) decisions!: DecisionBody[];
  @Shown.several(() => DraftAnswerBody, { optional: true, description: 'Answers that an exported sheet brings along; they are taken as the importer’s' }) answers?: DraftAnswerBody[];
  @Shown.a(() => NarrativeBody, { optional: true, description: 'Of a paper without tasks: measures, figures and announcements of its running text. Such a draft is shown and never stored' }) narrative?: NarrativeBody;
  @Shown.several(() => SamePlanBody, { optional: true, description: 'Plans of this office that were read from the same bytes and still stand, on a trial import' }) importedAs?: SamePlanBody[];
  @Shown.a(() => DraftComparisonBody, { optional: true, description: 'On a trial import with `compareWith`' }) comparison?: DraftComparisonBody;
  @Shown.several(() => NotUnderstoodBody) notUnderstood!: NotUnderstoodBody[];
  @Shown.a(() => ReportOfImportBody) report!: ReportOfImportBody;
}

class SourceBody {
  @Shown.text() name!: string;
  @Shown.text() sha256!: string;
  @Shown.text() format!: string;
}

class StandingBody {
  @Shown.texts() personIds!: string[];
  @Shown.day() until!: string;
  @Shown.text() basis!: string;
}

class OtherVerificationBody {
  @Shown.text({ nullable: true }) unitId!: string | null;
  @Shown.a(() => StandingBody, { nullable: true }) standing!: StandingBody | null;
}

class IssuedItemBody {
  @Shown.text({ description: 'Of the draft item' }) key!: string;
  @Shown.text() itemId!: string;
}

class ProposedByBody {
  @Shown.text() personId!: string;
  @Shown.text() unitId!: string;
}

class WithdrawalRulingBody {
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
  @Shown.text() reason!: string;
  @Shown.text({ nullable: true, description: 'The job that ends what runs under the plan, where it was granted' }) jobId!: string | null;
}

class TakenBackBody {
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
  @Shown.text() reason!: string;
}

export class WithdrawalBody {
  @Shown.number({ description: 'Number in the plan: 1, 2, 3, …' }) number!: number;
  @Shown.text({ description: 'The decision it rests on', example: '市委改革办〔2026〕12号' }) basis!: string;
  @Shown.text() reason!: string;
  @Shown.a(() => ProposedByBody) proposedBy!: ProposedByBody;
  @Shown.moment() at!: string;
  @Shown.oneOf(['open', 'takenBack', 'refused', 'granted']) status!: string;
  @Shown.a(() => TakenBackBody, { nullable: true, description: 'By the office, before anybody ruled' }) takenBack!: TakenBackBody | null;
  @Shown.a(() => WithdrawalRulingBody, { nullable: true }) ruling!: WithdrawalRulingBody | null;
}

class ArchiveSealBody {
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
  @Shown.number() items!: number;
  @Shown.number() proceedings!: number;
  @Shown.text({ description: 'SHA-256 over the list of streams, each with its version and the hash of its last event' }) sha256!: string;
}

class ReviewActBody {
  @Shown.text() reviewId!: string;
  @Shown.number({ nullable: true, description: 'Within the review' }) attempt!: number | null;
  @Shown.oneOf(['sent', 'returned', 'passedOn', 'approved', 'takenBack']) act!: string;
  @Shown.text({ description: 'Who did it' }) unitId!: string;
  @Shown.text({ description: 'With whom the draft lies from then on' }) withUnitId!: string;
  @Shown.number({ description: 'The draft that was seen' }) draftVersion!: number;
  @Shown.text({ nullable: true }) reason!: string | null;
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
}

/** A plan with its draft, its report and its open questions. */
@ApiSchema({ description: 'A plan with its draft, its report and its open questions' })
export class PlanBody extends DraftBody {
  @Shown.text() id!: string;
  @Shown.number() version!: number;
  @Shown.moment() lastAt!: string;
  @Shown.oneOf(PLAN_STATUSES) status!: string;
  @Shown.text() officeUnitId!: string;
  @Shown.text({ nullable: true }) supervisingUnitId!: string | null;
  @Shown.text({ nullable: true }) conferenceUnitId!: string | null;
  @Shown.text() policyId!: string;
  @Shown.a(() => SourceBody) source!: SourceBody;
  @Shown.a(() => UpperPlanBody, { nullable: true, description: 'The higher plan whose items it takes up' }) upper!: UpperPlanBody | null;
  @Shown.byKey({ description: 'By question: what was chosen, by whom, when' }) settled!: object;
  @Shown.a(() => OtherVerificationBody) otherVerification!: OtherVerificationBody;
  @Shown.several(() => IssuedItemBody) issueItems!: IssuedItemBody[];
  @Shown.number({ description: 'Version of the roster by which the names were read at issue; 0 before' }) issueRoster!: number;
  @Shown.moment({ nullable: true }) issuedAt!: string | null;
  @Shown.records({ description: 'Numbered amendments, as `/amendments` lists them' }) amendments!: object[];
  @Shown.records({ description: 'Items carried over from an earlier plan' }) carriedIn!: object[];
  @Shown.texts({ description: 'Keys of draft items that were carried over into this draft: they keep it from being discarded' }) carriedOver!: string[];
  @Shown.number({ description: 'Changes of the draft’s items that can be taken back, one after the other' }) undoable!: number;
  @Shown.several(() => WithdrawalBody, { description: 'Proposals to withdraw the plan as a whole (撤回)' }) withdrawals!: WithdrawalBody[];
  @Shown.number({ description: 'Version of the newest event that changed the draft: what a review is bound to' }) draftVersion!: number;
  @Shown.several(() => ReviewActBody, { description: 'What was done with the draft on its way up (报审), in its order' }) reviews!: ReviewActBody[];
  @Shown.texts({ description: 'Reviews in which something is still owed for it' }) openReviews!: string[];
  @Shown.moment({ nullable: true }) withdrawnAt!: string | null;
  @Shown.a(() => ArchiveSealBody, { nullable: true, description: '归档; its streams: `/archive`' }) archive!: ArchiveSealBody | null;
  @Shown.number() openDecisions!: number;
  @Shown.number({ description: 'Keep the plan from being issued' }) openBlocking!: number;
}

/** What a command on a plan answers. */
@ApiSchema({ description: 'The plan as it now is, and its place in the log' })
export class PlanAnswer {
  @Shown.a(() => PlanBody) plan!: PlanBody;
  @Shown.text({ description: 'Place in the log' }) position!: string;
  @Shown.flag() replayed!: boolean;
}

class BulkPreviewBody {
  @Shown.text() id!: string;
  @Shown.text({ nullable: true }) itemNumber!: string | null;
  @Shown.a(() => WordsBody) question!: WordsBody;
  @Shown.a(() => OptionBody) option!: OptionBody;
}

export class DraftChangeBody {
  @Shown.text({ nullable: true, description: 'Null: of the plan or the roster' }) itemKey!: string | null;
  @Shown.text({ nullable: true }) itemNumber!: string | null;
  @Shown.text({ description: '`followed`, `mergedInto`, `number`, `title`, `category`, `content`, `units`, `assignee`, `targets`, `deadline`, `recurrence`, `steps`, `figuresNotNeeded`; `alias` and `registered` in the roster; `heldBack`: of the issue' }) field!: string;
  @Shown.text({ nullable: true }) before!: string | null;
  @Shown.text({ nullable: true }) after!: string | null;
}

@ApiSchema({ description: 'What the answers would settle and change; nothing was written' })
export class PreviewBody {
  @Shown.several(() => BulkPreviewBody) preview!: BulkPreviewBody[];
  @Shown.several(() => DraftChangeBody, { description: 'What the answers would change of what is issued' }) changes!: DraftChangeBody[];
}

class PlanRowBody {
  @Shown.text() planId!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true }) documentNumber!: string | null;
  @Shown.number({ nullable: true }) year!: number | null;
  @Shown.oneOf(PLAN_STATUSES) status!: string;
  @Shown.text() officeUnitId!: string;
  @Shown.number() items!: number;
  @Shown.number() openBlocking!: number;
  @Shown.moment() draftedAt!: string;
  @Shown.moment({ nullable: true }) issuedAt!: string | null;
  @Shown.moment({ nullable: true }) withdrawnAt!: string | null;
  @Shown.moment({ nullable: true }) archivedAt!: string | null;
  @Shown.number({ nullable: true, description: 'Number of the proposal to withdraw it that waits for a leader' }) withdrawalOpen!: number | null;
  @Shown.text() version!: string;
  @Shown.text({ nullable: true, description: 'The higher plan whose items it takes up (承接)' }) upperPlanId!: string | null;
  @Shown.oneOf(LOWER_STATES, { nullable: true, description: 'How far it has come on its way up; null where it takes up none' }) wayUp!: string | null;
  @Shown.text({ nullable: true, description: 'With whom the draft lies on its way up' }) withUnitId!: string | null;
  @Shown.number({ description: 'Items of the higher plan that the draft takes up' }) takenUp!: number;
  @Shown.number({ description: 'Of its items as drafted, those with a figure' }) quantified!: number;
  @Shown.number({ description: 'Figures that the draft answers for' }) figures!: number;
}

@ApiSchema({ description: 'Plans that the caller may see' })
export class PlansBody extends FromReadModelsBody {
  @Shown.several(() => PlanRowBody) rows!: PlanRowBody[];
}
