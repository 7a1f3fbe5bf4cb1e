import { CLOCK } from '../actor';
import { recorded } from '../recorded';
import type { Rules, RulesSpan } from '../rules';
import { dayOf, endOfDay, type Instant } from '../time/day';
import { asksOf, basisOfPeriod, templateOf } from '../policy/duty-template';
import { freeStepIds } from './item.ids';
import { outlookOf, type AgendaEntry, type Outlook } from './item.agenda';
import type { ItemEvent, NewItemEvent, NewStep } from './item.events';
import { periodOwers, titleOfPeriod } from './item.period';
import { evolveItem } from './item.evolve';
import { followed } from './item.groups';
import { expectedPercent } from './item.schedule';
import { addressed, escalatedTo, reminded } from './item.recipients';
import type { ItemState } from './item.types';

/** A fired entry may not bring itself about again; a bound far above any year's agenda turns a loop into a defect. */
const MOST_ENTRIES = 5_000;

/** Steps that a period opens: one for each unit that leads or answers, or as the item's template in force has it. */
function periodSteps(state: ItemState, entry: AgendaEntry, span: RulesSpan): NewStep[] {
  const { period } = entry;
  if (!period) return [];
  const template = templateOf(span.policy.rules.dutyTemplates, state.dutyTemplate);
  const freeId = freeStepIds(state);
  return periodOwers(state, template)
    .map((a) => ({
      id: freeId(`${a.id}-${period.name}`),
      assignmentId: a.id,
      title: titleOfPeriod(state.title, template, period),
      period: period.name,
      basis: basisOfPeriod(template, period.to),
      evidenceRequired: template?.evidence ?? false,
      ...(template === undefined ? {} : { asks: asksOf(template, period.from) }),
    }));
}

/** A reminder or a blue paper that a newer one or its deadline has overtaken is skipped, so that catching up does not shout. */
function overtaken(entry: AgendaEntry, outlook: Outlook, now: Instant): boolean {
  const early = entry.paper === 'bluePaper' || (entry.act === 'remind' && entry.rung.startsWith('T-'));
  if (!early) return false;
  if (entry.day !== null && endOfDay(entry.day) <= now) return true;
  if (entry.act !== 'remind') return false;
  return outlook.agenda.some((e) => e.duty === entry.duty && e.arming === entry.arming && e.act === 'remind' && e.at > entry.at && e.at <= now);
}

/** A mark of the blue light: near the deadline, or behind the schedule. */
function blueMark(state: ItemState, entry: AgendaEntry, span: RulesSpan): NewItemEvent {
  const { duty, arming, rung, key: agendaKey, at: dueAt, day } = entry;
  const stepId = entry.stepId ?? '';
  const step = state.steps[stepId];
  if (!rung.startsWith('behind') || !step || day === null) return { agendaKey, dueAt, type: 'DueSoonMarked', data: { duty, arming, rung, stepId, deadline: day ?? '' } };
  const expected = Math.round(expectedPercent(step, day, span.calendar, dayOf(dueAt)));
  return { agendaKey, dueAt, type: 'BehindMarked', data: { duty, arming, rung, stepId, percent: step.percent ?? 0, expectedPercent: expected } };
}

/** The event that carries an entry out. */
function firing(state: ItemState, entry: AgendaEntry, outlook: Outlook, rules: Rules, span: RulesSpan, now: Instant): NewItemEvent {
  const { duty, arming, rung, key: agendaKey, at: dueAt, day } = entry;
  const base = { agendaKey, dueAt };
  const at = { duty, arming, rung };
  if (entry.following !== undefined) return { ...base, ...followed(state, at, dueAt, entry.following, rules.roster, span) };
  if (overtaken(entry, outlook, now)) return { ...base, type: 'EntrySkipped', data: { ...at, reason: 'superseded' } };
  if (entry.act === 'openPeriod') {
    // A period that went by while the item was suspended was not owed.
    if (day !== null && endOfDay(day) <= dueAt) return { ...base, type: 'EntrySkipped', data: { ...at, reason: 'moot' } };
    return { ...base, type: 'PeriodOpened', data: { ...at, period: entry.period?.name ?? rung, steps: periodSteps(state, entry, span) } };
  }
  const owed = outlook.duties.find((d) => d.id === duty && d.arming === arming);
  if (!owed) return { ...base, type: 'EntrySkipped', data: { ...at, reason: 'moot' } };
  switch (entry.act) {
    case 'markDueSoon':
      return blueMark(state, entry, span);
    case 'markOverdue': {
      // Only a delivery and an unanswered paper colour a step; other duties keep their own mark.
      const stepId = owed.kind === 'deliver' || owed.kind === 'answer' ? entry.stepId : null;
      return { ...base, type: 'OverdueMarked', data: { ...at, stepId, deadline: day } };
    }
    case 'markRed':
      return { ...base, type: 'RedMarked', data: { ...at, stepId: entry.stepId ?? '', deadline: day ?? '' } };
    case 'remind':
      return { ...base, type: 'ReminderIssued', data: { ...at, to: reminded(state, entry, owed.owedBy, rules.roster), deadline: day } };
    case 'draftPaper': {
      const paper = entry.paper ?? 'yellowPaper';
      const to = addressed(state, entry, paper, rules.roster);
      return { ...base, type: 'PaperDrafted', data: { ...at, paperId: `${duty}/${arming}/${paper}`.replace(/[:/]/g, '.'), paper, stepId: entry.stepId ?? '', assignmentId: entry.assignmentId ?? '', to, deadline: day ?? '' } };
    }
    case 'escalate':
    default:
      return { ...base, type: 'DutyEscalated', data: { ...at, to: escalatedTo(state, entry, owed.owedBy, owed.rules, rules.roster), deadline: day } };
  }
}

/** The state after, and the events that led there. */
export interface Settled {
  state: ItemState;
  events: ItemEvent[];
}

/**
 * Emits what was due at or before `now`, in due order, each under the rules of its own time.
 *
 * Every command settles first, so lateness and light are the same whether a timer ran early, late or never. Spans of rules
 * are drained one after the other; what a later span adds falls due no earlier than it took effect.
 *
 * @param drainedTo spans that end before it are passed over. After events of one's own it is the item's issue: a deadline that
 *   an open request kept back bears its own moment when the request is refused, though the rules have changed since
 */
export function settleItem(before: ItemState, now: Instant, rules: Rules, command?: string, drainedTo: Instant = before.lastAt): Settled {
  let state = before;
  const events: ItemEvent[] = [];
  const { spans } = rules;
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i]!;
    if (span.from > now && i > 0) break;
    const until = spans[i + 1]?.from;
    if (until !== undefined && until <= drainedTo) continue;
    for (;;) {
      const outlook = outlookOf(state, span, rules.roster);
      const entry = outlook.next;
      if (!entry || entry.at > now || (until !== undefined && entry.at >= until)) break;
      if (events.length >= MOST_ENTRIES) throw new Error(`item ${state.id} does not settle: ${entry.key}`);
      const event = recorded<ItemEvent>(firing(state, entry, outlook, rules, span, now), { now, actor: CLOCK, rules, span, command });
      events.push(event);
      state = evolveItem(state, event, state.id);
    }
  }
  return { state, events };
}
