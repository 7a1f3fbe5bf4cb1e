import { isPaperKind, rungWords } from './rung.words';
import type { Rehearsal, People } from '#libs/supervision/rehearsal/rehearse';
import { byUnit, crowdedWeeks, monthsOf, peaksOf } from '#libs/supervision/rehearsal/tables';
import { dayOf } from '#libs/supervision/time/day';
import type { Subject } from './simulate.subject';
import { padded } from './text.width';

const PEOPLE: Record<People, { zh: string; en: string }> = {
  nobody: { zh: '无人签收、无人办理；督办单次日签发', en: 'nobody receives or does anything; papers are signed the next day' },
  received: { zh: '各单位当日签收，此后无人办理；督办单次日签发', en: 'units receive on the first day and then do nothing; papers are signed the next day' },
  quantified: { zh: '各单位当日签收并量化（无时限的以期末为限），此后无人办理；督办单次日签发', en: 'units receive and quantify on the first day (the end of the period where there is no date) and then do nothing; papers are signed the next day' },
  typical: { zh: '按通常情形：多数按时签收办理，少数逾期，个别不办；审核、签发、裁定各需数日', en: 'as such plans usually go: most receive and deliver in time, some late, a few never; verifying, signing and ruling take days' },
};

function nameOf({ rules }: Subject): (unitId: string) => string {
  return (unitId) => rules.roster.units[unitId]?.name ?? unitId;
}

/** Everything that is printed, and each single notice. */
export function asJson(subject: Subject, rehearsal: Rehearsal, people: People): Record<string, unknown> {
  const name = nameOf(subject);
  return {
    plan: subject.title,
    from: dayOf(rehearsal.from),
    until: dayOf(rehearsal.until),
    people,
    assumptions: [PEOPLE[people], ...subject.assumed],
    items: subject.items.length,
    units: byUnit(rehearsal.notices).map((u) => ({ unit: name(u.unitId), ...u })),
    peaks: peaksOf(rehearsal.notices),
    neverTold: rehearsal.units.filter((u) => !u.told).map((u) => name(u.unitId)),
    crowdedWeeks: crowdedWeeks(rehearsal.due).map((w) => ({ unit: name(w.unitId), ...w })),
    holidayDeadlines: rehearsal.holidayDeadlines,
    toSign: rehearsal.toSign,
    notices: rehearsal.notices.map((n) => ({ ...n, unit: name(n.unitId), words: rungWords(n.rung) })),
  };
}

/** The year as a table: units down, months across; then what somebody should look at before issuing. */
export function printRehearsal(subject: Subject, rehearsal: Rehearsal, people: People): void {
  const line = (text = ''): void => console.log(text);
  const name = nameOf(subject);
  const rows = byUnit(rehearsal.notices);
  const months = monthsOf(rehearsal);
  line(`${subject.title}  ${dayOf(rehearsal.from)} – ${dayOf(rehearsal.until)}  事项 items: ${subject.items.length}  通知 notices: ${rehearsal.notices.length}`);
  for (const a of [PEOPLE[people], ...subject.assumed]) line(`假设 assumed: ${a.zh} / ${a.en}`);
  line();
  const width = Math.max(14, ...rows.map((r) => padded(name(r.unitId), 0).width));
  line([padded('单位 unit', width).text, ...months.map((m) => m.slice(2).padStart(6)), '提醒'.padStart(4), '提级'.padStart(4), '督办单'.padStart(3), '合计'.padStart(4)].join(' '));
  for (const r of rows) {
    line([padded(name(r.unitId), width).text, ...months.map((m) => String(r.months[m] ?? '·').padStart(6)), ...[r.reminder, r.escalation, r.paper, r.total].map((n) => String(n).padStart(6))].join(' '));
  }
  const perMonth = (m: string): number => rehearsal.notices.filter((n) => n.day.startsWith(m)).length;
  line([padded('合计 all', width).text, ...months.map((m) => String(perMonth(m)).padStart(6)), ...(['reminder', 'escalation', 'paper', 'total'] as const).map((k) => String(rows.reduce((n, r) => n + r[k], 0)).padStart(6))].join(' '));
  line();
  line(`高峰 peaks: ${peaksOf(rehearsal.notices).map((p) => `${p.day} ${p.notices} 件/${p.units} 个单位`).join('；') || '—'}`);
  line(`待签发 to sign: ${rehearsal.toSign.length}${rehearsal.toSign.length > 0 ? `（${[...new Set(rehearsal.toSign.map((t) => t.rung))].filter(isPaperKind).map((k) => `${rungWords(k)} ${rehearsal.toSign.filter((t) => t.rung === k).length}`).join('，')}）` : ''}`);
  line(`同一周到期过多 too much at once: ${crowdedWeeks(rehearsal.due).slice(0, 10).map((w) => `${name(w.unitId)} ${w.week} 起一周 ${w.due.length} 项（第 ${w.due.map((d) => d.number || '—').join('、')} 项）`).join('；') || '—'}`);
  const silent = rehearsal.units.filter((u) => !u.told).map((u) => name(u.unitId));
  line(`从未收到通知 never told: ${silent.join('、') || '—'}`);
  line(`期限遇休息日 deadlines on days off: ${daysOff(rehearsal).join('；') || '—'}`);
}

/** Day by day: which items are due then, and when the work has to be done in truth. */
function daysOff({ holidayDeadlines }: Rehearsal): string[] {
  const days = new Map<string, string[]>();
  for (const { day, holiday, workingDayBefore, number } of holidayDeadlines) {
    const key = `${day}${holiday === null ? '' : `（${holiday}）`}→ ${workingDayBefore}`;
    days.set(key, [...(days.get(key) ?? []), number || '—']);
  }
  return [...days].map(([day, numbers]) => `${day}：第 ${numbers.join('、')} 项`);
}
