import { writeFile } from 'node:fs/promises';
import { EligibilityFacts, type Eligibility } from '#libs/commands/eligibility';
import { eventsOf, factsInWords, saidOf } from '#libs/commands/eligibility.words';
import { asDomain, ROSTER_STREAM } from '#libs/commands/references';
import { recordedEvents } from '#libs/commands/recorded-events';
import { eligibilityCsv, eligibilityXlsx } from '#libs/documents/lists/eligibility.export';
import { drawPaper } from '#libs/documents/papers/paper.draw';
import { eligibilityNote } from '#libs/documents/papers/templates/eligibility.note';
import type { EventStore } from '#libs/event-store/event-store';
import { PURPOSE_NAMES, PURPOSES, type Purpose } from '#libs/supervision/eligibility/purpose';
import { EMPTY_ROSTER, unitsNamed, type Roster } from '#libs/supervision/roster/roster';
import { evolveRoster, type RosterEvent } from '#libs/supervision/roster/roster.events';
import { lastMomentOf, isDay, type Day, type Instant } from '#libs/supervision/time/day';
import { CommandFailed, withContext, type Context } from '../context';
import { padded } from './text.width';

export interface ExportEligibilityOptions {
  for: string;
  from?: string;
  to?: string;
  unit?: string;
  asOf?: string;
  format: string;
  out?: string;
}

const FORMATS = ['table', 'json', 'csv', 'xlsx', 'docx'] as const;

function dayOption(name: string, text: string | undefined): Day | undefined {
  if (text === undefined || isDay(text)) return text;
  throw new CommandFailed(`--${name} 应为日期 YYYY-MM-DD`, `--${name} must be a day YYYY-MM-DD`, 2);
}

function choice<T extends string>(name: string, text: string, among: readonly T[]): T {
  const found = among.find((each) => each === text);
  if (found === undefined) throw new CommandFailed(`--${name} 只能是 ${among.join('、')} 之一`, `--${name} must be one of ${among.join(', ')}`, 2);
  return found;
}

async function rosterOf({ store }: Context, asOf: Instant): Promise<Roster> {
  return (await store.readStream(ROSTER_STREAM)).filter((e) => e.recordedAt <= asOf).reduce<Roster>((before, event) => evolveRoster(before, asDomain<RosterEvent>(event)), EMPTY_ROSTER);
}

/** Facts about enterprises for assessments and honours, counted from the log. Writes nothing into it. */
export async function exportEligibilityCommand(planId: string, options: ExportEligibilityOptions): Promise<void> {
  const purpose = choice('for', options.for, PURPOSE_NAMES);
  const format = choice('format', options.format, FORMATS);
  if ((format === 'xlsx' || format === 'docx') && options.out === undefined) throw new CommandFailed(`${format} 请用 --out 指定文件`, `Name a file for the ${format} with --out`, 2);
  const [from, to, day] = [dayOption('from', options.from), dayOption('to', options.to), dayOption('as-of', options.asOf)];
  await withContext('reads', async (context) => {
    const { state: plan } = await context.plans.load(planId);
    if (!plan) throw new CommandFailed(`没有计划 ${planId}`, `There is no plan ${planId}`, 2);
    const period = { from: from ?? plan.plan.period?.from, to: to ?? plan.plan.period?.to };
    if (period.from === undefined || period.to === undefined || period.from > period.to) throw new CommandFailed('请用 --from 和 --to 给出起止日期', 'Say the days with --from and --to, in that order', 2);
    const now = context.clock.now();
    const asOf = day === undefined || lastMomentOf(day) > now ? now : lastMomentOf(day);
    const roster = await rosterOf(context, asOf);
    const unit = options.unit === undefined ? undefined : (unitsNamed(roster, options.unit)[0] ?? roster.units[options.unit]);
    if (options.unit !== undefined && unit === undefined) throw new CommandFailed(`单位名册中没有“${options.unit}”`, `No unit is named “${options.unit}”`, 2);
    const days = period as { from: Day; to: Day };
    const found = await new EligibilityFacts(context.store, context.plans).of({ plan, period: days, purpose, unitIds: unit === undefined ? null : [unit.id], asOf, roster });
    const bytes = await written(found, format, { store: context.store, planId, plan: plan.plan.title, purpose, period: days, asOf });
    if (options.out === undefined) process.stdout.write(bytes);
    else await writeFile(options.out, bytes);
  });
}

async function written(found: Eligibility, format: (typeof FORMATS)[number], of: { store: EventStore; planId: string; plan: string; purpose: Purpose; period: { from: Day; to: Day }; asOf: Instant }): Promise<Uint8Array | string> {
  const facts = factsInWords(found);
  const said = saidOf(of.purpose, of.period, of.asOf);
  switch (format) {
    case 'json': return `${JSON.stringify({ planId: of.planId, for: of.purpose, period: of.period, asOf: of.asOf, ...found }, null, 2)}\n`;
    case 'csv': return eligibilityCsv(facts);
    case 'xlsx': return eligibilityXlsx(facts, said);
    case 'docx': {
      const recorded = new Map((await recordedEvents(of.store, eventsOf(found))).map(({ ref, at }) => [ref, at] as const));
      return drawPaper(eligibilityNote({ ...of, purpose: PURPOSES[of.purpose].zh, facts, uncounted: found.uncounted.map((u) => u.name), recorded }));
    }
    case 'table': {
      const lines = facts.map((f) => `${[padded(f.unit, 24), padded(f.group, 22), padded(f.fact, 28), padded(`${f.value}${f.measure}`, 12)].map((p) => p.text).join(' ')} ${f.events.length} 件依据 event(s)${f.putRight.map((p) => `\n    ${p}`).join('')}`);
      const missing = found.uncounted.map((u) => `✗ ${u.name}：不在单位名册，无法计数 / is no unit of the roster: nothing could be counted`);
      return `${[said, ...lines, ...missing].join('\n')}\n`;
    }
  }
}
