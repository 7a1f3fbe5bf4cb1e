import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ImportProgress } from '#libs/documents/import.progress';
import { withoutItems } from '#libs/documents/import-plan';
import type { Draft } from '#libs/supervision/plan/draft';
import { questionsOfRows } from '#libs/supervision/plan/draft.answers';
import { asShown } from '#libs/supervision/plan/draft.fields';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { dayOf } from '#libs/supervision/time/day';
import { Core } from '../core/core';
import type { Sent } from '../items/sent';
import { fileProblem } from '../problems/file.problem';
import { problem } from '../problems/problem';
import { knownUnits } from './known-units';
import { actorOf, PlanDesk } from './plan.desk';
import type { ImportQuery } from './plan.dto';
import { upperOfSheet } from './upper.check';

/** Reads a plan's file as its sender asks: into a draft, or only to show what it holds. */
@Injectable()
export class ImportDesk {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  /**
   * @param body the file's bytes
   * @param progress told how far the reading is; not before it began
   * @throws ProblemError for what was asked wrongly, and for a file that cannot be read
   */
  async import(query: ImportQuery, body: unknown, sent: Sent, progress: (told: ImportProgress) => void = () => undefined): Promise<unknown> {
    const { fileName, dryRun, compareWith, supervisingUnitId, conferenceUnitId } = query;
    if (!Buffer.isBuffer(body)) throw problem(400, 'malformed', '请以 application/octet-stream 发送文件内容', 'Send the file’s bytes as application/octet-stream');
    await this.desk.knownUnit(supervisingUnitId, 'supervisingUnitId');
    await this.desk.knownUnit(conferenceUnitId, 'conferenceUnitId');
    if (compareWith && dryRun !== 'true') throw problem(400, 'malformed', '仅试读时可以对比：请加 dryRun=true；已导入的计划请用 GET /plans/{planId}/compare', 'Only a trial import is compared: add dryRun=true; for a plan that is there, GET /plans/{planId}/compare', { fields: [{ field: 'compareWith', zh: '请加 dryRun=true', en: 'Add dryRun=true' }] });
    const earlier = compareWith ? await this.desk.readable(compareWith, sent.identity) : null;
    const read = await this.core.documents.read<'plan'>({ kind: 'plan', bytes: body, fileName, known: knownUnits(await this.desk.roster()), today: dayOf(this.core.clock.now()) }, progress);
    if (!read.ok) throw fileProblem(read);
    const sha256 = createHash('sha256').update(body).digest('hex');
    return dryRun === 'true' ? this.shown(read.draft, sha256, sent, earlier) : this.kept(read.draft, sha256, query, sent);
  }

  private async shown(draft: Draft, sha256: string, { identity }: Sent, earlier: PlanState | null): Promise<unknown> {
    const importedAs = await this.core.plans.ofSameFile(sha256, identity.unitId);
    const comparison = earlier ? { comparison: { with: earlier.id, ...(await this.desk.compared(earlier, draft)) } } : {};
    return { ...draft, decisions: asShown(questionsOfRows(draft, dayOf(this.core.clock.now())), draft.fields), ...comparison, ...(importedAs.length > 0 ? { importedAs } : {}) };
  }

  private async kept(draft: Draft, sha256: string, { fileName, again, supervisingUnitId, conferenceUnitId, policyId }: ImportQuery, sent: Sent): Promise<unknown> {
    const { identity, sender } = sent;
    const empty = withoutItems(draft);
    if (empty) throw fileProblem(empty);
    const planId = `p${createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 8)}`;
    const source = { name: fileName, sha256, format: draft.report.format };
    const upper = await upperOfSheet(this.desk, draft.items, identity);
    const plan = { planId, draft, officeUnitId: identity.unitId, supervisingUnitId: supervisingUnitId || null, conferenceUnitId: conferenceUnitId || null, ...(policyId ? { policyId } : {}), source, ...(upper === null ? {} : { upper }), onceOnly: again !== 'true' };
    return this.desk.answer(await this.core.plans.draft(plan, actorOf(identity), sender), sent);
  }
}
