import type { DraftAnnouncement, DraftFact, DraftMeasure, Narrative } from '#libs/supervision/plan/draft';
import { figureTime } from '../grammar/as-of.parse';
import { parseMark } from '../grammar/mark.parse';
import { findFigures } from '../grammar/quantity.parse';
import { looksLikeUnit } from '../grammar/unit.shape';
import { fold, withoutLayoutSpaces } from '../text/fold';
import { maskQuoted } from '../text/mask';
import { stripMarkup, type Paragraph } from '../text/paragraph.reader';
import { readAnnounced } from './announced.reader';
import { placeOf, type Ledger } from './ledger';

/** What running text holds that lists no tasks. Conservative: what is neither a measure nor a figure stays prose, and every line is still accounted for. */

const ORDINAL = /(?:^|(?<=[。；;:：!！]))\s*([一二三四五六七八九十]{1,2}是)(?=[要在以把对\u4e00-\u9fa5])/g;
/** Words that make a sentence say what is to be done. 要求, 要素, 需要 and 主要 are none. */
const MUST = /(?:^|[,:;。]|[\u4e00-\u9fa5])(?<!主|需|重|必|首|纲|摘|只|概|不|将|若|险|紧|适|响|效|反|对|相|供|顺|感)(?:要(?!求|素|点|件|闻|领|害|义|性|么|是|不)|应(?:当|(?=[\u4e00-\u9fa5]))(?!用|急|届|聘|邀|对|有)|必须|须(?=[\u4e00-\u9fa5]))/;
const DONE = /[\u4e00-\u9fa5]了(?!解)|先后|累计|截[至止]|已经|已(?=[\u4e00-\u9fa5])|今年|去年|近年来|\d月/;
/** Acts that a narrative tells of. */
const ACT = /制定|出台|印发|建立|成立|召开|举办|开展|组建|走进|打造|推行|设立|创建|构建|部署|建成|纳入|指导|推动|实施|组织|解决|发布|表彰|设置|制作|调研|依托|强化|加强|聚焦|推广|引导/;
/** The actor of a sentence stands before the first of these. */
const AFTER_ACTOR = /要(?!求|素|点)|应|必须|积极|充分|大力|不断|先后|坚持|始终|普遍|牵头|深入|继续|全面|把|将|在|为|聚焦|今年|同步|已|(?:制定|出台|印发|建立|成立|召开|举办|开展|组建|打造|推行|设立|创建|构建|通过|结合|针对|鼓励|创新|指导|运用|推动|组织)/;
const NO_ACTOR = /能否|是否|^(?:组成|分赴|通过|结合|围绕|依托|以|由|从|向|对|与|各地各|并|先后|有效|全力)|的$/;
const LONGEST_ACTOR = 40;
const LONGEST_TITLE = 40;
const CONCERNS = /^对于?([\u4e00-\u9fa5]{2,12}(?:企业|单位|人员|职工|群体|部门|地区)),/;
const LISTED_IN = /《([^《》]{4,60})》/g;
const HEADING_LENGTH = 45;
const SHORTEST_HEADING = 6;
const LONGEST_FOOT = 40;
/** A paragraph ends in a sign; one that ends in a word goes on elsewhere. */
const TORN = /[\u4e00-\u9fa5、，,]$/;

/** A paragraph of running text, or a line that heads what follows. */
interface Block {
  text: string;
  lines: number[];
  heading: boolean;
  /** Its last sentence breaks off. */
  torn: boolean;
}

interface Sentence {
  text: string;
  folded: string;
  ordinal: string | null;
}

/** Sentences of a paragraph, each opened by 一是 standing by itself as well. */
function sentencesOf(text: string): Sentence[] {
  const marks = new Map([...fold(text).matchAll(ORDINAL)].map((match) => [match.index + match[0].indexOf(match[1] ?? ''), match[1] ?? ''] as const));
  const found: Sentence[] = [];
  let from = 0;
  const cut = (to: number): void => {
    const raw = text.slice(from, to);
    const at = from + (raw.length - raw.trimStart().length);
    const ordinal = marks.get(at) ?? null;
    const words = raw.trim().slice(ordinal?.length ?? 0);
    if (words !== '') found.push({ text: words, folded: maskQuoted(fold(words)), ordinal });
    from = to;
  };
  for (let i = 0; i < text.length; i += 1) {
    if (i > from && marks.has(i)) cut(i);
    if (/[。！？!?\n]/.test(text.charAt(i))) cut(i + 1);
  }
  cut(text.length);
  return found;
}

/** Who does it, where the sentence begins with a name: after 同时, or after a clause that ends in a colon. */
function actorOf(text: string): string | null {
  const folded = maskQuoted(fold(text));
  const lead = /^(?:同时,|此外,|其中,|另外,|[^,:;。]{2,30}:)/.exec(folded)?.[0].length ?? 0;
  const at = folded.slice(lead, lead + LONGEST_ACTOR).search(AFTER_ACTOR);
  const words = at < 2 ? '' : text.slice(lead, lead + at).trim();
  return words !== '' && looksLikeUnit(words) && !/[,，:：]/.test(words) && !NO_ACTOR.test(words) ? words : null;
}

