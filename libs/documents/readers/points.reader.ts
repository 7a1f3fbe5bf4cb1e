import { parseNumber } from '#libs/supervision/text/numeral';
import { labelAtHead } from '../grammar/label.forms';
import { MARK_LEVELS, type MarkLevel } from '../grammar/mark.parse';
import { readUnitSentence } from '../grammar/units.clause';
import { takeUnits } from '../grammar/units.find';
import { allNames, noUnits } from '../grammar/units.named';
import { fold, withoutLayoutSpaces } from '../text/fold';
import { columnOf } from './column.words';
import { boxedTitle } from './entries.find';
import { readHeadingWords } from './heading.time';
import { subjectOf } from './duties.reader';
import { linesAtHead, takeGroupLines } from './group.units';
import { unitsAtHead, unitsByHeading, withHead } from './heading.units';
import type { RawItem } from './item.build';
import { placeOf, type Ledger } from './ledger';
import { tellUnitAsides } from './unit.asides';
import { foldDeeper, headingTitle, keyOf, namesUnits, withoutClosings, type Closing, type PointNode } from './points.tree';

/** A title is a phrase; a longer first sentence is content without a title of its own. */
const LONGEST_TITLE = 45;
/** Sections that say how the plan is carried out: their points are duties of the plan, unless they name units. */
const FRAME = /保障|工作要求|有关要求|相关要求|组织实施|组织领导|组织保障|附则|总体要求|总体安排|总体部署|指导思想|基本原则|目标任务|总体目标|主要目标|工作目标/;

/**
 * The level of the points below headings whose units stand on lines of their own: where their numbers go on over the headings, or some of them
 * name units themselves, they are the items. Null where the headings are, with the points for their measures.
 */
function belowHeads(nodes: readonly PointNode[], level: MarkLevel): MarkLevel | null {
  if (level !== 'section' && level !== 'sub') return null;
  const heads: PointNode[][] = [];
  let open: PointNode[] | null = null;
  for (const node of nodes) {
    if (MARK_LEVELS.indexOf(node.level) > MARK_LEVELS.indexOf(level)) open?.push(node);
    else if (node.level === level && linesAtHead(node) !== null) heads.push((open = []));
    else open = null;
  }
  const below = heads.find((points) => points.length > 0)?.[0]?.level;
  if (heads.length < 2 || below === undefined || below === 'subpoint' || heads.some((points) => points[0]?.level !== below)) return null;
  const own = heads.map((points) => points.filter((point) => point.level === below));
  const goesOn = own.slice(1).every((points, i) => parseNumber(points[0]?.ordinal ?? '') === (parseNumber(own[i]?.at(-1)?.ordinal ?? '') ?? NaN) + 1);
  return goesOn || own.flat().some(namesUnits) ? below : null;
}

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
    const above = counts.slice(0, MARK_LEVELS.indexOf(best.level)).findLast(({ total }) => total > 0);
    const closing = nodes.filter((node, index) => node.level === best.level && namesUnits(node) && nodes[index + 1]?.level !== best.level).length;
    const within = nodes.some((node) => node.level === best.level && namesUnits(node) && node.path.some(({ level }) => level === above?.level));
    if (above && within && above.level !== 'section' && above.total > 1 && best.naming < best.total * 0.6 && closing === best.naming) return above.level;
    return belowHeads(nodes, best.level) ?? best.level;
  }
  if (!isPlan) return null;
  const points = counts.find(({ level }) => level === 'point');
  if (points && points.total >= 2) return 'point';
  const subs = counts.find(({ level }) => level === 'sub');
  return subs && subs.total >= 3 ? 'sub' : null;
}

/** Title and content: bold words, or words up to the first full stop or colon, or the whole of a short line. */
/** 一、问题：雨污混接: in a list of what is to be put right. */
const PROBLEM = /^(?:存在|反馈|整改|具体|主要|突出)?问题$/;

