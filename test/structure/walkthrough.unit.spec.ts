import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';
import { CLOCK, type Actor } from '#libs/supervision/actor';
import { evolveCalendar, NO_CALENDAR } from '#libs/supervision/calendar/calendar.events';
import { STATE_COUNCIL } from '#libs/supervision/calendar/state-council';
import { nextDue } from '#libs/supervision/item/item.agenda';
import type { ItemCommand } from '#libs/supervision/item/item.commands';
import { decideItem } from '#libs/supervision/item/item.decide';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { evolveItem } from '#libs/supervision/item/item.evolve';
import { itemLight } from '#libs/supervision/item/item.light';
import type { ItemState } from '#libs/supervision/item/item.types';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import { evolvePolicy, NO_POLICY } from '#libs/supervision/policy/policy.events';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { evolveRoster } from '#libs/supervision/roster/roster.events';
import { NO_TRAITS } from '#libs/supervision/roster/unit-traits';
import { spanAt, type Rules } from '#libs/supervision/rules';
import { timelineOf } from '#libs/supervision/rules.timeline';
import { addMs, type Instant } from '#libs/supervision/time/day';

const PAGE = readFileSync(join(projectRoot(__dirname), 'docs', 'walkthrough.md'), 'utf8');

/** Rows of the table that follows a marker in the page. */
function table(marker: string): string[] {
  const after = PAGE.split(`<!-- ${marker} -->\n`)[1] ?? '';
  return after.slice(0, after.indexOf('\n\n')).split('\n').slice(2);
}

const EVER = '2018-01-01T00:00:00.000Z';
const BY: Actor = { kind: 'system', name: 'set-up' };
const META = { actor: BY, occurredAt: EVER, recordedAt: EVER, rules: { policy: 0, calendar: 0, roster: 0 } };
const ROSTER: Roster = [['hr', '市人社局'], ['office', '市产改办']].reduce<Roster>(
  (roster, [unitId, name]) => evolveRoster(roster, { type: 'UnitRegistered', data: { unitId: unitId!, name: name!, aliases: [], ...NO_TRAITS, parentId: null, housedIn: null, staffed: true, since: '2018-01-01' }, meta: META }),
  EMPTY_ROSTER,
);
const RULES: Rules = {
  spans: timelineOf(
    evolvePolicy(NO_POLICY, { type: 'PolicySet', data: { name: '标准', rules: STANDARD_RULES, variants: [], effectiveFrom: EVER, basis: '标准' }, meta: META }),
    evolveCalendar(NO_CALENDAR, { type: 'CalendarPublished', data: { ...STATE_COUNCIL, effectiveFrom: EVER, basis: '国务院办公厅通知' }, meta: META }),
    ROSTER,
  ),
  roster: ROSTER,
};

const HR: Actor = { kind: 'person', personId: 'feng', unitId: 'hr' };
const OFFICE: Actor = { kind: 'person', personId: 'wu', unitId: 'office' };
const report = (percent: number, value: number, asOf: string): ItemCommand => ({ type: 'report', assignmentId: 'a1', stepId: 'a1-1', text: '进展', percent, values: [{ targetId: 't1', value, asOf }], noProgressReason: null, onBehalf: null });
const sign = (paper: string): ItemCommand => ({ type: 'signPaper', paperId: `step.a1-1.1.${paper}` });

/** What people do, at Shanghai's time. */
const ACTS: [string, Actor, ItemCommand][] = [
  ['2026-03-05 09:20', HR, { type: 'receive', assignmentId: 'a1', onBehalf: null }],
  ['2026-05-15 10:00', HR, report(50, 96, '2026-05-15')],
  ['2026-07-01 10:00', OFFICE, sign('yellowPaper')],
  ['2026-07-06 10:00', OFFICE, sign('redPaper')],
  ['2026-07-07 16:00', HR, report(100, 212, '2026-07-07')],
  ['2026-07-07 16:05', HR, { type: 'submit', stepId: 'a1-1', text: '完成', evidenceIds: [], onBehalf: null }],
  ['2026-07-09 11:00', OFFICE, { type: 'verify', stepId: 'a1-1' }],
];

const ISSUED: ItemEvent = {
  type: 'ItemIssued',
  data: {
    planId: 'p', planNumber: null, policyId: 'standard', number: '8', title: '举办产改专题培训班', category: null, content: '', quote: '', place: null,
    officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null, otherVerification: { unitId: null, standing: null },
    period: { from: '2026-01-01', to: '2026-12-31' }, deadline: '2026-06-30', deadlineText: '6月底前', recurrence: null,
    targets: [{ id: 't1', metric: '培训', comparison: '>=', value: 200, unit: '人次', text: '200人次' }],
    assignments: [{ id: 'a1', unitId: 'hr', role: 'implementer', coordinator: true }],
    steps: [{ id: 'a1-1', assignmentId: 'a1', title: '举办产改专题培训班', period: null, basis: { kind: 'date', day: '2026-06-30' }, evidenceRequired: false }],
    openGroups: [], carriedFrom: null,
  },
  meta: { ...META, actor: OFFICE, occurredAt: utc('2026-03-02 09:00'), recordedAt: utc('2026-03-02 09:00') },
};

function utc(shanghai: string): Instant {
  return new Date(`${shanghai.replace(' ', 'T')}:00+08:00`).toISOString();
}
function shanghai(moment: Instant): string {
  return addMs(moment, 8 * 3_600_000).slice(0, 16).replace('T', ' ');
}

interface Happened {
  event: ItemEvent;
  light: string;
}

/** The item's life, with the clock's own acts in between up to the moment at which the worker went down, if it did. */
function live(acts: typeof ACTS, workerDownFrom: Instant = '9999'): Happened[] {
  let state: ItemState = evolveItem(null, ISSUED, 'i');
  const happened: Happened[] = [{ event: ISSUED, light: itemLight(state).light }];
  const run = (now: Instant, actor: Actor, command: ItemCommand): void => {
    const decided = decideItem(state, command, { now, actor, rules: RULES });
    if ('rejected' in decided) throw new Error(`${command.type} at ${now}: ${decided.rejected.code}`);
    state = decided.state;
    happened.push(...decided.events.map((event) => ({ event, light: itemLight(state).light })));
  };
  for (const [when, actor, command] of acts) {
    const at = utc(when);
    for (let next = nextDue(state, spanAt(RULES, at), ROSTER); next && next.at < at && next.at < workerDownFrom; next = nextDue(state, spanAt(RULES, at), ROSTER)) run(next.at, CLOCK, { type: 'settle' });
    run(at, actor, command);
  }
  return happened;
}

describe('the walkthrough', () => {
  it('tells the life as it is written to the log', () => {
    const rows = live(ACTS).map(({ event, light }) => `| ${shanghai(event.meta.recordedAt)} | ${event.type} | ${event.agendaKey ?? '—'} | ${light} |`);
    expect(rows).toEqual(table('life'));
  });

  it('tells what an outage leaves to the next command', () => {
    const last = live(ACTS.filter(([when, actor]) => actor === HR && when < '2026-07-07 16:05'), utc('2026-06-20 00:00'));
    const caughtUp = last.filter(({ event }) => event.meta.recordedAt === utc('2026-07-07 16:00') && event.agendaKey !== undefined);
    expect(caughtUp.map(({ event }) => `| ${shanghai(event.meta.dueAt ?? '')} | ${event.type} | ${event.agendaKey} |`)).toEqual(table('outage'));
  });
});
