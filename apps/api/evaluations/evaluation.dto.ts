import type { OpeningRound } from '#libs/commands/evaluation/evaluation-commands';
import type { Party, SigningPolicy } from '#libs/supervision/evaluation/evaluation.events';
import { Day, Figure, Flag, Id, Nested, OneOf, Part, Several, Text, Texts } from '../core/fields';
import { OnBehalfDto } from '../items/item-command.dto';
import { PlanOfBody } from '../proceedings/followed-step.dto';
import { DecimalField, EvaluationPeriodDto, SchemeDto, UnitOfClassDto } from './scheme.dto';

const POLICIES = ['all', 'any', 'quorum', 'sequence', 'byGroup'] as const;

class EvaluatedUnitDto extends UnitOfClassDto {
  @Id({ description: 'Unit that verifies its scores; left out, the member units share the work in turn. One that shares its roof is replaced' }, { nullable: true }) verifierUnitId?: string | null;
}

class SignGroupDto {
  @Text({ description: 'Name of the group', example: '联席会议成员单位' }, { min: 1, max: 100 }) name!: string;
  @Figure({ description: 'Signatures that it needs' }, { whole: true, min: 1 }) of!: number;
}

class SigningPolicyDto {
  @OneOf(POLICIES, { description: 'All, any one, a quorum, one after the other, or so many of each group' }) kind!: (typeof POLICIES)[number];
  @Figure({ description: 'Signatures of a quorum' }, { whole: true, min: 1, nullable: true }) of?: number | null;
  @Several(() => SignGroupDto, { description: 'Groups, where it goes by groups' }, { max: 20, nullable: true }) groups?: SignGroupDto[] | null;
}

export class PartyDto {
  @Id({ description: 'Unit that signs' }) unitId!: string;
  @Id({ description: 'Person; left out, whoever signs for the unit' }, { nullable: true }) personId?: string | null;
}

class SignerDto extends PartyDto {
  @Text({ description: 'Group' }, { max: 100, nullable: true }) group?: string | null;
}

class ScheduleDto {
  @Day({ description: 'Last day of the self-evaluation (自评)' }) selfDay!: string;
  @Day({ description: 'Last day of the verification (核验)' }) verifyDay!: string;
  @Figure({ description: 'Working days to ask for a review (复核申请)', example: 5 }, { whole: true }) reviewWorkingDays!: number;
  @Figure({ description: 'Working days for each signature', example: 2 }, { whole: true }) signWorkingDays!: number;
}

export class OpenEvaluationBody extends PlanOfBody {
  @Text({ description: 'Title', example: '2026年度考核' }, { min: 2, max: 200 }) title!: string;
  @Part(() => EvaluationPeriodDto, { description: 'Period that is evaluated' }) period!: EvaluationPeriodDto;
  @Id({ description: 'Scheme' }) schemeId!: string;
  @Figure({ description: 'Its version' }, { whole: true, min: 1 }) schemeVersion!: number;
  @Several(() => EvaluatedUnitDto, { description: 'Units, each with its class' }, { max: 500 }) units!: EvaluatedUnitDto[];
  @Texts({ description: 'Member units that may verify, review and sign where a role would fall to the unit’s own body (回避)' }, { max: 200 }) memberUnitIds!: string[];
  @Part(() => SigningPolicyDto, { description: 'How the co-signatures come together (会签)' }) signing!: SigningPolicyDto;
  @Several(() => SignerDto, { description: 'Signers, in order' }, { max: 50 }) signers!: SignerDto[];
  @Part(() => PartyDto, { description: 'Who approves for the leading body (审定)' }) approver!: PartyDto;
  @Part(() => ScheduleDto, { description: 'Days' }) schedule!: ScheduleDto;
}

export class EvidencePointerDto {
  @Id({ description: 'Item that the evidence lies in; left out: it was attached in the round' }, { nullable: true }) itemId?: string | null;
  @Id({ description: 'Evidence of the unit there' }) evidenceId!: string;
}

class SelfScoreDto {
  @Id({ description: 'Indicator' }) indicatorId!: string;
  @DecimalField('What the unit gives itself', '9.5') score!: string;
  @Text({ description: 'Why' }, { max: 5_000 }) text!: string;
  @Several(() => EvidencePointerDto, { description: 'Evidence' }, { max: 50, nullable: true }) evidence?: EvidencePointerDto[] | null;
}

export class AssessSelfBody {
  @Several(() => SelfScoreDto, { description: 'Scores with their evidence' }, { max: 60 }) scores!: SelfScoreDto[];
  @Nested(() => OnBehalfDto, { description: 'Recorded by the office for a unit without an account (代录)' }) onBehalf?: OnBehalfDto | null;
}

class JudgedDto {
  @Id({ description: 'Indicator that a person scores' }) indicatorId!: string;
  @DecimalField('Score', '8.5') score!: string;
  @Text({ description: 'Why' }, { min: 2, max: 5_000 }) reason!: string;
}

