import { parseNumber } from '#libs/supervision/text/numeral';
import { isTimeLimit } from '../grammar/deadline.parse';
import { withColons } from '../grammar/label.forms';
import { parseMark } from '../grammar/mark.parse';
import { takeUnits } from '../grammar/units.find';
import { noUnits, type NamedUnits } from '../grammar/units.named';
import { readUnitWords } from '../grammar/units.parse';
import { fold } from '../text/fold';
import type { PointNode } from './points.tree';

/** A line below several points that says who carries all of them out: 以上3项任务由市司法局牵头，9月底前完成。 （责任单位：…） */
export interface GroupLine {
  text: string;
  /** Null where it says by when alone. */
  units: NamedUnits | null;
  time: string | null;
}

const ALL_ABOVE = /^[(【]?\s*(?:以上|上述|前述|本(?:部分|章|节|类|方面|领域|项行动|专项))(?:的?(?:各|这|全部|所有)?(?:[一二两三四五六七八九十几多\d]{1,3})?(?:大)?(?:项|条|个)?(?:重点|主要|工作|改革)*(?:任务|工作|事项|措施|举措|内容|项目|要求)?)?(?:均|都|,)?\s*/;

const hasNames = ({ leads, participants, units }: NamedUnits): boolean => leads.length + participants.length + units.length > 0;

function unitsIn(words: string): NamedUnits | null {
  const bare = words.replace(/[)）】]\s*[。.]?\s*$/, '').replace(/[。；\s]+$/, '');
  const units = readUnitWords(bare) ?? takeUnits(words).units;
  return units && hasNames(units) ? units : null;
}

/** 两项任务均由…: as many as stand above. */
const COUNTED = /^[(【]?\s*(?:这|该)?([一二两三四五六七八九十]{1,2}|\d{1,2})(?:大)?(?:项|条|个)(?:重点|主要|工作|改革|具体)*(?:任务|工作|事项|措施|举措|内容|项目)(?:均|都|一并|统一)?(?=由|[\u4e00-\u9fa5]{0,4}(?:牵头|责任|负责|承办|实施)单位|于|在|须|应|\d)\s*/;
const WITHOUT_UNITS = /^(?:均|都|须|应|要|于|在|一并|全部)*/;

function saidOf(text: string, count: number): number {
  const all = ALL_ABOVE.exec(text)?.[0].length ?? 0;
  if (all > 0) return all;
  const counted = COUNTED.exec(text);
  return counted && parseNumber(counted[1]?.replace('两', '二') ?? '') === count ? counted[0].length : 0;
}

/** Words about all points above, by what they say of themselves: who carries them out, or by when alone. */
function ofAllAbove(text: string, count: number): GroupLine | null {
  const said = saidOf(fold(text), count);
  if (said === 0) return null;
  const words = text.slice(said);
  const units = unitsIn(words);
  if (units) return { text, units: { ...units, timeLimit: null }, time: units.timeLimit };
  const time = words.replace(/[。；\s)）】]+$/, '').replace(WITHOUT_UNITS, '');
  return time.length <= LONGEST_TIME && isTimeLimit(time) ? { text, units: null, time } : null;
}
const LONGEST_TIME = 20;

/** A paragraph of nothing but units: (责任单位：市司法局、市公安局). */
function onlyUnits(text: string): GroupLine | null {
  if (parseMark(text) !== null || !/^[(【]|^[\u4e00-\u9fa5]{2,8}\s*:/.test(fold(withColons(text)))) return null;
  const { text: rest, units } = takeUnits(text);
  if (!units || !hasNames(units) || rest.replace(/[\s。；;]/g, '') !== '') return null;
  return { text, units: { ...units, timeLimit: null }, time: units.timeLimit !== null && isTimeLimit(units.timeLimit) ? units.timeLimit : null };
}

/** Lines between a heading and the points below it that say nothing but who carries these out. */
export function linesAtHead({ body }: PointNode): GroupLine | null {
  const line = body.length > 0 && body.length <= MOST_LINES ? onlyUnits(body.join('\n')) : null;
  return line?.units ? line : null;
}
const MOST_LINES = 4;

const sameGroup = (a: PointNode, b: PointNode): boolean => a.path.length > 0 && a.path.at(-1)?.title === b.path.at(-1)?.title && a.path.at(-1)?.ordinal === b.path.at(-1)?.ordinal;

const own = (node: PointNode, to = node.body.length): string => [node.head, ...node.body.slice(0, to)].join('\n');

/** Where the line about a group stands in its last point; none where the points above it name their units themselves. */
function lineOf(group: readonly PointNode[]): { at: number; line: GroupLine } | null {
  const last = group.at(-1);
  if (!last || group.length < 2) return null;
  const others = group.slice(0, -1).map((node) => own(node));
  for (const [at, text] of last.body.entries()) {
    const line = ofAllAbove(text, group.length);
    if (line) return { at, line };
    const alone = [...others, own(last, at)].every((words) => !takeUnits(words).units);
    const only = alone && at === last.body.length - 1 ? onlyUnits(text) : null;
    if (only) return { at, line: only };
  }
  return null;
}

/**
 * By point: the line below its group that speaks of it as well. Taken out of the last point of the group, whose words it is not. A line of
 * units alone counts only where nothing above it in its group names any.
 */
export function takeGroupLines(points: readonly PointNode[]): Map<PointNode, GroupLine> {
  const found = new Map<PointNode, GroupLine>();
  let group: PointNode[] = [];
  const close = (): void => {
    const line = lineOf(group);
    if (line) {
      const last = group.at(-1);
      last?.body.splice(line.at, 1);
      for (const node of group) found.set(node, line.line);
      if (last) last.units = takeUnits(own(last)).units ?? noUnits();
    }
    group = [];
  };
  for (const node of points) {
    const before = group.at(-1);
    if (before && !sameGroup(before, node)) close();
    group.push(node);
  }
  close();
  return found;
}
