import type { Draft, KnownUnits } from '#libs/supervision/plan/draft';
import { assemble } from '../draft/draft.assemble';
import { endsIssuer, isPlanTitle } from '../grammar/front.parse';
import { parseDateLine } from '../grammar/date.parse';
import { labelAtHead } from '../grammar/label.forms';
import { withWordsOf } from '../grammar/paper.words';
import { fold } from '../text/fold';
import { readParagraphs, type Paragraph } from '../text/paragraph.reader';
import type { Paper } from '../text/paper';
import { tellAsides, withWhere } from './paper.asides';
import { readAnnounced } from './announced.reader';
import { findAuthor } from './author.find';
import { amountUnitOf } from './column.amounts';
import { isDutySection, readDuties, readNoteDuties, unreadDuties } from './duties.reader';
import { fieldsByKey, placed } from './field.sources';
import { tellUnreadFigures } from './figure.asides';
import { readFront } from './front.reader';
import { buildItem, tellFurtherTimes, withKeys, type RawItem } from './item.build';
import { tellSteps } from './column.asides';
import { Ledger, placeOf } from './ledger';
import { proseOf, type Stretch } from './prose.rest';
import { readNarrative } from './narrative.reader';
import { itemLevel, readPointItems } from './points.reader';
import { headingTitle, namesUnits, readPoints, type PointNode } from './points.tree';
import { readTableItems, type TableItem } from './table.reader';
import { TableReader, type TableReading } from './table.rows';
import { FIRST_LEADS, readLegend } from './table.marks';
import { sectionsOfRows } from './table.sections';
import { withoutSigns } from './name.signs';
import { tellGaps } from './text.gaps';
import { learnMarks } from './marks.learn';
import { learnWords } from './words.learn';
import { inferYear } from './year.infer';

export interface TextOptions {
  fileName: string;
  known: KnownUnits | undefined;
  today: string;
}

/** 〔2026〕第2期, 2026年第3号, 2026年3月25日下午，…召开会议: the year of a paper whose head names it beside other words. */
const YEAR_AT_HEAD = /[(〔[【](20\d\d)[)〕\]】]\s*第?\s*\d{1,3}\s*[期号]|(20\d\d)年(?:第\s*\d{1,3}\s*[期号次]|\d{1,2}月\d{1,2}日(?![前止]))/;
const HEAD = 6;

function yearAtHead(paragraphs: readonly Paragraph[]): string | undefined {
  const match = paragraphs.slice(0, HEAD).map(({ text }) => YEAR_AT_HEAD.exec(fold(text.slice(0, 200)))).find((found) => found !== null);
  return match?.[1] ?? match?.[2] ?? onlyYearOf(paragraphs);
}

/** The year of a paper that names no other one. */
function onlyYearOf(paragraphs: readonly Paragraph[]): string | undefined {
  const years = new Set(paragraphs.flatMap(({ text }) => [...fold(text).matchAll(/(?<!\d)(20\d\d)\s*年/g)].map(([, year]) => year)));
  return years.size === 1 ? [...years][0] : undefined;
}

