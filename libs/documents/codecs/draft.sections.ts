import type { DraftAnswer, DraftDecision, DraftItem, ImportReport, NotUnderstood } from '#libs/supervision/plan/draft';
import { isAboutName } from '#libs/supervision/plan/draft.answers';
import { placeOf, type Ledger } from '../readers/ledger';
import { inert, restored } from './inert.cell';
import { joinCells, splitCells } from './list.codec';
import { hasPlace, PLACE_HEADING, readPlace, writePlace } from './place.cell';
import { isBlankRow, linesOfRow, type SheetRow } from './sheet.row';

/**
 * What a draft holds beside its rows: open questions with their answers, what was not understood, and whether the counts agree. Each is a sheet
 * of its own, in csv a stretch below the rows with its name above it.
 */

export interface Beside {
  decisions: readonly DraftDecision[];
  answers: readonly DraftAnswer[];
  notUnderstood: readonly NotUnderstood[];
  reconciliation: ImportReport['reconciliation'];
}

export interface Section {
  name: SectionName;
  heading: string[];
  rows: string[][];
}

export const SECTION_NAMES = ['待办事宜', '未读懂', '数目核对'] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

const ENGLISH: Record<SectionName, string> = { 待办事宜: 'Questions', 未读懂: 'Not understood', 数目核对: 'Counts' };
const QUESTIONS = ['决定标识', '事项序号', '影响下发', '问题', 'Question', '可选决定', '决定', '填写'] as const;
const UNREAD = ['起始行', '结束行', '所在章节', '文字', '未读原因', 'Reason'] as const;
const COUNTS = ['核对项', 'Check', '应有', '实有', '相符'] as const;

const yes = (value: boolean): string => (value ? '是' : '否');

/** The words for an option; its id where two options have the same words. */
function wordsFor({ options }: DraftDecision, optionId: string): string {
  const zh = options.find(({ id }) => id === optionId)?.zh ?? optionId;
  return options.filter((each) => each.zh === zh || each.id === zh || each.en === zh).length === 1 ? zh : optionId;
}

function optionMeant({ options }: DraftDecision, words: string): string | null {
  const find = (said: string): string | undefined => (options.find(({ id }) => id === said) ?? options.find(({ zh, en }) => zh === said || en === said))?.id;
  return find(words) ?? find(words.trim()) ?? null;
}

/** The sections that have anything to say. */
export function sectionsOf({ decisions, answers, notUnderstood, reconciliation }: Beside): Section[] {
  const given = new Map(answers.map((answer) => [answer.decisionId, answer]));
  const placed = notUnderstood.some(({ place }) => hasPlace(place));
  const sections: Section[] = [
    {
      name: '待办事宜',
      heading: [...QUESTIONS],
      rows: decisions.map((decision) => {
        const answer = given.get(decision.id);
        const options = decision.options.map(({ id, zh, en }) => joinCells([id, zh, en])).join('\n');
        return [decision.id, decision.itemNumber ?? '', yes(decision.blocking), decision.question.zh, decision.question.en, options, answer ? wordsFor(decision, answer.optionId) : '', answer?.value ?? ''];
      }),
    },
    {
      name: '未读懂',
      heading: [...UNREAD, ...(placed ? [PLACE_HEADING] : [])],
      rows: notUnderstood.map(({ place, text, reason }) => [String(place.fromLine), String(place.toLine), place.section ?? '', text, reason.zh, reason.en, ...(placed ? [writePlace(place)] : [])]),
    },
    { name: '数目核对', heading: [...COUNTS], rows: reconciliation.map(({ what, announced, found, agrees }) => [what.zh, what.en, announced === null ? '' : String(announced), String(found), yes(agrees)]) },
  ];
  return sections.filter(({ rows }) => rows.length > 0).map((section) => ({ ...section, rows: section.rows.map((row) => row.map(inert)) }));
}

export function sectionTitle(name: SectionName): string {
  return `【${name} / ${ENGLISH[name]}】`;
}

/** The section that a row begins; null where it is any other row. */
function begins(cells: readonly string[]): SectionName | null {
  const [first = '', ...others] = cells.map((cell) => cell.trim());
  return others.every((cell) => cell === '') ? (SECTION_NAMES.find((name) => first === sectionTitle(name) || first === `【${name}】`) ?? null) : null;
}

export type SectionRows = ReadonlyMap<SectionName, readonly SheetRow[]>;

/** Parts the rows below a heading into those of the plan and those of each section, which begin with their heading. */
export function splitSections(rows: readonly SheetRow[], ledger: Ledger): { rows: SheetRow[]; sections: Map<SectionName, SheetRow[]> } {
  const own: SheetRow[] = [];
  const sections = new Map<SectionName, SheetRow[]>();
  let into = own;
  for (const row of rows) {
    const name = begins(row.cells);
    if (name === null) {
      into.push(row);
      if (into !== own && !isBlankRow(row)) ledger.use(linesOfRow(row), 'note');
      continue;
    }
    into = sections.get(name) ?? [];
    sections.set(name, into);
    ledger.use(linesOfRow(row), 'heading');
  }
  return { rows: own, sections };
}

