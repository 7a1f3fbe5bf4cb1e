import { isGroupName } from '#libs/supervision/roster/group-name';
import { parseUnitNames } from '../grammar/units.list';
import { surelyUnit } from '../grammar/unit.shape';
import { takeUnits } from '../grammar/units.find';
import { allNames, noUnits, type NamedUnits } from '../grammar/units.named';
import { fold } from '../text/fold';
import { linesAtHead } from './group.units';
import { keyOf, type PointNode } from './points.tree';

/** 一、市教育局（5项）: duties listed by who has them. */
const BEHIND = /(?:的?(?:牵头|负责|承办|责任|重点|工作|主要)*(?:任务|事项|工作|清单|职责))?(?:\([^()]{0,12}\))?[:]?$/;
const LEADS = /牵头(?:的?(?:任务|事项|工作|清单))?(?:\([^()]{0,12}\))?[:]?$/;
/** Of the headings above items so many must be units for any to be read so. */
const LEAST_SHARE = 0.8;

function unitsOfTitle(title: string): NamedUnits | null {
  const folded = fold(title);
  const words = title.slice(0, BEHIND.exec(folded)?.index ?? title.length).replace(/牵头$|负责$/, '');
  const { names, open } = parseUnitNames(words);
  if (names.length === 0 || !names.every((name) => surelyUnit(name) || isGroupName(name))) return null;
  return LEADS.test(folded) ? { ...noUnits(), leads: names, open } : { ...noUnits(), units: names, open };
}

/** What a heading says of the points below it: beside its own words, or on lines of their own, which are then the points' words as well. */
export interface HeadUnits {
  units: NamedUnits;
  lines: string | null;
}

function unitsOfHead(node: PointNode): HeadUnits | null {
  const units = !/[（(【]/.test(node.head) || node.head.length > LONGEST_HEAD ? null : takeUnits(node.head).units;
  if (units && allNames(units).length > 0) return { units, lines: null };
  const below = linesAtHead(node);
  return below?.units ? { units: { ...below.units, timeLimit: below.time }, lines: below.text } : null;
}

/** By point: the units and the day that a heading above it names: 一、优化环境（牵头单位：市发改委；12月底前）, or 牵头单位：市发改委 on a line below it. */
export function unitsAtHead(nodes: readonly PointNode[], points: readonly PointNode[]): Map<PointNode, HeadUnits> {
  const chosen = new Set(points);
  const heads = new Map<string, HeadUnits>();
  for (const node of nodes) {
    const units = chosen.has(node) ? null : unitsOfHead(node);
    if (units) heads.set(keyOf(node), units);
  }
  if (heads.size === 0) return new Map();
  return new Map(points.flatMap((point) => {
    const units = point.path.map((above) => heads.get(keyOf(above))).findLast((found) => found !== undefined);
    return units ? [[point, units] as const] : [];
  }));
}
const LONGEST_HEAD = 120;

/** A point's own units with those of its heading, whose roles it does not fill itself. */
export function withHead(own: NamedUnits | null, head: NamedUnits | null): NamedUnits | null {
  if (head === null) return own;
  if (own === null || allNames(own).length === 0) return own === null ? head : { ...head, timeLimit: own.timeLimit, asides: [...own.asides, ...head.asides] };
  if (own.leads.length > 0 || own.units.length > 0 || head.leads.length === 0) return own;
  return { ...own, leads: head.leads, open: own.open || head.open };
}

/** By point: the units that its heading names, where the paper lists duties by units. */
export function unitsByHeading(nodes: readonly PointNode[]): Map<PointNode, NamedUnits> {
  const headings = new Map(nodes.flatMap((node) => node.path.slice(-1).map(({ title }) => [title, unitsOfTitle(title)] as const)));
  const read = [...headings.values()].filter((units) => units !== null).length;
  if (read < 2 || read < headings.size * LEAST_SHARE) return new Map();
  return new Map(nodes.flatMap((node) => {
    const units = headings.get(node.path.at(-1)?.title ?? '');
    return units ? [[node, units] as const] : [];
  }));
}