const FOOT = /^(?:附件|抄[送报]|分送|分发[:：]|报[:：]|公开(?:方式|属性|类别|选项)|信息公开|送[:：]|主送|印发|此件|\(此件|联系人|发[:：])/;
function wordsOf(paper: Paper): string {
  return paper.lines.map(({ text }) => text).join('\n');
}

function endsPoint(front: Set<Paragraph>, author: Paragraph | null): (paragraph: Paragraph) => boolean {
  return (paragraph) => {
    if (paragraph === author) return true;
    const text = fold(paragraph.text);
    const signature = text.length <= 40 && labelAtHead(text) === null && !/[。;,:、]/.test(text) && (endsIssuer(text) || parseDateLine(text) !== null);
    return front.has(paragraph) || FOOT.test(text) || signature;
  };
}

function categoriesOf(items: readonly { category: string | null }[]): string[] {
  return [...new Set(items.map(({ category }) => category))].filter((category) => category !== null);
}

/** 一、优化环境（牵头单位：市发改委；12月底前）: what it says holds for the items below it. */
const isHeadOfUnits = (node: PointNode): boolean => node.level === 'section' && node.body.length === 0 && namesUnits(node);

/** Prose that is no item: duties of the plan are taken out of it, the rest is accounted as prose. */
function dutiesOf(nodes: readonly PointNode[], paragraphsOf: ReadonlyMap<number, Paragraph>): RawItem[] {
  return nodes.flatMap((node) => {
    const section = node.path[0]?.title ?? (node.level === 'section' ? headingTitle(node.head) : '');
    const aimsOnly = !isDutySection(section);
    const seen = new Set<Paragraph>();
    return node.lines.flatMap((line) => {
      const paragraph = paragraphsOf.get(line);
      if (!paragraph || seen.has(paragraph) || paragraph.heading > 0 || (line === node.lines[0] && isHeadOfUnits(node))) return [];
      seen.add(paragraph);
      return readDuties({ text: paragraph.text, lines: paragraph.lines, section, aimsOnly });
    });
  });
}

/** Shows a person each sentence outside the items that sounds like a duty and became none. */
function tellUnread(paragraphs: readonly Paragraph[], duties: readonly RawItem[], { front, heads, year, ledger }: { front: Set<Paragraph>; heads: ReadonlySet<number>; year: number; ledger: Ledger }): void {
  const quotes = duties.map((duty) => duty.quote);
  for (const paragraph of paragraphs) {
    if (front.has(paragraph) || paragraph.heading > 0 || heads.has(paragraph.lines[0] ?? 0)) continue;
    for (const sentence of unreadDuties(paragraph.text, quotes, year)) {
      ledger.use(paragraph.lines, 'notUnderstood');
      ledger.setAside(
        sentence,
        placeOf(paragraph.lines),
        '写有时间或报送、召开等要求，但不在编号事项中，也未读为任务；如需督办请补录',
        'It names a time or an act, is in no numbered item and was not read as a duty: add it by hand if it is to be followed',
      );
    }
  }
}

/** Reads a plan in running text, with numbered points, with tables, or with both. */
export function readTextPlan(paper: Paper, options: TextOptions): Draft {
  const { lines, count } = paper;
  const ledger = new Ledger(count);
  return withWordsOf({ marks: learnMarks(lines) }, () => {
    const table = new TableReader().read(lines);
    const paragraphs = readParagraphs(table.rest);
    return withWordsOf(learnWords(paragraphs.map(({ text }) => text)), () => readPlan(paper, options, { ledger, table, paragraphs }));
  });
}

interface Begun {
  ledger: Ledger;
  table: TableReading;
  paragraphs: Paragraph[];
}

function readPlan(paper: Paper, options: TextOptions, { ledger, table, paragraphs }: Begun): Draft {
  const { lines, count } = paper;
  const front = readFront(paragraphs);
  const { year, period, reckoningYear } = inferYear({ ...front, headYear: front.headYear ?? yearAtHead(paragraphs) }, options.today, ledger);

  for (const paragraph of paragraphs) ledger.use(paragraph.lines, front.used.has(paragraph) ? 'front' : 'prose');
  ledger.use(table.headerLines, 'heading');
  for (const note of table.notes) ledger.use(note.lines, 'note');

  const firstLeads = FIRST_LEADS.test(fold(wordsOf(paper).slice(0, 200_000)));
  const body = paragraphs.filter((paragraph) => !front.used.has(paragraph) || paragraph.heading > 0);
  const nodes = readPoints(
    body.filter((paragraph) => !front.used.has(paragraph)),
    endsPoint(front.used, findAuthor(paragraphs, (text) => FOOT.test(fold(text)))),
  );
  for (const node of nodes) if (node.level === 'section') ledger.use(node.lines.slice(0, 1), 'heading');

  const legend = readLegend(wordsOf(paper).slice(0, 200_000));
  const tableItems: TableItem[] = readTableItems(
    table.rows,
    { firstLeads, legend, amountUnit: amountUnitOf(paragraphs.map(({ text }) => text)), sectionOf: sectionsOfRows(paragraphs, table.rows) },
    ledger,
  );
  const level = itemLevel(nodes, tableItems.length === 0 && isPlanTitle(front.title ?? ''));
  const points = level === null ? { items: [], others: nodes, closings: [] } : readPointItems(nodes, level, ledger);
  for (const item of points.items) {
    for (const node of nodes)
      if ((node.lines[0] ?? 0) >= item.place.fromLine && (node.lines.at(-1) ?? 0) <= item.place.toLine) ledger.use(node.lines, 'item');
    if (firstLeads && item.units.leads.length === 0 && item.units.units.length > 1) {
      item.firstLeads = true;
      item.units = {
        ...item.units,
        leads: item.units.units.slice(0, 1),
        participants: [...item.units.participants, ...item.units.units.slice(1)],
        units: [],
      };
    }
  }
  if (firstLeads) ledger.infer(null, '文中写明排在首位的单位为牵头单位，按此标明', 'The paper says that the first-named unit leads; roles follow it');

  const numbered: RawItem[] = [...points.items, ...tableItems];
  for (const item of numbered) item.units = withoutSigns(item.units, legend);
  const paragraphsOf = new Map(paragraphs.flatMap((paragraph) => paragraph.lines.map((line) => [line, paragraph] as const)));
  const firstLine = Math.min(...nodes.map((node) => node.lines[0] ?? Infinity), ...table.headerLines);
  const preamble = body.filter((paragraph) => !front.used.has(paragraph) && (paragraph.lines[0] ?? 0) < firstLine);
  const duties =
    numbered.length === 0
      ? []
      : [
          ...preamble.flatMap(({ text, lines: own }) => readDuties({ text, lines: own, section: '', aimsOnly: true })),
          ...dutiesOf(points.others, paragraphsOf),
          ...points.closings.flatMap(({ text, lines: own }) => readDuties({ text, lines: own, section: '' })),
          ...table.notes.flatMap((note) => readNoteDuties(note.text, note.lines, '说明', ledger)),
        ];
  for (const duty of duties) if (duty.place.section !== '说明') ledger.use([duty.place.fromLine, duty.place.toLine], 'item');

  const raws = [...numbered, ...duties];
  const items = withKeys(raws.map((raw) => buildItem(raw, { reckoningYear, period })));
  tellFurtherTimes(raws, items, reckoningYear, ledger);
  tellUnreadFigures(raws, ledger);
  tellSteps(raws, items, ledger);
  const itemLines = new Set(points.items.flatMap((item) => range(item.place.fromLine, item.place.toLine)));
  const outside = paragraphs.filter((paragraph) => !paragraph.lines.some((line) => itemLines.has(line)));
  if (numbered.length > 0) tellUnread(outside, duties, { front: front.used, heads: new Set(nodes.filter(isHeadOfUnits).map((node) => node.lines[0] ?? 0)), year: reckoningYear, ledger });
  const narrative = numbered.length > 0 ? null : readNarrative(paragraphs.filter((paragraph) => !front.used.has(paragraph)), new Map(lines.map(({ no, text }) => [no, text])), year, ledger);
  tellGaps({ ledger, cut: paper.cut, front, table, numbered, paragraphs, count });
  tellAsides(paper, ledger);
  const fields = placed(fieldsByKey(raws, items), new Map(lines.map(({ no, text }) => [no, text])));
  const prose = outside.map((paragraph) => paragraph.text);
  const draft = assemble({
    plan: {
      title: front.title ?? options.fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, ''),
      documentNumber: front.documentNumber,
      issuer: front.issuer,
      year,
      period,
      issuedOn: front.issuedOn,
      categories: categoriesOf(items),
    },
    items,
    categoryCandidates: new Map(
      tableItems.flatMap((item, index) => {
        const key = items[points.items.length + index]?.key;
        return key !== undefined && item.inferred.candidates.length > 0 ? [[key, item.inferred.candidates] as const] : [];
      }),
    ),
    announced: [...prose, ...table.notes.map((note) => note.text)].flatMap(readAnnounced),
    ledger,
    format: paper.format,
    encoding: paper.encoding,
    known: options.known,
  });
  const told = narrative ? { ...draft, narrative } : { ...draft, fields };
  return withWhere({ ...told, prose: proseOf(stretchesOf(paragraphs, lines, ledger), items, draft.notUnderstood) }, paper);
}

/** The paragraphs of a paper, and its lines beside them that became no item. */
function stretchesOf(paragraphs: readonly Paragraph[], lines: Paper['lines'], ledger: Ledger): Stretch[] {
  const within = new Set(paragraphs.flatMap((paragraph) => paragraph.lines));
  return [...paragraphs, ...lines.filter(({ no }) => !within.has(no) && !ledger.isItem(no)).map(({ no, text }) => ({ text, lines: [no] }))];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
