import { randomUUID, createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { withoutItems } from '#libs/documents/import-plan';
import { writtenNumber } from '#libs/documents/draft/written.number';
import { MAX_FILE_BYTES } from '#libs/documents/import.limits';
import { toCompare } from '#libs/commands/plan-rows';
import type { Draft, KnownUnits } from '#libs/supervision/plan/draft';
import { questionsOfRows } from '#libs/supervision/plan/draft.answers';
import { comparePlans, type PlanComparison } from '#libs/supervision/plan/plan.compare';
import type { Rejection } from '#libs/supervision/rejection';
import { asShown } from '#libs/supervision/plan/draft.fields';
import { EMPTY_ROSTER, livingGroups, unitsNamed, type Roster } from '#libs/supervision/roster/roster';
import { dayOf, type Day } from '#libs/supervision/time/day';
import { CommandFailed, withContext } from '../context';
import { comparisonLines } from './comparison.report';
import { readPlanFile } from './plan.file';
import { printReport } from './import.report';

export interface ImportOptions {
  dryRun?: boolean;
  json?: boolean;
  /** Name of the unit whose office owns the plan. */
  office?: string;
  /** Id of the policy by which the plan is supervised. */
  policy?: string;
  /** Import it although a plan of the office was read from the same bytes. */
  again?: boolean;
  /** Id of an earlier plan, beside which the file is shown. */
  compareWith?: string;
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES) throw new CommandFailed(`文件过大：${size} 字节，上限 ${MAX_FILE_BYTES}`, `The file is too large: ${size} bytes, at most ${MAX_FILE_BYTES}`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    throw new CommandFailed(`无法读取文件 ${file}`, `The file ${file} cannot be read: ${(error as Error).message}`);
  }
}

/** What `--dry-run --json` prints, and nothing else. */
function asJson(draft: Draft, comparison?: Compared): string {
  const { plan, items, fields, decisions, answers, narrative, notUnderstood, prose, report } = draft;
  const asWritten = items.map((item) => ({ ...item, number: writtenNumber(item), ...(writtenNumber(item) === item.number ? {} : { numberInPlan: item.number }) }));
  return JSON.stringify({ plan, items: asWritten, ...(fields ? { fields } : {}), decisions, ...(answers ? { answers } : {}), ...(narrative ? { narrative } : {}), ...(comparison ? { comparison } : {}), notUnderstood, ...(prose ? { prose } : {}), report }, null, 2);
}

type Compared = PlanComparison & { with: string };

/** With what the day brings up, such as deadlines that have gone by: the same questions as a trial import over HTTP. */
function asAsked(draft: Draft, today: Day): Draft {
  return { ...draft, decisions: asShown(questionsOfRows(draft, today), draft.fields) };
}

/** A paper that announces work without listing it shows what was read of it, but is no plan that could be followed. */
function refuseEmpty(draft: Draft): void {
  const failure = withoutItems(draft);
  if (failure) throw new CommandFailed(failure.zh, failure.en, 3);
}

/** What there is already, and what to do. */
function refuseKnown({ details }: Rejection): never {
  const { planId, title, fileName } = details ?? {};
  throw new CommandFailed(
    `同一文件已导入为计划 ${planId}“${title}”（${fileName}）：请在该计划上继续办理；不再需要的草案请先废弃；确需再导入一份，请加 --again`,
    `The same file was imported before, as plan ${planId} “${title}” (${fileName}): go on with that plan, discard a draft that is not needed, or add --again to import it all the same`,
    4,
  );
}

function knownOf(roster: Roster): KnownUnits {
  return {
    units: Object.values(roster.units).map(({ id, name, aliases }) => ({ id, name, aliases })),
    groups: livingGroups(roster).map((g) => ({ id: g.id, name: g.name, aliases: g.aliases, hasRoster: g.members.length > 0 })),
  };
}

async function readOrFail(bytes: Buffer, options: Parameters<typeof readPlanFile>[1]): Promise<Draft> {
  const read = await readPlanFile(bytes, options);
  if (!read.ok) throw new CommandFailed(read.zh, read.en);
  return read.draft;
}

