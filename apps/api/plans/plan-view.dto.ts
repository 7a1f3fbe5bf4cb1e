import { ApiSchema } from '@nestjs/swagger';
import { LOWER_STATES } from '#libs/supervision/plan/plan.lower';
import { FromReadModelsBody } from '../core/list-answer';
import { Shown, WordsBody } from '../core/shown';
import { DraftBody, OptionBody, PLAN_STATUSES, UpperPlanBody } from './draft-view.dto';

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
  @Shown.oneOf(['sent', 'returned', 'returnOverturned', 'passedOn', 'approved', 'takenBack']) act!: string;
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