function titleOf(text: string): string {
  const clause = text.split(/[。，,；;：:]/)[0] ?? text;
  return withoutLayoutSpaces(clause.replace(/^要/, '')).slice(0, LONGEST_TITLE);
}

function kindOf({ text, folded }: Sentence, concerns: string | null): DraftMeasure['kind'] | null {
  if (MUST.test(folded) || concerns !== null) return 'duty';
  return ACT.test(folded) && (DONE.test(folded) || actorOf(text) !== null) ? 'done' : null;
}

/** A line that heads what follows: by its mark, its type, or because it is no sentence. */
function headingOf(text: string, heading: number): boolean {
  const bare = text.length <= HEADING_LENGTH && !/[。；;!！，,：:]\s*$/.test(text) && !/。/.test(text);
  return heading > 0 || (bare && text.length >= SHORTEST_HEADING);
}

function headingWords(text: string): string {
  return withoutLayoutSpaces(text.slice(parseMark(text)?.length ?? 0));
}

/** A line of a paragraph that is a heading by itself: much shorter than lines are, at its begin under a mark, or where the line before breaks off. */
function isHeadingLine(words: string, before: string | undefined, widest: number): boolean {
  if (!headingOf(words, 0)) return false;
  if (before === undefined) return parseMark(words)?.level === 'section' && words.length < widest * 0.8;
  return words.length <= LONGEST_FOOT && words.length < widest * 0.5 && widest > LONGEST_FOOT && !/[,，、。；;：:!！?？]/.test(words) && TORN.test(before);
}

/**
 * Paragraphs as a narrative has them: a heading that was taken for the torn first line of its paragraph, or for the rest of the one before it,
 * stands free again; what a page parted within a sentence is joined.
 */
function blocksOf(paragraphs: readonly Paragraph[], textOf: ReadonlyMap<number, string>): Block[] {
  const blocks: Block[] = [];
  const put = (text: string, lines: number[], heading: number): void => {
    const isHeading = headingOf(text, heading);
    const before = blocks.at(-1);
    if (!isHeading && before && before.torn && !before.heading && parseMark(text) === null && !/^[一二三四五六七八九十]是/.test(text)) {
      before.text += text;
      before.lines.push(...lines);
      before.torn = TORN.test(text);
      return;
    }
    blocks.push({ text, lines: [...lines], heading: isHeading, torn: !isHeading && TORN.test(text) });
  };
  for (const { text, lines, heading } of paragraphs) {
    const own = lines.map((line) => stripMarkup(textOf.get(line) ?? ''));
    const widest = Math.max(0, ...own.map(({ length }) => length));
    const parts: { text: string; lines: number[]; head: boolean }[] = [];
    for (const [at, words] of own.entries()) {
      const head = own.length > 1 && isHeadingLine(words, own[at - 1], widest);
      const last = parts.at(-1);
      if (!last || head || last.head) parts.push({ text: words, lines: [lines[at] ?? 0], head });
      else {
        last.text += words;
        last.lines.push(lines[at] ?? 0);
      }
    }
    if (!parts.some(({ head }) => head)) put(text, lines, heading);
    else for (const part of parts) put(part.text, part.lines, 0);
  }
  return blocks;
}

interface Reading {
  measures: DraftMeasure[];
  facts: DraftFact[];
  announced: DraftAnnouncement[];
}

/** A sentence that tells of several bodies, one a clause, is as many measures. */
function partsOf(sentence: Sentence): Sentence[] {
  const parts = sentence.text.split(/(?<=[；;])/).map((text) => ({ text, folded: maskQuoted(fold(text)), ordinal: null }));
  return parts.filter(({ text }) => actorOf(text) !== null).length >= 2 ? parts : [sentence];
}

type Undecided = Omit<DraftMeasure, 'kind'> & { kind: DraftMeasure['kind'] | null };

function measuresOf(sentences: readonly Sentence[], block: Block, section: string | undefined): Undecided[] {
  const measures: Undecided[] = [];
  const place = placeOf(block.lines, section);
  let open: Undecided | null = null;
  let concerns: string | null = null;
  for (const sentence of sentences) {
    concerns = CONCERNS.exec(fold(sentence.text))?.[1] ?? concerns;
    if (sentence.ordinal !== null) {
      open = { kind: kindOf(sentence, concerns), ordinal: sentence.ordinal, title: titleOf(sentence.text), actor: actorOf(sentence.text), concerns, text: sentence.text, place };
      measures.push(open);
    } else if (open) {
      // What follows 一是…。 is said of it.
      open.kind ??= kindOf(sentence, concerns);
      open.actor ??= actorOf(sentence.text);
      open.text += sentence.text;
    } else {
      for (const part of partsOf(sentence)) {
        const kind = kindOf(part, concerns);
        if (kind !== null) measures.push({ kind, ordinal: null, title: titleOf(part.text.replace(concerns === null ? '' : `对于${concerns}，`, '')), actor: actorOf(part.text), concerns, text: part.text, place });
      }
    }
  }
  return measures;
}

