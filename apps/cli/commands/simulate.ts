import { stat } from 'node:fs/promises';
import { LAST_DEADLINE } from '#libs/supervision/calendar/calendar';
import { PEOPLE, rehearse } from '#libs/supervision/rehearsal/rehearse';
import { dayOf, isDay, lastMomentOf, type Day } from '#libs/supervision/time/day';
import { CommandFailed } from '../context';
import { asJson, printRehearsal } from './simulate.report';
import { subjectOfFile, subjectOfLog } from './simulate.subject';

export interface SimulateOptions {
  until: string;
  from?: string;
  people: string;
  json?: boolean;
}

function dayOption(name: string, text: string): Day {
  if (isDay(text) && text > LAST_DEADLINE) throw new CommandFailed(`--${name} 不能晚于 ${LAST_DEADLINE}`, `--${name} must not lie after ${LAST_DEADLINE}`, 2);
  if (isDay(text)) return text;
  throw new CommandFailed(`--${name} 应为日期 YYYY-MM-DD`, `--${name} must be a day YYYY-MM-DD`, 2);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then((s) => s.isFile(), () => false);
}

/** Rehearses a plan and prints the notices of its year: a file, without any database, or a plan of the log. Writes nothing. */
export async function simulateCommand(planOrFile: string, options: SimulateOptions): Promise<void> {
  // The deadlines of the last day pass as it ends, which is the next day's news.
  const until = lastMomentOf(dayOption('until', options.until));
  const from = options.from === undefined ? undefined : dayOption('from', options.from);
  const people = PEOPLE.find((p) => p === options.people);
  if (!people) throw new CommandFailed(`--people 只能是 ${PEOPLE.join('、')} 之一`, `--people must be one of ${PEOPLE.join(', ')}`, 2);
  const subject = (await isFile(planOrFile)) ? await subjectOfFile(planOrFile, from) : await subjectOfLog(planOrFile, from);
  if (until <= subject.from) throw new CommandFailed(`--until 须晚于开始日期 ${dayOf(subject.from)}`, `--until must lie after the start, ${dayOf(subject.from)}`, 2);
  const rehearsal = rehearse(subject.items, subject.rules, subject.from, until, people);
  if (options.json) process.stdout.write(`${JSON.stringify(asJson(subject, rehearsal, people), null, 2)}\n`);
  else printRehearsal(subject, rehearsal, people);
}
