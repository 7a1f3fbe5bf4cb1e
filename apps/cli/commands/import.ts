import { randomUUID, createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { withoutItems } from '#libs/documents/import-plan';
import { MAX_FILE_BYTES } from '#libs/documents/import.limits';
import type { Draft } from '#libs/supervision/plan/draft';
import { questionsOfRows } from '#libs/supervision/plan/draft.answers';
import { EMPTY_ROSTER, unitsNamed } from '#libs/supervision/roster/roster';
import { dayOf, type Day } from '#libs/supervision/time/day';
import { CommandFailed, withContext } from '../context';
import { readPlanFile } from './plan.file';
import { printReport } from './import.report';

export interface ImportOptions {
  dryRun?: boolean;
  json?: boolean;
  /** Name of the unit whose office owns the plan. */
  office?: string;
  /** Id of the policy by which the plan is supervised. */
  policy?: string;
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
function asJson(draft: Draft): string {
  const { plan, items, decisions, answers, narrative, notUnderstood, report } = draft;
  return JSON.stringify({ plan, items, decisions, ...(answers ? { answers } : {}), ...(narrative ? { narrative } : {}), notUnderstood, report }, null, 2);
}

/** With what the day brings up, such as deadlines that have gone by: the same questions as a trial import over HTTP. */
function asAsked(draft: Draft, today: Day): Draft {
  return { ...draft, decisions: questionsOfRows(draft, today) };
}

/** A paper that announces work without listing it shows what was read of it, but is no plan that could be followed. */
function refuseEmpty(draft: Draft): void {
  const failure = withoutItems(draft);
  if (failure) throw new CommandFailed(failure.zh, failure.en, 3);
}

/** Reads a plan's file; with `--dry-run` only shows what it holds, else puts the draft into the log. */
export async function importCommand(file: string, options: ImportOptions): Promise<void> {
  const bytes = await bytesOf(file);
  const fileName = basename(file);
  if (options.dryRun) {
    const today = dayOf(new Date().toISOString());
    const read = await readPlanFile(bytes, { fileName, today });
    if (!read.ok) throw new CommandFailed(read.zh, read.en);
    const asked = asAsked(read.draft, today);
    if (options.json) process.stdout.write(`${asJson(asked)}\n`);
    else printReport(asked);
    refuseEmpty(read.draft);
    return;
  }
  await withContext('acts', async ({ references, plans, clock }) => {
    const roster = (await references.roster()).state ?? EMPTY_ROSTER;
    const known = {
      units: Object.values(roster.units).map(({ id, name, aliases }) => ({ id, name, aliases })),
      groups: Object.values(roster.groups).map((g) => ({ id: g.id, name: g.name, aliases: g.aliases, hasRoster: g.members.length > 0 })),
    };
    const today = dayOf(clock.now());
    const read = await readPlanFile(bytes, { fileName, known, today });
    if (!read.ok) throw new CommandFailed(read.zh, read.en);
    refuseEmpty(read.draft);
    const offices = options.office === undefined ? Object.values(roster.units).filter((u) => u.unitClass === 'office') : unitsNamed(roster, options.office);
    const [office] = offices;
    if (!office || offices.length > 1) throw new CommandFailed('请用 --office 指明计划所属的办公室（已登记的单位名称）', 'Name the office that owns the plan by --office (the name of a registered unit)');
    const commandId = randomUUID();
    const planId = `p${createHash('sha256').update(commandId).digest('hex').slice(0, 8)}`;
    const source = { name: fileName, sha256: createHash('sha256').update(bytes).digest('hex'), format: read.draft.report.format };
    const outcome = await plans.draft({ planId, draft: read.draft, officeUnitId: office.id, supervisingUnitId: null, conferenceUnitId: null, ...(options.policy === undefined ? {} : { policyId: options.policy }), source }, { kind: 'system', name: 'duban import' }, { scope: 'cli', commandId });
    if (outcome.kind === 'rejected' && outcome.rejection.code === 'policy-unknown') throw new CommandFailed(`没有编号为 ${options.policy} 的督办规则`, `There is no policy ${options.policy}`);
    if (outcome.kind !== 'accepted') throw new CommandFailed(`未能导入：${outcome.kind}`, `Not imported: ${outcome.kind}`);
    const asked = asAsked(read.draft, today);
    if (options.json) process.stdout.write(`${asJson(asked)}\n`);
    else {
      printReport(asked);
      console.log(`\n草案编号 ${planId}：请在 API 或页面上处理待决定的问题后下发 / draft ${planId}: settle its open questions, then issue it`);
    }
  });
}
