import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { EvidencePointer, SentToRound } from '#libs/commands/evaluation/evaluation-commands';
import { inert } from '#libs/documents/codecs/inert.cell';
import { formatCsv } from '#libs/documents/codecs/csv.codec';
import { writeWorkbook } from '#libs/documents/codecs/xlsx.codec';
import type { Identity } from '#libs/identity/identity';
import { stoodInForAmong } from '#libs/identity/standing-in';
import type { Act } from '#libs/identity/policy/acts';
import { EVALUATION } from '#libs/supervision/evaluation/evaluation';
import { unitSeen } from '#libs/supervision/evaluation/evaluation.view';
import { requestOf, type EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { Caller, Does } from '../auth/identity.decorators';
import { staffNamed } from '../auth/known-persons';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { WritesNothing } from '../core/headers';
import { AnswersFile, CSV, sendFile, XLSX } from '../core/files';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { ReasonOnlyBody } from '../proceedings/followed-step.dto';
import { PlanFrame } from '../proceedings/plan.frame';
import { ProceedingDesk, type GivenOnBehalf, type ReadProceeding, type RelationOf } from '../proceedings/proceeding.desk';
import { ProceedingRoute } from '../proceedings/proceeding-route';
import type { ProceedingAnswer } from '../proceedings/proceeding-view.dto';
import * as dto from './evaluation.dto';
import { ExplainedScoreBody, RecomputedBody, WhatIfAnswer } from './evaluation-view.dto';
import { schemeOf } from './scheme.dto';

/** Whom results are exported for: 国企 to leadership and party-building assessments, 非公 to honours and subsidies. */
const EXPORTED: Readonly<Record<string, readonly string[] | null>> = { all: null, assessments: ['stateOwnedEnterprise'], honours: ['privateEnterprise'] };

/** Evaluation rounds (考核评价): 自评 → 核验 → 反馈 → 复核申请 → 会签 → 审定 → 通报. Read as proceedings of kind `evaluation`. */
@ApiTags('evaluations')
@ApiBearerAuth()
@ApiProblems()
@Controller('evaluations')
export class EvaluationsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
  ) {}

  @ProceedingRoute({ path: '', operationId: 'openEvaluation', act: 'evaluation.conduct', summary: 'Open a round over a plan and period; figures are counted from the log, conflicting roles redirected' }, dto.OpenEvaluationBody)
  async open(@Body() body: dto.OpenEvaluationBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.of(body.planId);
    const opening = dto.openingOf(body);
    await staffNamed(this.core, sent.sender, [...opening.signers.map((s, i) => ({ ...s, field: `signers[${i}].personId` })), { ...opening.approver, field: 'approver.personId' }]);
    return this.desk.openBy(EVALUATION, 'evaluation.conduct', of, sent, res, (actor, sender) => this.core.evaluations.rounds.open(this.desk.newId(sent), of.policyId, opening, actor, sender));
  }

  @ProceedingRoute({ path: ':id/units/:unitId/assess', operationId: 'assessSelf', act: 'evaluation.assess', summary: 'Self-evaluation (自评) with evidence' }, dto.AssessSelfBody)
  assess(@Param('id') id: string, @Param('unitId') unitId: string, @Body() body: dto.AssessSelfBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const scores = body.scores.map((s) => ({ indicatorId: s.indicatorId, score: s.score, text: s.text, evidence: pointersOf(s.evidence) }));
    return this.run(id, { type: 'assessSelf', unitId, scores }, 'evaluation.assess', sent, res, ofUnit(unitId, body), body.onBehalf);
  }

  @ProceedingRoute({ path: ':id/units/:unitId/verify', operationId: 'verifyScores', act: 'evaluation.score', summary: 'Verify the scores (核验): one for each indicator without a formula' }, dto.VerifyScoresBody)
  verify(@Param('id') id: string, @Param('unitId') unitId: string, @Body() { judged }: dto.VerifyScoresBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'verifyScores', unitId, judged }, 'evaluation.score', sent, res);
  }

  @ProceedingRoute({ path: ':id/feedback', operationId: 'giveScoreFeedback', act: 'evaluation.conduct', summary: 'Tell units their scores (反馈); the days to ask for a review begin' }, dto.ScoreFeedbackBody)
  feedback(@Param('id') id: string, @Body() { unitIds }: dto.ScoreFeedbackBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'giveFeedback', unitIds }, 'evaluation.conduct', sent, res);
  }

  @ProceedingRoute({ path: ':id/units/:unitId/accept', operationId: 'acceptScore', act: 'evaluation.assess', summary: 'Accept the score (确认无异议)' }, dto.AcceptScoreBody)
  accept(@Param('id') id: string, @Param('unitId') unitId: string, @Body() body: dto.AcceptScoreBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'acceptScore', unitId }, 'evaluation.assess', sent, res, ofUnit(unitId, body), body.onBehalf);
  }

  @ProceedingRoute({ path: ':id/units/:unitId/request-review', operationId: 'requestScoreReview', act: 'evaluation.assess', summary: 'Ask for a review of the score (复核申请)' }, dto.RequestReviewBody)
  requestReview(@Param('id') id: string, @Param('unitId') unitId: string, @Body() body: dto.RequestReviewBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { indicatorIds, reason } = body;
    return this.run(id, { type: 'requestReview', unitId, indicatorIds, reason, evidence: pointersOf(body.evidence) }, 'evaluation.assess', sent, res, ofUnit(unitId, body), body.onBehalf);
  }

  @ProceedingRoute({ path: ':id/units/:unitId/rule-review', operationId: 'ruleScoreReview', act: 'evaluation.score', summary: 'Rule on the review: by another body and person than those who scored' }, dto.RuleReviewBody)
  ruleReview(@Param('id') id: string, @Param('unitId') unitId: string, @Body() body: dto.RuleReviewBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'ruleReview', unitId, granted: body.granted, reason: body.reason, judged: body.judged ?? null, adjusted: body.adjusted ?? null }, 'evaluation.score', sent, res);
  }

  @ProceedingRoute({ path: ':id/take-figures', operationId: 'takeFigures', act: 'evaluation.conduct', summary: 'Count the figures anew, after a correction say; scores given on others are sent back' }, ReasonOnlyBody)
  takeFigures(@Param('id') id: string, @Body() { reason }: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'takeFigures', reason }, 'evaluation.conduct', sent, res);
  }

  @ProceedingRoute({ path: ':id/correct-scheme', operationId: 'correctEvaluationScheme', act: 'evaluation.conduct', summary: 'Go on by a newer version of the scheme, where the present one cannot be computed or is wrong; scores are given and signed again' }, dto.CorrectSchemeBody)
  correctScheme(@Param('id') id: string, @Body() { schemeVersion, reason }: dto.CorrectSchemeBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'correctScheme', schemeVersion, reason }, 'evaluation.conduct', sent, res);
  }

  @ProceedingRoute({ path: ':id/draw', operationId: 'drawResults', act: 'evaluation.conduct', summary: 'Draw up the result with ranks and grades; it then waits for its signatures' })
  draw(@Param('id') id: string, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'drawResults' }, 'evaluation.conduct', sent, res);
  }

  @ProceedingRoute({ path: ':id/requests/:requestId/sign', operationId: 'signResult', act: 'evaluation.sign', summary: 'Co-sign (会签) or approve (审定) the result that was seen' }, dto.SignBody)
  sign(@Param('id') id: string, @Param('requestId') requestId: string, @Body() { material, hash }: dto.SignBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'sign', requestId, seen: { material, hash } }, 'evaluation.sign', sent, res, asked(requestId, sent.identity));
  }

  @ProceedingRoute({ path: ':id/requests/:requestId/dissent', operationId: 'dissentFromResult', act: 'evaluation.sign', summary: 'Refuse to sign (不同意), with the reason; the scores named are sent back' }, dto.DissentBody)
  dissent(@Param('id') id: string, @Param('requestId') requestId: string, @Body() body: dto.DissentBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { material, hash, reason, unitIds } = body;
    return this.run(id, { type: 'dissent', requestId, seen: { material, hash }, reason, unitIds }, 'evaluation.sign', sent, res, asked(requestId, sent.identity));
  }

  @ProceedingRoute({ path: ':id/requests/:requestId/substitute', operationId: 'substituteSigner', act: 'evaluation.substitute', summary: 'Name a substitute for a signer on leave; both names are kept' }, dto.NewSignerBody)
  async substitute(@Param('id') id: string, @Param('requestId') requestId: string, @Body() body: dto.NewSignerBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    await staffNamed(this.core, sent.sender, [{ ...dto.partyOf(body.by), field: 'by.personId' }]);
    return this.run(id, { type: 'substitute', requestId, by: dto.partyOf(body.by), reason: body.reason }, 'evaluation.substitute', sent, res);
  }

  @ProceedingRoute({ path: ':id/requests/:requestId/replace', operationId: 'replaceSigner', act: 'evaluation.substitute', summary: 'Replace a signer who leaves; by another member unit where it is about the office’s own body' }, dto.NewSignerBody)
  async replaceSigner(@Param('id') id: string, @Param('requestId') requestId: string, @Body() body: dto.NewSignerBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    await staffNamed(this.core, sent.sender, [{ ...dto.partyOf(body.by), field: 'by.personId' }]);
    return this.run(id, { type: 'replaceSigner', requestId, by: dto.partyOf(body.by), reason: body.reason }, 'evaluation.substitute', sent, res);
  }

  @ProceedingRoute({ path: ':id/units/:unitId/replace-verifier', operationId: 'replaceVerifier', act: 'evaluation.substitute', summary: 'Give the verification or the review to another member unit; by a member unit where it is about the office’s own body' }, dto.NewVerifierBody)
  replaceVerifier(@Param('id') id: string, @Param('unitId') unitId: string, @Body() body: dto.NewVerifierBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { role, toUnitId, reason } = body;
    return this.run(id, { type: 'replaceVerifier', unitId, role, toUnitId, reason }, 'evaluation.substitute', sent, res);
  }

  @ProceedingRoute({ path: ':id/publish', operationId: 'publishEvaluation', act: 'evaluation.conduct', summary: 'Draw up the circular (通报) of the approved result; its signature publishes it' }, dto.PublishBody)
  publish(@Param('id') id: string, @Body() { text }: dto.PublishBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'publish', text }, 'evaluation.conduct', sent, res);
  }

  @ProceedingRoute({ path: ':id/correct', operationId: 'correctEvaluation', act: 'evaluation.conduct', summary: 'Correct a published result (更正): figures are counted anew, what they change is scored and signed again, and a corrected circular replaces the first' }, ReasonOnlyBody)
  correct(@Param('id') id: string, @Body() { reason }: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'correctResult', reason }, 'evaluation.conduct', sent, res);
  }

  @ProceedingRoute({ path: ':id/cancel', operationId: 'cancelEvaluation', act: 'evaluation.conduct', summary: 'End the round without a result, with the reason; a correction of what was published is dropped instead' }, ReasonOnlyBody)
  cancel(@Param('id') id: string, @Body() { reason }: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'cancelEvaluation', reason }, 'evaluation.conduct', sent, res);
  }

  @Get(':id/units/:unitId/score')
  @Does('proceeding.read')
  @ApiOperation({ summary: 'A unit’s score, line by line, each point with the events that it was counted from; as known on any day', operationId: 'explainScore' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: ExplainedScoreBody })
  async score(@Param('id') id: string, @Param('unitId') unitId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { state, sight } = await this.desk.readAsOf(EVALUATION, id, identity, asOf);
    const unit = Object.hasOwn(state.units, unitId) ? state.units[unitId] : undefined;
    const explained = unit !== undefined && unitSeen(state, unit, sight)?.score ? await this.core.evaluations.checks.explain(state, unitId) : null;
    if (explained === null) throw rejected({ code: 'not-found', field: 'unitId' });
    const refs = [...new Set(explained.lines.flatMap((l) => l.figures.flatMap((f) => f.events)))];
    return { unitId, ...explained, events: await this.core.evaluations.checks.events(refs) };
  }

  @Get(':id/recompute')
  @Does('evaluation.check')
  @ApiOperation({ summary: 'Compute figures, scores, ranks and hash again from the log, and compare every digit', operationId: 'recomputeEvaluation' })
  @ApiResponse({ status: 200, type: RecomputedBody })
  async recompute(@Param('id') id: string, @Caller() identity: Identity): Promise<unknown> {
    await this.checkedWhole(id, identity);
    return this.core.evaluations.checks.recompute(id);
  }

  @Post(':id/what-if')
  @HttpCode(200)
  @Does('evaluation.check')
  @ApiOperation({ summary: 'Who would stand where under another scheme; changes nothing', operationId: 'whatIf' })
  @WritesNothing()
  @ApiResponse({ status: 200, type: WhatIfAnswer })
  async whatIf(@Param('id') id: string, @Body() body: dto.WhatIfBody, @Caller() identity: Identity): Promise<unknown> {
    const state = await this.checkedWhole(id, identity);
    const rows = await this.core.evaluations.checks.whatIf(state, schemeOf(body.scheme));
    if ('rejected' in rows) throw rejected(rows.rejected);
    return { rows };
  }

  @Get(':id/export')
  @Does('evaluation.check')
  @ApiOperation({ summary: 'Published results as a table: all, of state-owned enterprises for assessments (国企), or of private ones for honours (非公)', operationId: 'exportEvaluation' })
  @Ask.oneOf('format', ['csv', 'xlsx'], 'Kind of file; csv unless told')
  @Ask.oneOf('for', Object.keys(EXPORTED), 'Whom it is for; all unless told')
  @AnswersFile('The table, as a download', CSV, XLSX)
  async export(@Param('id') id: string, @Query('for') purpose: string | undefined, @Query('format') format: string | undefined, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    const state = await this.checked(id, identity);
    const name = purpose ?? 'all';
    if (!Object.hasOwn(EXPORTED, name)) throw rejected({ code: 'not-found', field: 'for' });
    const published = state.publications.at(-1);
    if (published === undefined) throw rejected({ code: 'not-approved' });
    const classes = EXPORTED[name] ?? null;
    const { units } = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    // Classes bear the names of the scheme that was published by, however the round goes on.
    const of = await this.core.evaluations.rounds.schemeOf({ schemeId: state.schemeId, schemeVersion: published.basis.schemeVersion });
    // Who reads the table sees that it is being corrected, or that it replaces another.
    const first = state.publications[state.publications.length - 2];
    const mark = published.correction !== null ? `更正中：原通报 ${published.paperId} 待更正通报代替` : first === undefined ? null : `已更正，代替作废的通报 ${first.paperId}`;
    const noted = mark !== null || published.adjusted.length > 0;
    const note = (unitId: string): string => [...(mark === null ? [] : [mark]), ...published.adjusted.filter((x) => x.unitId === unitId).map((x) => `复核裁定：${x.name} 计算 ${x.computed}，裁定 ${x.points}（${x.reason}）`)].join('；');
    const rows = published.result.rows
      .filter((r) => classes === null || classes.includes(units[r.unitId]?.unitClass ?? ''))
      .map((r) => [units[r.unitId]?.name ?? r.unitId, of.classes.find((c) => c.id === r.classId)?.name ?? r.classId, r.total, String(r.rank), r.grade, ...(noted ? [note(r.unitId)] : [])].map(inert));
    const heading = ['单位', '类别', '得分', '名次', '等次', ...(noted ? ['说明'] : [])];
    if (format === 'xlsx') return sendFile(res, XLSX, `evaluation-${id}-${name}.xlsx`, await writeWorkbook('考核结果', [heading, ...rows], 1));
    sendFile(res, CSV, `evaluation-${id}-${name}.csv`, new TextEncoder().encode(`\ufeff${formatCsv([heading, ...rows])}`));
  }

  private run(id: string, command: SentToRound, act: Act, sent: Sent, res: Response, relation: RelationOf<EvaluationState> = () => ({}), told?: GivenOnBehalf): Promise<ProceedingAnswer> {
    return this.desk.runBy(EVALUATION, id, act, sent, res, async (actor, sender) => this.core.evaluations.rounds.execute(id, { ...command, ...(await this.desk.told(told, sent)) }, actor, sender, sent.ifMatch), relation);
  }

  /** The round for who may look at results. */
  private async checked(id: string, identity: Identity): Promise<EvaluationState> {
    return (await this.checkedAs(id, identity)).state;
  }

  /** The round for who may look into it while it runs: nobody whose own house is evaluated, unless they conduct it. */
  private async checkedWhole(id: string, identity: Identity): Promise<EvaluationState> {
    const { state, sight } = await this.checkedAs(id, identity);
    if (sight.kind !== 'all') throw rejected({ code: 'own-work', details: { unitId: identity.unitId } });
    return state;
  }

  private async checkedAs(id: string, identity: Identity): Promise<ReadProceeding<EvaluationState>> {
    const read = await this.desk.read(EVALUATION, id, identity);
    const { officeUnitId, supervisingUnitId, planId } = read.state;
    allow(identity, 'evaluation.check', { officeUnitId, supervisingUnitId, planId });
    return read;
  }
}

function pointersOf(evidence: dto.EvidencePointerDto[] | null | undefined): EvidencePointer[] {
  return (evidence ?? []).map(({ itemId, evidenceId }) => ({ itemId: itemId ?? null, evidenceId }));
}

/** In whose place the caller signs, where it is asked of a colleague on leave by name. */
function asked(requestId: string, identity: Identity): RelationOf<EvaluationState> {
  return (state) => {
    const request = requestOf(state, requestId);
    return { holderId: request ? stoodInForAmong(identity, [request.personId, request.substitute?.personId ?? null]) : null };
  };
}

/** Whose act it is: the unit's, or that of who answers for it. */
function ofUnit(unitId: string, body: { onBehalf?: unknown }): RelationOf<EvaluationState> {
  return (state) => ({ unitId: (Object.hasOwn(state.units, unitId) ? state.units[unitId]?.answeredBy : undefined) ?? unitId, ...(body.onBehalf ? { onBehalf: true } : {}) });
}
