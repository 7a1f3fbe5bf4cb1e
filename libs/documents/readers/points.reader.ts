import { MARK_LEVELS, type MarkLevel } from '../grammar/mark.parse';
import { takeUnits } from '../grammar/units.find';
import { noUnits } from '../grammar/units.parse';
import { fold, withoutLayoutSpaces } from '../text/fold';
import type { RawItem } from './item.build';
import { placeOf, type Ledger } from './ledger';
import { tellUnitAsides } from './unit.asides';
import { foldDeeper, namesUnits, type PointNode } from './points.tree';

/** A title is a phrase; a longer first sentence is content without a title of its own. */
const LONGEST_TITLE = 45;
/** Sections that say how the plan is carried out: their points are duties of the plan, unless they name units. */
const FRAME = /保障|工作要求|有关要求|相关要求|组织实施|组织领导|组织保障|附则|总体要求|指导思想|基本原则|目标任务|总体目标|主要目标|工作目标/;

/**
 * The level of ordinals that are the items: the one that names units most often. Where only the last of several inner
 * points names them, they belong to the point above. Without any units, numbered points are items only in a paper that
 * is a plan by its title.
 */
export function itemLevel(nodes: readonly PointNode[], isPlan: boolean): MarkLevel | null {
  const counts = MARK_LEVELS.map((level) => {
    const own = nodes.filter((node) => node.level === level);
    return { level, total: own.length, naming: own.filter(namesUnits).length };
  });
  const best = [...counts].reverse().reduce((a, b) => (b.naming > a.naming ? b : a));
  if (best.naming > 0) {
    const above = counts[MARK_LEVELS.indexOf(best.level) - 1];
    const closing = nodes.filter((node, index) => node.level === best.level && namesUnits(node) && nodes[index + 1]?.level !== best.level).length;
    if (above && above.level !== 'section' && above.total > 1 && best.naming < best.total * 0.6 && closing === best.naming) return above.level;
    return best.level;
  }
  if (!isPlan) return null;
  const points = counts.find(({ level }) => level === 'point');
  if (points && points.total >= 2) return 'point';
  const subs = counts.find(({ level }) => level === 'sub');
  return subs && subs.total >= 3 ? 'sub' : null;
}

/** Title and content: bold words, or words up to the first full stop or colon, or the whole of a short line. */
function splitTitle(node: PointNode, text: string): { title: string; content: string } {
  const bold = node.boldLead?.replace(/[。：:.]$/, '');
  if (bold && !/[。]/.test(bold) && bold.length <= LONGEST_TITLE && text.startsWith(bold)) {
    return { title: withoutLayoutSpaces(bold), content: text.slice(bold.length).replace(/^[。：:.\s]+/, '') };
  }
  const line = text.indexOf('\n');
  const stop = fold(text.slice(0, LONGEST_TITLE + 1)).search(/[。:]|[!?](?!")|(?<=[\u4e00-\u9fa5])\.(?=[\u4e00-\u9fa5])/);
  if (line > 0 && line <= LONGEST_TITLE && (stop < 0 || stop > line))
    return { title: withoutLayoutSpaces(text.slice(0, line)), content: text.slice(line + 1).trim() };
  if (stop > 0) return { title: withoutLayoutSpaces(text.slice(0, stop)), content: text.slice(stop + 1).trim() };
  const clause = text.split(/[，,；;\n]/)[0] ?? text;
  return { title: withoutLayoutSpaces(clause.slice(0, LONGEST_TITLE)), content: text };
}

function restarts(nodes: readonly PointNode[]): boolean {
  const bySection = new Map<string, string[]>();
  for (const node of nodes) {
    const key = node.path.map(({ ordinal, title }) => `${ordinal}${title}`).join('/');
    bySection.set(key, [...(bySection.get(key) ?? []), node.ordinal]);
  }
  const sections = [...bySection.values()];
  const first = sections[0]?.[0];
  return sections.length > 1 && sections.filter((ordinals) => ordinals[0] === first).length > sections.length / 2;
}

function numberOf(node: PointNode, composite: boolean): string {
  const above = node.path.filter(({ ordinal }) => ordinal !== '').map(({ ordinal }) => ordinal);
  return composite && above.length > 0 ? [...above, node.ordinal].join('-') : node.ordinal;
}

/** Headings that only announce the tasks; the category is then the heading below. */
const GENERIC = /^(?:\d{4}年)?(?:重点|主要|具体|工作|目标|年度|改革)*(?:任务|工作|措施|举措|内容|事项|分工|要点)$/;

function categoryOf(node: PointNode): string | null {
  const [outer, inner] = node.path;
  return (outer && inner && GENERIC.test(outer.title) ? inner.title : outer?.title) || null;
}

export interface PointsReading {
  items: RawItem[];
  /** The points that became no item, in order. */
  others: PointNode[];
}

/** The items among numbered points, in the order of the paper. */
export function readPointItems(nodes: readonly PointNode[], level: MarkLevel, ledger: Ledger): PointsReading {
  const folded = foldDeeper(nodes, level);
  const sectionsNaming = new Set(folded.filter((node) => node.level === level && namesUnits(node)).map((node) => node.path[0]));
  const anyNaming = sectionsNaming.size > 0;
  const isItem = (node: PointNode): boolean => {
    if (node.level !== level || node.ordinal === '') return false;
    const section = node.path[0];
    return (
      namesUnits(node) ||
      (!(section && FRAME.test(section.title) && !sectionsNaming.has(section)) &&
        (!anyNaming || sectionsNaming.has(section) || node.path.length > 0 || (level === 'section' && !FRAME.test(node.head))))
    );
  };
  const chosen = folded.filter(isItem);
  const composite = restarts(chosen);
  const items = chosen.map((node): RawItem => {
    const whole = [node.head, ...node.body].join('\n');
    const { text, units, doubt } = takeUnits(whole);
    const { title, content } = splitTitle(node, text);
    const parent = node.path.at(-1);
    const number = numberOf(node, composite);
    const place = placeOf(node.lines, parent ? node.path.map((each) => each.title).join(' / ') : undefined);
    tellUnitAsides(number, units, doubt, place, ledger);
    return {
      number,
      title,
      category: categoryOf(node),
      units: units ?? noUnits(),
      content: content === '' ? title : content,
      quote: `${node.mark}${whole}`,
      place,
      timeLimit: units?.timeLimit ?? null,
    };
  });
  return { items, others: folded.filter((node) => !chosen.includes(node)) };
}