function show(draft: Draft, json: boolean | undefined, comparison?: Compared): void {
  if (json) process.stdout.write(`${asJson(draft, comparison)}\n`);
  else {
    printReport(draft);
    if (comparison) console.log(`\n${comparisonLines(comparison.with, comparison).join('\n')}`);
  }
}

/** What the file holds, beside an earlier plan of the log. */
async function compareDry(bytes: Buffer, fileName: string, earlierId: string, json: boolean | undefined): Promise<Draft> {
  return withContext('reads', async ({ references, plans, items, clock }) => {
    const earlier = (await plans.load(earlierId)).state;
    if (earlier === null) throw new CommandFailed(`没有编号为 ${earlierId} 的计划，请核对`, `There is no plan ${earlierId}: check its id`);
    const roster = (await references.roster()).state ?? EMPTY_ROSTER;
    const today = dayOf(clock.now());
    const draft = await readOrFail(bytes, { fileName, known: knownOf(roster), today });
    const compared = await toCompare(items, earlier, draft, roster);
    show(asAsked(draft, today), json, { with: earlierId, ...comparePlans(compared.earlier, compared.later, compared.idOf) });
    return draft;
  });
}

/** Reads a plan's file; with `--dry-run` only shows what it holds, else puts the draft into the log. */
export async function importCommand(file: string, options: ImportOptions): Promise<void> {
  if (options.compareWith !== undefined && !options.dryRun) throw new CommandFailed('仅试读时可以对比：请加 --dry-run', 'Only a trial import is compared: add --dry-run', 2);
  const bytes = await bytesOf(file);
  const fileName = basename(file);
  if (options.dryRun && options.compareWith !== undefined) return refuseEmpty(await compareDry(bytes, fileName, options.compareWith, options.json));
  if (options.dryRun) {
    const today = dayOf(new Date().toISOString());
    const draft = await readOrFail(bytes, { fileName, today });
    show(asAsked(draft, today), options.json);
    return refuseEmpty(draft);
  }
  await withContext('acts', async ({ references, plans, clock }) => {
    const roster = (await references.roster()).state ?? EMPTY_ROSTER;
    const today = dayOf(clock.now());
    const draft = await readOrFail(bytes, { fileName, known: knownOf(roster), today });
    refuseEmpty(draft);
    // A plan that goes up for review is somebody's act, and the higher plan is looked up with their rights.
    if (draft.items.some((i) => i.upper !== undefined)) throw new CommandFailed('此表承接上级计划：请由本级办公室登录系统导入', 'This sheet takes up a higher plan: its office imports it signed in, over the API');
    const offices = options.office === undefined ? Object.values(roster.units).filter((u) => u.unitClass === 'office') : unitsNamed(roster, options.office);
    const [office] = offices;
    if (!office || offices.length > 1) throw new CommandFailed('请用 --office 指明计划所属的办公室（已登记的单位名称）', 'Name the office that owns the plan by --office (the name of a registered unit)');
    const commandId = randomUUID();
    const planId = `p${createHash('sha256').update(commandId).digest('hex').slice(0, 8)}`;
    const source = { name: fileName, sha256: createHash('sha256').update(bytes).digest('hex'), format: draft.report.format };
    const outcome = await plans.draft({ planId, draft, officeUnitId: office.id, supervisingUnitId: null, conferenceUnitId: null, ...(options.policy === undefined ? {} : { policyId: options.policy }), source, onceOnly: !options.again }, { kind: 'system', name: 'duban import' }, { scope: 'cli', commandId });
    if (outcome.kind === 'rejected' && outcome.rejection.code === 'policy-unknown') throw new CommandFailed(`没有编号为 ${options.policy} 的督办规则`, `There is no policy ${options.policy}`);
    if (outcome.kind === 'rejected' && outcome.rejection.code === 'file-known') refuseKnown(outcome.rejection);
    if (outcome.kind !== 'accepted') throw new CommandFailed(`未能导入：${outcome.kind}`, `Not imported: ${outcome.kind}`);
    show(asAsked(draft, today), options.json);
    if (!options.json) console.log(`\n草案编号 ${planId}：请在 API 或页面上处理待决定的问题后下发 / draft ${planId}: settle its open questions, then issue it`);
  });
}