/** 任务名称：推行联合验收: the label of the name is none of it. */
function withoutTitleLabel(text: string): string {
  const label = labelAtHead(text);
  return label !== null && (columnOf(label) === 'title' || PROBLEM.test(label)) ? text.replace(/^[^:：\s]*\s*[:：]?\s*/, '') || text : text;
}

const CLAUSE_OF_WHO = /^(?:由|请)?[^，,。；;：:\n]{2,80}?(?:共同|联合|分别|密切)?(?:牵头|负责|配合|协助|参与|参加|主办|协办|会同)(?:负责|落实|实施|推进)?[，,]\s*/;

/** 由市住建局牵头，市城管局配合，加快推进…: what is done names the item, not who does it. */
function withoutWho(text: string): string {
  if (!/^[由请]/.test(text)) return text;
  let rest = text;
  for (let clause = CLAUSE_OF_WHO.exec(rest); clause; clause = CLAUSE_OF_WHO.exec(rest)) {
    if (readUnitSentence(clause[0].replace(/^[由请]?/, '由').replace(/[，,]\s*$/, '')) === null) break;
    rest = rest.slice(clause[0].length);
  }
  return rest === '' ? text : rest;
}

function splitTitle(node: PointNode, whole: string): { title: string; content: string } {
  const text = withoutTitleLabel(whole);
  const act = withoutWho(text);
  if (act !== text) return { title: splitTitle(node, act).title, content: text };
  const boxed = boxedTitle(text);
  if (boxed !== null) return { title: withoutLayoutSpaces(boxed), content: text.slice(text.indexOf('】') + 1).trim() };
  const bold = node.boldLead?.replace(/[。：:.]$/, '');
  if (bold && !/[。]/.test(bold) && bold.length <= LONGEST_TITLE && text.startsWith(bold)) {
    return { title: withoutLayoutSpaces(bold), content: text.slice(bold.length).replace(/^[。：:.\s]+/, '') };
  }
  const line = text.indexOf('\n');
  const stop = fold(text.slice(0, LONGEST_TITLE + 1)).search(/[。:]| \| |[!?](?!")|(?<=[\u4e00-\u9fa5])\.(?=[\u4e00-\u9fa5])/);
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

/** By heading without an ordinal: its place among them. */
function placesOf(nodes: readonly PointNode[]): ReadonlyMap<string, string> {
  const titles = nodes.flatMap(({ path }) => path.filter(({ ordinal }) => ordinal === '').map(({ title }) => title));
  return new Map([...new Set(titles)].map((title, at) => [title, String(at + 1)]));
}

function numberOf(node: PointNode, composite: boolean, places: ReadonlyMap<string, string>): string {
  const above = node.path.map(({ ordinal, title }) => ordinal || (places.get(title) ?? ''));
  return composite && above.length > 0 ? [...above, node.ordinal].join('-') : node.ordinal;
}

/** Headings that only announce the tasks; the category is then the heading below. */
const GENERIC = /^(?:\d{4}年)?(?:重点|主要|具体|工作|目标|年度|改革|行动|建设|推进)*(?:任务|工作|措施|举措|内容|事项|分工|要点)$/;

/** One heading above all items parts nothing: the headings below it do. */
function announcesOnly(nodes: readonly PointNode[]): boolean {
  const titlesAt = (depth: number): Set<string | undefined> => new Set(nodes.map(({ path }) => path[depth]?.title));
  return titlesAt(0).size === 1 && titlesAt(1).size > 1 && !titlesAt(1).has(undefined);
}

function categoryOf(node: PointNode, announced: boolean): string | null {
  const [outer, inner] = node.path;
  const title = (outer && inner && (announced || GENERIC.test(outer.title)) ? inner.title : outer?.title) ?? '';
  return readHeadingWords(title).words || null;
}

export interface PointsReading {
  items: RawItem[];
  /** The points that became no item, in order. */
  others: PointNode[];
  /** Paragraphs behind a list of items. */
  closings: Closing[];
}

/** The items among numbered points, in the order of the paper. */
export function readPointItems(nodes: readonly PointNode[], level: MarkLevel, ledger: Ledger): PointsReading {
  const { nodes: folded, closings } = withoutClosings(foldDeeper(nodes, level), level);
  const headed = new Set(folded.filter((node) => node.level === 'section' && level !== 'section' && linesAtHead(node) !== null).map(keyOf));
  const sectionsNaming = new Set(folded.filter((node) => (node.level === level && namesUnits(node)) || (node.path[0] && headed.has(keyOf(node.path[0])))).map((node) => node.path[0]));
  const anyNaming = sectionsNaming.size > 0;
  // Among points whose parts are the items, one without parts that names its units is an item itself.
  const above = new Set(folded.flatMap(({ path }) => path.map(keyOf)));
  const standsAlone = (node: PointNode): boolean => MARK_LEVELS.indexOf(node.level) < MARK_LEVELS.indexOf(level) && node.level !== 'section' && namesUnits(node) && !above.has(keyOf(node));
  const isItem = (node: PointNode): boolean => {
    if (node.ordinal === '' || (node.level !== level && !standsAlone(node))) return false;
    if (level === 'section' && anyNaming && !namesUnits(node) && FRAME.test(headingTitle(node.head))) return false;
    const section = node.path[0];
    return (
      namesUnits(node) ||
      (!(section && FRAME.test(section.title) && !sectionsNaming.has(section)) &&
        (!anyNaming || sectionsNaming.has(section) || node.path.length > 0 || (level === 'section' && !FRAME.test(node.head))))
    );
  };
  const chosen = folded.filter(isItem);
  const composite = restarts(chosen) || chosen.some((node) => node.level !== level);
  const places = placesOf(chosen);
  if (chosen.some((node) => node.mark === '')) ledger.infer(null, '事项没有编号，按先后编号', 'The items bear no numbers: they are numbered in their order');
  const announced = announcesOnly(chosen);
  const ofHeading = unitsByHeading(chosen);
  const ofGroup = takeGroupLines(chosen);
  const ofHead = unitsAtHead(folded, chosen);
  const items = chosen.map((node): RawItem => {
    const whole = [node.head, ...node.body].join('\n');
    const number = numberOf(node, composite, places);
    const { text, units: own, doubt } = takeUnits(whole);
    const group = ofGroup.get(node);
    const above = ofHead.get(node);
    const head = above?.units ?? null;
    const units = withHead(own, head) ?? group?.units ?? null;
    if (head && own !== units) ledger.infer(number, `标题中写明的单位一并适用：${allNames(head).join('、')}`, `The heading's units hold for it as well: ${allNames(head).join(', ')}`);
    const { title, content } = splitTitle(node, text);
    const subject = units || ofHeading.has(node) ? null : subjectOf(content);
    const parent = node.path.at(-1);
    const place = placeOf(node.lines, parent ? node.path.map((each) => each.title).join(' / ') : undefined);
    tellUnitAsides(number, units, subject ? null : doubt, place, ledger);
    if (subject) ledger.infer(number, `承办单位取自句首的主语：${subject.units.units.join('、')}`, `Its units are those that its sentence begins with: ${subject.units.units.join(', ')}`);
    return {
      number,
      title,
      category: ofHeading.has(node) ? null : categoryOf(node, announced),
      units: units ?? ofHeading.get(node) ?? subject?.units ?? noUnits(),
      content: content === '' ? title : content,
      quote: [`${node.mark}${whole}`, group?.text, above?.lines].filter((text) => text).join('\n'),
      place,
      timeLimit: units?.timeLimit ?? null,
      headingTime: group?.time ?? head?.timeLimit ?? node.path.map(({ title: words }) => readHeadingWords(words).time).findLast((time) => time !== null) ?? null,
    };
  });
  return { items, others: folded.filter((node) => !chosen.includes(node)), closings };
}