/** 一是强机构建设。 does not say of itself whether it is to be done: it is what most of the paper is. */
function decided(measures: readonly Undecided[]): DraftMeasure[] {
  const told = measures.filter(({ kind }) => kind === 'done').length;
  const asked = measures.filter(({ kind }) => kind === 'duty').length;
  return measures.map((measure) => ({ ...measure, kind: measure.kind ?? (told > asked ? 'done' : 'duty') }));
}

function statementBefore(folded: string, at: number): { statement: string; clause: string } {
  const before = folded.slice(0, at);
  const statement = before.slice(Math.max(...['。', ';', '!', '?', '\n'].map((mark) => before.lastIndexOf(mark))) + 1);
  return { statement, clause: statement.slice(statement.lastIndexOf(',') + 1) };
}

function factsOf(sentence: Sentence, block: Block, section: string | undefined, year: number | null): DraftFact[] {
  const counted = readAnnounced(sentence.text).map(({ text }) => sentence.text.indexOf(text));
  const masked = maskQuoted(fold(sentence.text));
  return findFigures(sentence.text, true).flatMap(({ metric, comparison, value, unit, text, at }) => {
    if (counted.some((from) => at >= from && at < from + 8)) return [];
    const { statement, clause } = statementBefore(masked, at);
    const time = figureTime(statement, clause, year);
    // 达到406万人次 tells how many there are.
    const told = comparison === '>=' && !/少于|低于|以上|至少/.test(fold(text)) ? '=' : comparison;
    return [{ metric, comparison: told, value, unit, reckoning: time.reckoning, asOf: time.asOf, timeText: time.text, text, quote: sentence.text, place: placeOf(block.lines, section) }];
  });
}

function announcedIn(sentence: Sentence, block: Block, section: string | undefined): DraftAnnouncement[] {
  return readAnnounced(sentence.text).flatMap(({ count, of, text }) => {
    if (of !== 'items') return [];
    const at = sentence.text.indexOf(text);
    const listedIn = [...sentence.text.slice(0, at).matchAll(LISTED_IN)].at(-1)?.[1] ?? null;
    return [{ count, text, listedIn, found: 0, place: placeOf(block.lines, section) }];
  });
}

function lacksOf({ measures, announced }: Reading): Narrative['lacks'] {
  const actors = measures.filter(({ actor }) => actor !== null).length;
  const lacks: Narrative['lacks'] = [{ what: 'items', zh: '没有编号的任务', en: 'No numbered tasks' }];
  lacks.push({
    what: 'units',
    zh: actors === 0 ? '没有写明责任单位' : `${measures.length}条举措中${measures.length - actors}条没有写明由谁承担，其余只写主体，没有标明牵头、配合`,
    en: actors === 0 ? 'No responsible units' : `${measures.length - actors} of ${measures.length} measures name nobody; none says who leads`,
  });
  lacks.push({ what: 'deadlines', zh: '举措没有完成时限', en: 'The measures have no deadlines' });
  lacks.push({ what: 'targets', zh: '文中数字是已有或已做的情况，不是指标', en: 'Its figures tell what there is or was done: they are no targets' });
  for (const { text, listedIn } of announced)
    lacks.push({ what: 'lists', zh: `提到“${text}”，文中没有列出${listedIn === null ? '' : `，见《${listedIn}》`}`, en: `It speaks of ${text} and does not list them${listedIn === null ? '' : `: see ${listedIn}`}` });
  return lacks;
}

/** Measures, figures and announcements of a paper that lists no tasks. @param textOf lines of the paper @param year of the paper, for 今年 */
export function readNarrative(paragraphs: readonly Paragraph[], textOf: ReadonlyMap<number, string>, year: number | null, ledger: Ledger): Narrative {
  const measures: Undecided[] = [];
  const facts: DraftFact[] = [];
  const announced: DraftAnnouncement[] = [];
  let section: string | undefined;
  const blocks = blocksOf(paragraphs, textOf);
  for (const [at, block] of blocks.entries()) {
    if (block.heading) {
      section = headingWords(block.text);
      continue;
    }
    if (block.torn && block.text.length > LONGEST_FOOT && at < blocks.length - 1)
      ledger.setAside(block.text.slice(-40), placeOf(block.lines.slice(-1), section), '此处句子中断，后文缺失', 'The sentence breaks off here: what follows is missing');
    const sentences = sentencesOf(block.text);
    measures.push(...measuresOf(sentences, block, section));
    for (const sentence of sentences) {
      facts.push(...factsOf(sentence, block, section, year));
      announced.push(...announcedIn(sentence, block, section));
    }
  }
  const reading = { measures: decided(measures), facts, announced };
  return { ...reading, lacks: lacksOf(reading) };
}
