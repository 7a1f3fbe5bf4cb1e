import { ApiSchema } from '@nestjs/swagger';
import type { TargetReckoning } from '#libs/supervision/plan/draft';
import { RECKONED, RECKONINGS, RECURRENCES, Shown, WordsBody } from '../core/shown';
import { CarriedFromBody } from '../items/item-origin.dto';
import { PlaceBody, UpperItemBody, UpperTargetBody } from '../items/item-view.dto';
import { DraftComparisonBody } from './plan-compare.dto';

export const PLAN_STATUSES = ['draft', 'issuing', 'issued', 'discarded', 'withdrawn', 'archived'] as const;

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

export class UpperPlanBody {
  @Shown.text() planId!: string;
  @Shown.text({ description: 'The office that approves it there' }) officeUnitId!: string;
}

class DraftTargetBody {
  @Shown.text() metric!: string;
  @Shown.oneOf(['>=', '>', '=', '<', '<=', '~']) comparison!: string;
  @Shown.number({ description: 'In base units' }) value!: number;
  @Shown.text() unit!: string;
  @Shown.text() text!: string;
  @Shown.oneOf(RECKONINGS, { optional: true, description: RECKONED }) reckoning?: TargetReckoning;
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

export class OptionBody extends WordsBody {
  @Shown.text({ example: 'first-leads' }) id!: string;
}

const TAKES = ['nothing', 'unit', 'day', 'number', 'figure', 'rhythm'] as const;

class ChoiceBody extends OptionBody {
  @Shown.oneOf(TAKES, { description: 'What an answer gives as its `value`: a registered unit (id or name), a day, an item’s number, a figure in base units, or how often a duty returns' }) takes!: string;
  @Shown.flag({ description: 'Without a value the answer is refused' }) valueNeeded!: boolean;
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
  @Shown.several(() => ChoiceBody) options!: ChoiceBody[];
  @Shown.oneOf(HOW, { nullable: true, description: 'How the field was read that it is about; blocking questions stand first, then the least sure' }) how!: string | null;
}

class NotUnderstoodBody {
  @Shown.text() text!: string;
  @Shown.a(() => PlaceBody) place!: PlaceBody;
  @Shown.a(() => WordsBody) reason!: WordsBody;
}

class ProseLineBody {
  @Shown.text() text!: string;
  @Shown.a(() => PlaceBody) place!: PlaceBody;
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
  @Shown.several(() => ProseLineBody, { optional: true, description: 'What of the paper stands neither in an item nor in what was not understood: its head, headings and prose' }) prose?: ProseLineBody[];
  @Shown.a(() => ReportOfImportBody) report!: ReportOfImportBody;
}
