import { reckoningOf, type Reckoning, type TargetReckoning } from '../plan/draft';
import { addsUp } from '../roll-up/adds-up';
import type { RolledUp, RollUpTarget } from '../roll-up/roll-up';
import type { SurveyState } from '../survey/survey';
import type { Day } from '../time/day';
import type { BriefingSource } from './briefing';

/** A figure that units told, as a briefing may print it: with its unit, its reckoning and the day that it is true of, and the events that told it. */
export interface ToldFigure {
  metric: string;
  /** In base units. */
  value: number;
  unit: string;
  reckoning: Reckoning;
  asOf: Day | null;
  /** 技能人才总量406万人次（截至2024年12月31日） */
  text: string;
  /** Of an item's target, its item; of a survey the place. */
  itemId: string | null;
  place: { surveyId: string; placeId: string; name: string } | null;
  /** Who told how much of it, lower plans by their offices. */
  parts: { unitId: string; value: number; asOf: Day | null }[];
  /** Several values of it may be one thing, and nobody has decided: it counts once, and may turn out to be more. */
  undecided: boolean;
  sources: BriefingSource[];
}

/** Figures that are of one kind. Of two groups none stand beside one another as one series, and nothing here is added up across metrics. */
export interface ToldGroup {
  reckoning: Reckoning;
  unit: string;
  figures: ToldFigure[];
}

interface Period {
  from: Day;
  to: Day;
}

const ORDER: readonly Reckoning[] = ['stock', 'yearly', 'cumulative', 'unsaid'];

/** 4060000 as papers write it, 406万; a value that this would round stays as it is. */
function printed(value: number): string {
  for (const [scale, sign] of [[100_000_000, '亿'], [10_000, '万']] as const) {
    const scaled = Number((value / scale).toFixed(4));
    if (value >= scale && Math.round(scaled * scale * 100) === Math.round(value * 100)) return `${scaled}${sign}`;
  }
  return String(value);
}

function dayInWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** @param adds of what adds up it is said how: a rate is never 累计 */
function inWords({ metric, value, unit, reckoning, asOf }: Pick<ToldFigure, 'metric' | 'value' | 'unit' | 'reckoning' | 'asOf'>, adds: boolean): string {
  const until = asOf === null ? '' : `截至${dayInWords(asOf)}`;
  if (!adds) return `${metric}${printed(value)}${unit}${until && `（${until}）`}`;
  switch (reckoning) {
    case 'stock': return `${metric}${printed(value)}${unit}（${until}）`;
    case 'cumulative': return `${metric}累计${printed(value)}${unit}${until && `（${until}）`}`;
    case 'yearly': return `${metric}年度${printed(value)}${unit}${until && `（${until}）`}`;
    case 'unsaid': return `${metric}${printed(value)}${unit}${until && `（${until}）`}`;
  }
}

/** What there is may have been told of any earlier day; whatever comes together does so in the period. */
function isOfPeriod(reckoning: Reckoning, asOf: Day | null, period: Period): boolean {
  if (asOf === null) return true;
  return asOf <= period.to && (reckoning === 'stock' || asOf >= period.from);
}

/** The figures that nothing above counts, with all that is told towards them. */
export function toldOfTargets(targets: readonly RollUpTarget[], rolledUp: readonly RolledUp[], planId: string, period: Period): ToldFigure[] {
  const reached = new Map(rolledUp.map((up) => [`${up.itemId}/${up.targetId}`, up]));
  return targets.filter((t) => t.planId === planId && !t.waived).flatMap((t): ToldFigure[] => {
    const up = reached.get(`${t.itemId}/${t.targetId}`);
    if (!up || up.total === null) return [];
    const told = up.sources.filter((s) => s.value !== null);
    const asOf = told.reduce<Day | null>((oldest, s) => (s.asOf === null || (oldest !== null && oldest <= s.asOf) ? oldest : s.asOf), null);
    const reckoning: TargetReckoning = reckoningOf(t);
    if (!isOfPeriod(reckoning, asOf, period)) return [];
    const figure = { metric: t.metric, value: up.total, unit: t.unit, reckoning, asOf };
    const parts = told.map((s) => ({ unitId: s.unitId, value: s.value!, asOf: s.asOf }));
    return [{ ...figure, text: inWords(figure, up.addsUp), itemId: t.itemId, place: null, parts, undecided: up.undecided.length > 0, sources: eventsOf(up, reached) }];
  });
}

/** The events that told it, through every level. */
function eventsOf(up: RolledUp, reached: ReadonlyMap<string, RolledUp>): BriefingSource[] {
  return up.sources.flatMap((s) => {
    if (s.event !== null) return [{ stream: `item/${up.itemId}`, version: s.event }];
    const lower = s.lower === null ? undefined : reached.get(`${s.lower.itemId}/${s.lower.targetId}`);
    return lower ? eventsOf(lower, reached) : [];
  });
}

/** What a survey brought from places that were looked at in the period. */
export function toldOfSurvey(survey: SurveyState, period: Period): ToldFigure[] {
  return survey.figures.flatMap(({ placeId, metric, value, unit, reckoning, asOf, event }): ToldFigure[] => {
    const place = survey.places.find((p) => p.id === placeId);
    const report = survey.reports[placeId];
    if (!place || !report || report.day < period.from || report.day > period.to) return [];
    const figure = { metric, value, unit, reckoning, asOf };
    const parts = place.unitId === null ? [] : [{ unitId: place.unitId, value, asOf }];
    return [{ ...figure, text: inWords(figure, addsUp({ comparison: '=', ...figure })), itemId: null, place: { surveyId: survey.id, placeId, name: place.name }, parts, undecided: false, sources: [{ stream: `survey/${survey.id}`, version: event }] }];
  });
}

/** By reckoning and unit. */
export function inGroups(figures: readonly ToldFigure[]): ToldGroup[] {
  const groups: ToldGroup[] = [];
  for (const figure of figures) {
    const { reckoning, unit } = figure;
    const group = groups.find((g) => g.reckoning === reckoning && g.unit === unit);
    if (group) group.figures.push(figure);
    else groups.push({ reckoning, unit, figures: [figure] });
  }
  return groups.sort((a, b) => ORDER.indexOf(a.reckoning) - ORDER.indexOf(b.reckoning) || (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0));
}
