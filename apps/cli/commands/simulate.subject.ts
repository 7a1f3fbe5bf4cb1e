import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { MAX_FILE_BYTES } from '#libs/documents/import.limits';
import { STATE_COUNCIL } from '#libs/supervision/calendar/state-council';
import { evolveCalendar, NO_CALENDAR, type CalendarEvent } from '#libs/supervision/calendar/calendar.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { evolvePolicy, NO_POLICY, type PolicyEvent } from '#libs/supervision/policy/policy.events';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { assumedOf, issueDry, planOfDraft, withNamesOf, type Assumption } from '#libs/supervision/rehearsal/dry-issue';
import type { Rules } from '#libs/supervision/rules';
import { timelineOf } from '#libs/supervision/rules.timeline';
import { atTime, dayOf, instantOf, latest, type Day, type Instant } from '#libs/supervision/time/day';
import { CommandFailed, withContext } from '../context';
import { readPlanFile } from './plan.file';

/** What is rehearsed, wherever it came from. */
export interface Subject {
  title: string;
  items: ItemState[];
  rules: Rules;
  from: Instant;
  assumed: Assumption[];
}

const MORNING = '09:00';

/** The rules that every installation begins with: a file is rehearsed without any database. */
function standardRules(roster: Roster): Rules {
  const meta = { actor: { kind: 'system' as const, name: 'rehearsal' }, occurredAt: '', recordedAt: '', rules: { policy: 0, calendar: 0, roster: 0 } };
  const effectiveFrom = '2018-01-01T00:00:00.000Z';
  const policy: PolicyEvent = { type: 'PolicySet', data: { name: '标准督办规则', rules: STANDARD_RULES, variants: [], effectiveFrom, basis: '' }, meta };
  const calendar: CalendarEvent = { type: 'CalendarPublished', data: { ...STATE_COUNCIL, effectiveFrom, basis: '' }, meta };
  return { spans: timelineOf(evolvePolicy(NO_POLICY, policy), evolveCalendar(NO_CALENDAR, calendar), roster), roster };
}

function issuedDry(plan: PlanState, rules: Rules, from: Instant): ItemState[] {
  const items = issueDry(plan, rules, from);
  if ('rejected' in items) throw new CommandFailed(`计划不能下发：${items.rejected.code} ${JSON.stringify(items.rejected.details ?? {})}`, `The plan could not be issued: ${items.rejected.code} ${JSON.stringify(items.rejected.details ?? {})}`);
  return items;
}

/** A file's plan, issued in memory on its own date. */
export async function subjectOfFile(file: string, from: Day | undefined): Promise<Subject> {
  const today = dayOf(instantOf(Date.now()));
  const { size } = await stat(file);
  if (size > MAX_FILE_BYTES) throw new CommandFailed(`文件过大：${size} 字节，上限 ${MAX_FILE_BYTES}`, `The file is too large: ${size} bytes, at most ${MAX_FILE_BYTES}`);
  const read = await readPlanFile(await readFile(file), { fileName: basename(file), today });
  if (!read.ok) throw new CommandFailed(read.zh, read.en);
  const { draft } = read;
  const sketch = planOfDraft(draft, today, instantOf(Date.now())).plan.plan;
  const start = atTime(from ?? draft.plan.issuedOn ?? sketch.period?.from ?? today, MORNING);
  const { plan, office } = planOfDraft(draft, today, start);
  const named = withNamesOf(draft, EMPTY_ROSTER, dayOf(start));
  const rules = standardRules({ ...named, units: { ...named.units, [office.id]: office } });
  return { title: plan.plan.title, items: issuedDry(plan, rules, start), rules, from: start, assumed: assumedOf(plan) };
}

/** A plan of the log as it stands now. */
export async function subjectOfLog(planId: string, from: Day | undefined): Promise<Subject> {
  return withContext('reads', async ({ plans, items, references, clock }) => {
    const { state: plan } = await plans.load(planId);
    if (!plan) throw new CommandFailed(`没有名为 ${planId} 的文件，日志中也没有这个编号的计划`, `There is no file ${planId}, and no plan of that id in the log`);
    const { rules } = await references.rules(plan.policyId);
    const start = from === undefined ? clock.now() : latest(clock.now(), atTime(from, MORNING));
    if (plan.status === 'draft') {
      const dry = { ...rules, roster: withNamesOf(plan, rules.roster, dayOf(start)) };
      return { title: plan.plan.title, items: issuedDry(plan, dry, start), rules: dry, from: start, assumed: assumedOf(plan) };
    }
    const states = await Promise.all(plan.issueItems.map(async ({ itemId }) => (await items.load(itemId)).state));
    return { title: plan.plan.title, items: states.filter((s) => s !== null), rules, from: start, assumed: [] };
  });
}