type Cells = (column: string) => string;

/** The rows of a section with their cells by heading; those of a sheet without the headings are told as not read. */
function readSection(rows: readonly SheetRow[] | undefined, headings: readonly string[], ledger: Ledger, optional: readonly string[] = []): { row: SheetRow; cell: Cells }[] {
  const [heading, ...below] = (rows ?? []).filter((row) => !isBlankRow(row));
  if (!heading) return [];
  const at = new Map([...headings, ...optional].map((name) => [name, heading.cells.findIndex((cell) => cell.trim() === name)]));
  if (headings.some((name) => at.get(name) === -1)) {
    ledger.setAside(heading.cells.join(' ').trim(), placeOf(linesOfRow(heading)), '附表缺少栏目，未读取', 'A further sheet lacks columns and was not read');
    return [];
  }
  return below.map((row) => ({ row, cell: (column) => restored(row.cells[at.get(column) ?? -1] ?? '') }));
}

const whole = (cell: string): number => (/^\d{1,9}$/.test(cell) ? Number(cell) : 0);

export function readNotUnderstood(sections: SectionRows, ledger: Ledger): void {
  for (const { cell } of readSection(sections.get('未读懂'), UNREAD, ledger, [PLACE_HEADING])) {
    const section = cell('所在章节');
    ledger.notUnderstood.push({
      text: cell('文字'),
      place: { fromLine: whole(cell('起始行')), toLine: whole(cell('结束行')), ...(section === '' ? {} : { section }), ...readPlace(cell(PLACE_HEADING)) },
      reason: { zh: cell('未读原因'), en: cell('Reason') },
    });
  }
}

export function readCounts(sections: SectionRows, ledger: Ledger): ImportReport['reconciliation'] {
  return readSection(sections.get('数目核对'), COUNTS, ledger).map(({ cell }) => ({
    what: { zh: cell('核对项'), en: cell('Check') },
    announced: cell('应有') === '' ? null : whole(cell('应有')),
    found: whole(cell('实有')),
    agrees: cell('相符').trim() === '是',
  }));
}

interface AskedRow {
  row: SheetRow;
  id: string;
  question: string;
  options: string[][];
  choice: string;
  value: string;
}

export function readAsked(sections: SectionRows, ledger: Ledger): AskedRow[] {
  return readSection(sections.get('待办事宜'), QUESTIONS, ledger).map(({ row, cell }) => ({
    row,
    id: cell('决定标识'),
    question: cell('问题'),
    options: cell('可选决定').split('\n').map(splitCells),
    choice: cell('决定'),
    value: cell('填写').trim(),
  }));
}

const CATEGORY = 'category:';

/** By item key: the categories between which a blank cell of the paper leaves the choice, as long as nobody has chosen in the row. */
export function categoriesAsked(asked: readonly AskedRow[], items: readonly DraftItem[]): Map<string, string[]> {
  const byKey = new Map(items.map((item) => [item.key, item]));
  return new Map(
    asked.flatMap(({ id, options }) => {
      const item = id.startsWith('category-inferred:') ? byKey.get(id.slice('category-inferred:'.length)) : undefined;
      const candidates = options.flatMap(([option = '']) => (option.startsWith(CATEGORY) ? [option.slice(CATEGORY.length)] : []));
      return item && (item.category === null || candidates.includes(item.category)) ? [[item.key, candidates] as const] : [];
    }),
  );
}

/** The answers that stand in the sheet, to questions that the draft asks; others are told. */
export function answersIn(asked: readonly AskedRow[], questions: readonly DraftDecision[], ledger: Ledger): DraftAnswer[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  return asked.flatMap(({ row, id, question: words, choice, value }): DraftAnswer[] => {
    if (choice === '') return [];
    const decision = byId.get(id);
    const optionId = decision ? optionMeant(decision, choice) : null;
    if (decision && isAboutName(decision)) {
      ledger.setAside(`${words}：${choice}`, placeOf(linesOfRow(row)), '单位名称指哪个单位，须在系统中确定，此处所填未采用', 'Which unit a name means is settled in the system: not taken from the sheet');
      return [];
    }
    if (optionId !== null) return [{ decisionId: id, optionId, value: value === '' ? null : value }];
    ledger.setAside(
      `${words}：${choice}`,
      placeOf(linesOfRow(row)),
      decision ? '所填决定不在可选范围内，未采用' : '此问题已不存在，所填决定未采用',
      decision ? 'The choice is none of those offered: not taken' : 'The question is not asked any more: its answer was not taken',
    );
    return [];
  });
}
