import JSZip from 'jszip';
import { detectDelimiter, parseCsv } from '#libs/documents/codecs/csv.codec';
import { readWorkbook } from '#libs/documents/codecs/xlsx.codec';
import { readPdfPaper } from '#libs/documents/pdf/pdf.paper';
import { isFurniture } from '#libs/documents/text/source.lines';
import { decodeText } from '#libs/documents/text/text.decode';
import type { Draft } from '#libs/supervision/plan/draft';
import type { LabelledPaper } from './paper';

const squeezed = (text: string): string => text.normalize('NFKC').replace(/<br\s*\/?>|[\s|*#"_\\]+/gi, '');

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Paragraphs of a document, those of its cells included, straight from its XML: counted without the reader, so that what the reader drops shows.
 * What was deleted, is hidden, or is a field's instruction does not show as text.
 */
async function paragraphsOf(bytes: Uint8Array): Promise<string[]> {
  const xml = await (await JSZip.loadAsync(bytes)).files['word/document.xml']!.async('string');
  const standing = xml.replace(/<w:(del|moveFrom|instrText|delText)\b[^>]*[^/]>[^]*?<\/w:\1>/g, '').replace(/<w:r\b(?:(?!<\/w:r>)[^])*<w:vanish\/>[^]*?<\/w:r>/g, '');
  return standing.split(/<\/w:p>|<w:br\b[^>]*\/>/).map((part) => [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((m) => m[1]!).join('').replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (_, ten?: string, hex?: string, name?: string) => (name ? (ENTITIES[name] ?? '') : String.fromCodePoint(ten ? Number(ten) : parseInt(hex!, 16)))));
}

/** Names of the fields of a card, which stand in each of them and say nothing by themselves. */
const FIELD = /^(?:(?:任务)?编号|(?:项目|任务)名称|主要内容|具体措施|工作目标|量化目标|建设内容及目标|(?:牵头|配合|协同|揭榜)(?:单位|部门)|所属领域|完成时限|报送频次)$/;

/** What the paper says, in the pieces that its format has: cells, paragraphs, or lines. Of a sheet that is told as not read nothing. */
async function piecesOf({ bytes, fileName }: LabelledPaper, draft: Draft): Promise<string[]> {
  if (fileName.endsWith('.docx')) return (await paragraphsOf(bytes)).filter((piece) => !FIELD.test(piece.trim()));
  const unread = new Set(draft.notUnderstood.filter(({ reason }) => reason.zh.includes('未读取')).map(({ text }) => text));
  if (fileName.endsWith('.xlsx')) return (await readWorkbook(bytes)).sheets.filter(({ name }) => !unread.has(name)).flatMap(({ rows }) => rows.flatMap(({ cells }) => [...new Set(cells)].flatMap((cell) => cell.split('\n'))));
  if (fileName.endsWith('.pdf')) {
    const paper = await readPdfPaper(bytes);
    return 'ok' in paper ? [] : paper.lines.flatMap(({ text }) => text.split('\t'));
  }
  const decoded = decodeText(bytes);
  if (!decoded.ok) return [];
  if (fileName.endsWith('.csv')) return parseCsv(decoded.text, detectDelimiter(decoded.text)).flatMap(({ cells }) => cells.flatMap((cell) => cell.split('\n')));
  // A mark of markup or of a list is none of the words; columns are parted by bars, tabs or blanks.
  return decoded.text.split(/\r?\n/).flatMap((line) => line.replace(/^\s*[-+•*>]\s+/, '').split(/[\t|]|\s{2,}|\u3000{2,}/));
}

/** Everything that a draft shows of its paper. */
function shownOf(draft: Draft): string {
  const { plan, items, notUnderstood, prose = [] } = draft;
  return squeezed([plan.title, plan.documentNumber, plan.issuer, ...plan.categories, ...items.flatMap(({ quote, category, place, title, content }) => [quote, category, place.section, title, content]), ...notUnderstood.map(({ text }) => text), ...prose.map(({ text }) => text)].join('\n'));
}

/** Pieces with words that stand in no item, no remark and no prose of the draft: what a reader of the draft would never see. */
export async function lostLines(paper: LabelledPaper, draft: Draft): Promise<string[]> {
  const shown = shownOf(draft);
  return (await piecesOf(paper, draft)).filter((piece) => /\p{L}/u.test(piece) && !isFurniture(piece.trim()) && !shown.includes(squeezed(piece)));
}