export class VerifyScoresBody {
  @Several(() => JudgedDto, { description: 'One for each indicator without a formula' }, { max: 60 }) judged!: JudgedDto[];
}

export class ScoreFeedbackBody {
  @Texts({ description: 'Units that are told their score' }, { max: 500 }) unitIds!: string[];
}

export class RequestReviewBody {
  @Texts({ description: 'Indicators in question' }, { max: 60 }) indicatorIds!: string[];
  @Text({ description: 'Why' }, { min: 2, max: 5_000 }) reason!: string;
  @Several(() => EvidencePointerDto, { description: 'Evidence' }, { max: 50, nullable: true }) evidence?: EvidencePointerDto[] | null;
  @Nested(() => OnBehalfDto, { description: 'Recorded by the office for a unit without an account (代录)' }) onBehalf?: OnBehalfDto | null;
}

export class AcceptScoreBody {
  @Nested(() => OnBehalfDto, { description: 'Recorded by the office for a unit without an account (代录)' }) onBehalf?: OnBehalfDto | null;
}

class AdjustedDto {
  @Id({ description: 'Indicator with a formula that the review is about' }) indicatorId!: string;
  @DecimalField('Points that count in place of the computed ones, which stay beside them', '38') points!: string;
  @Text({ description: 'Why' }, { min: 2, max: 5_000 }) reason!: string;
}

export class RuleReviewBody {
  @Flag({ description: 'Whether the scores change' }) granted!: boolean;
  @Text({ description: 'Why' }, { min: 2, max: 5_000 }) reason!: string;
  @Several(() => JudgedDto, { description: 'Where it is granted: one for each indicator without a formula, changed where they were asked about; left out, they stay' }, { max: 60, nullable: true }) judged?: JudgedDto[] | null;
  @Several(() => AdjustedDto, { description: 'Where it is granted: adjustments (裁定调整) of computed indicators that were asked about' }, { max: 60, nullable: true }) adjusted?: AdjustedDto[] | null;
}

export class SignBody {
  @Figure({ description: 'Number of the result that was seen' }, { whole: true, min: 0 }) material!: number;
  @Text({ description: 'Its hash, as shown' }, { min: 1, max: 64 }) hash!: string;
}

export class DissentBody extends SignBody {
  @Text({ description: 'Why' }, { min: 2, max: 5_000 }) reason!: string;
  @Texts({ description: 'Units whose scores are sent back' }, { max: 500 }) unitIds!: string[];
}

export class NewSignerBody {
  @Part(() => PartyDto, { description: 'Who signs instead' }) by!: PartyDto;
  @Text({ description: 'Why' }, { min: 2, max: 2_000 }) reason!: string;
}

export class NewVerifierBody {
  @OneOf(['verifier', 'reviewer'], { description: 'Role' }) role!: 'verifier' | 'reviewer';
  @Id({ description: 'Unit that takes over' }) toUnitId!: string;
  @Text({ description: 'Why' }, { min: 2, max: 2_000 }) reason!: string;
}

export class CorrectSchemeBody {
  @Figure({ description: 'Version of the round’s scheme to go on by', example: 2 }, { whole: true, min: 2 }) schemeVersion!: number;
  @Text({ description: 'Why' }, { min: 2, max: 2_000 }) reason!: string;
}

export class PublishBody {
  @Text({ description: 'Text of the circular (通报)', example: '现将考核结果通报如下' }, { min: 2 }) text!: string;
}

export class WhatIfBody {
  @Part(() => SchemeDto, { description: 'The other scheme' }) scheme!: SchemeDto;
}

export function partyOf({ unitId, personId }: PartyDto): Party {
  return { unitId, personId: personId ?? null };
}

function signingOf({ kind, of, groups }: SigningPolicyDto): SigningPolicy {
  if (kind === 'quorum') return { kind, of: of ?? 0 };
  if (kind === 'byGroup') return { kind, groups: (groups ?? []).map((g) => ({ name: g.name, of: g.of })) };
  return { kind };
}

export function openingOf(body: OpenEvaluationBody): OpeningRound {
  const { planId, title, period, schemeId, schemeVersion, memberUnitIds, schedule } = body;
  return {
    planId,
    title,
    period: { from: period.from, to: period.to },
    schemeId,
    schemeVersion,
    units: body.units.map((u) => ({ unitId: u.unitId, classId: u.classId ?? null, verifierUnitId: u.verifierUnitId ?? null })),
    memberUnitIds,
    signing: signingOf(body.signing),
    signers: body.signers.map((s) => ({ ...partyOf(s), group: s.group ?? null })),
    approver: partyOf(body.approver),
    schedule: { selfDay: schedule.selfDay, verifyDay: schedule.verifyDay, reviewWorkingDays: schedule.reviewWorkingDays, signWorkingDays: schedule.signWorkingDays },
  };
}
