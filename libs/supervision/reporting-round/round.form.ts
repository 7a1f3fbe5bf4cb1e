import { qualityOf, type QualityFlag } from '../feedback/report.quality';
import type { ProceedingContext } from '../proceeding/proceeding';
import { reject, type FieldFault, type Rejection } from '../rejection';
import { rulesOfUnit, spanAt } from '../rules';
import { says, saysNothing } from '../text/says';
import { dayOf, isDay, minuteOf } from '../time/day';
import type { Entry, LineEntry, Looked, RoundForm, RoundLine } from './round.types';

type Field = FieldFault;

export function lineOf(form: RoundForm, lineId: string): RoundLine | undefined {
  return form.lines.find((l) => l.id === lineId);
}

/** The form as it would go out: the entries of its lines, in their order. */
export function entriesOf(form: RoundForm): LineEntry[] {
  return form.lines.flatMap(({ id }) => {
    const entry = form.entries[id];
    if (!entry) return [];
    const { stepId, text, percent, values, noProgressReason, evidenceIds } = entry;
    return [{ lineId: id, stepId, text, percent, values, noProgressReason, ...(evidenceIds === undefined ? {} : { evidenceIds }) }];
  });
}

/** Whether two entries say the same. */
export function sameEntry(a: Entry, b: Entry): boolean {
  const values = (e: Entry): string => JSON.stringify(e.values.map((v) => [v.targetId, v.value, v.asOf]));
  return a.stepId === b.stepId && a.text === b.text && a.percent === b.percent && a.noProgressReason === b.noProgressReason && (a.evidenceIds ?? []).join() === (b.evidenceIds ?? []).join() && values(a) === values(b);
}

/** What keeps entries from being saved: each wrong field. What is not yet filled in is no fault before the form is sent. */
export function wrongEntries(form: RoundForm, entries: readonly LineEntry[], context: ProceedingContext): Field[] {
  const wrong: Field[] = [];
  const today = dayOf(context.now);
  for (const { lineId, stepId, percent, values } of entries) {
    const line = lineOf(form, lineId);
    const at = `entries.${lineId}`;
    if (!line) {
      wrong.push({ field: at, zh: '本单位的表中没有这一行', en: 'is no line of this unit’s form' });
      continue;
    }
    if (stepId !== null && !line.steps.some((s) => s.stepId === stepId)) wrong.push({ field: `${at}.stepId`, zh: '没有这个待办步骤', en: 'is no open step of the line' });
    if (percent !== null && !(percent >= 0 && percent <= 100)) wrong.push({ field: `${at}.percent`, zh: '应为 0 至 100', en: 'must be from 0 to 100' });
    for (const v of values) {
      const field = `${at}.values.${v.targetId}`;
      const target = line.targets.find((t) => t.targetId === v.targetId);
      if (!target) wrong.push({ field, zh: '该事项没有这个量化指标', en: 'is no target of the item' });
      else if (!Number.isFinite(v.value) || v.value < 0) wrong.push({ field, zh: '应为不小于 0 的数', en: 'must be a number from 0 up' });
      else if (!isDay(v.asOf) || v.asOf > today) wrong.push({ field, zh: '截至日期不正确，或晚于今天', en: 'has an as-of day that is none, or lies after today' });
      else if (target.from !== undefined && v.asOf < target.from) wrong.push({ field, zh: `截至日期 ${v.asOf} 早于计划开始日：请填 ${target.from} 或之后的日期`, en: `is told as of ${v.asOf}, before the plan began: give ${target.from} or a later day` });
    }
  }
  const twice = entries.find((e, i) => entries.findIndex((x) => x.lineId === e.lineId) !== i);
  if (twice) wrong.push({ field: `entries.${twice.lineId}`, zh: '同一行填了两次', en: 'is given twice' });
  return wrong;
}

/**
 * Lines that somebody else changed since the sender saw the form, and otherwise than the sender would: both texts are told, and
 * nothing is overwritten. Lines that nobody touched meanwhile are saved beside each other.
 */
export function clashes(form: RoundForm, entries: readonly LineEntry[], seen: number | null): Field[] {
  return entries.flatMap((mine) => {
    const theirs = form.entries[mine.lineId];
    if (!theirs || theirs.version <= (seen ?? 0) || sameEntry(theirs, mine)) return [];
    const [a, b] = [wordsOf(theirs), wordsOf(mine)];
    const at = minuteOf(theirs.at);
    return [{ field: `entries.${mine.lineId}`, personId: theirs.personId, zh: `{person} 已于 ${at} 存为“${a}”，您填的是“${b}”，请核对后再存`, en: `{person} saved “${a}” at ${at} (Beijing time), you typed “${b}”: compare them, then save again` }];
  });
}

function wordsOf(entry: Entry): string {
  const parts = [entry.noProgressReason === null ? entry.text : `无新进展：${entry.noProgressReason}`, entry.percent === null ? '' : `${entry.percent}%`, ...entry.values.map((v) => `${v.targetId}=${v.value}（${v.asOf}）`)];
  return parts.filter((p) => p !== '').join('；');
}

/** Lines that say nothing yet: neither progress nor a reason why there is none. */
function empty(form: RoundForm, gone: ReadonlySet<string>): Field[] {
  return form.lines.flatMap(({ id }) => {
    if (gone.has(id)) return [];
    const entry = form.entries[id];
    if (!entry) return [{ field: `entries.${id}`, zh: '未填写：请填进展，或说明无新进展的原因', en: 'is not filled in: say what was done, or why there is no progress' }];
    if (entry.noProgressReason !== null) return says(entry.noProgressReason) ? [] : [{ field: `entries.${id}.noProgressReason`, zh: '请说明无新进展的原因', en: 'say why there is no progress' }];
    return saysNothing(entry.text) && entry.values.length === 0 && entry.percent === null ? [{ field: `entries.${id}.text`, zh: '请填进展，或说明无新进展的原因', en: 'say what was done, or why there is no progress' }] : [];
  });
}

/** What keeps the form from going out, line by line; null where it may. */
export function notReady(form: RoundForm, looked: Looked): { rejected: Rejection } | null {
  const gone = new Set(looked.gone.map((g) => g.lineId));
  const refused = looked.refused.filter((r) => !gone.has(r.lineId)).map(({ lineId, ...refused }): Field => ({ field: `entries.${lineId}`, refused, zh: '事项不能接收此项报送', en: 'its item would refuse the report' }));
  const fields = [...empty(form, gone), ...refused];
  return fields.length > 0 ? reject('form-incomplete', { fields, details: { count: fields.length } }) : null;
}

/** What the rules find wanting in each line, by what the form was drawn with: before sending and in the event alike. */
export function flagsOfForm(form: RoundForm, evidence: Readonly<Record<string, number>>, context: Pick<ProceedingContext, 'now' | 'rules'>): { lineId: string; flags: QualityFlag[] }[] {
  const span = spanAt(context.rules, context.now);
  const rules = rulesOfUnit(span, context.rules.roster, form.unitId);
  return entriesOf(form).flatMap(({ lineId, ...entry }) => {
    const line = lineOf(form, lineId)!;
    const values = Object.fromEntries(line.targets.flatMap((t) => (t.reported === null ? [] : [[t.targetId, { value: t.reported }]])));
    const before = { lastText: line.last?.text ?? null, values, targets: line.role === 'participant' ? 0 : line.targets.length, evidence: (evidence[lineId] ?? 0) + (entry.evidenceIds?.length ?? 0) };
    const flags = qualityOf(entry, before, rules, span.policy.version);
    return flags.length > 0 ? [{ lineId, flags }] : [];
  });
}
