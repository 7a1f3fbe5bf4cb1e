import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { drawBlocks, drawTitle } from './body.draw';
import { drawPaper } from './paper.draw';
import { fillPages } from './page.fill';
import type { NotePaper, OfficialPaper } from './paper';
import { contentDigest } from './testing/content.digest';
import { aSlip, SAMPLES } from './testing/samples';
import { supervisionSlip } from './templates/supervision.slip';

const mm = (twips: string | undefined): number => (Number(twips) / 1440) * 25.4;
const files = async (paper: OfficialPaper | (typeof SAMPLES)[string]): Promise<Record<string, string>> => {
  const zip = await JSZip.loadAsync(await drawPaper(paper));
  return Object.fromEntries(await Promise.all(Object.keys(zip.files).map(async (path) => [path, await zip.files[path]!.async('string')])));
};
const attribute = (xml: string, element: string, name: string): string | undefined => new RegExp(`<${element}\\b[^>]*\\b${name}="([^"]*)"`).exec(xml)?.[1];
/** Paragraphs as their words, with the XML of each. */
const paragraphs = (xml: string): { text: string; xml: string }[] => (xml.match(/<w:p>.*?<\/w:p>/gs) ?? []).map((p) => ({ xml: p, text: [...p.matchAll(/<w:t[ >][^<]*<|<w:t>([^<]*)</g)].map((m) => m[0].replace(/^<w:t[^>]*>|<$/g, '')).join('') }));

const RENDERINGS = join(__dirname, 'renderings');
/** Digests of the papers as they were when they were rendered. */
const RENDERED = JSON.parse(readFileSync(join(RENDERINGS, 'digests.json'), 'utf8')) as Record<string, string>;

describe.each(Object.keys(SAMPLES))('%s', (name) => {
  let parts: Record<string, string>;
  let body: string;
  beforeAll(async () => {
    parts = await files(SAMPLES[name]!);
    body = parts['word/document.xml']!;
  });

  it('is A4 with a type area of 156 × 225 mm, 37 mm from the top and 28 mm from the binding edge', () => {
    const [width, height] = [mm(attribute(body, 'w:pgSz', 'w:w')), mm(attribute(body, 'w:pgSz', 'w:h'))];
    const [top, bottom, left, right] = ['w:top', 'w:bottom', 'w:left', 'w:right'].map((side) => mm(attribute(body, 'w:pgMar', side))) as [number, number, number, number];
    expect([width, height].map(Math.round)).toEqual([210, 297]);
    expect(top).toBeCloseTo(37, 1);
    expect(left).toBeCloseTo(28, 1);
    expect(width - left - right).toBeCloseTo(156, 1);
    expect(height - top - bottom).toBeCloseTo(225, 1);
  });

  it('has 22 lines of 28 characters, unless it is a note that is to stand on a page', () => {
    const { form } = SAMPLES[name]!;
    if (form === 'note' && (SAMPLES[name] as NotePaper).size === 'compact') return;
    expect(attribute(body, 'w:docGrid', 'w:type')).toBe('linesAndChars');
    const pitch = Number(attribute(body, 'w:docGrid', 'w:linePitch'));
    expect(Math.floor(mm(String(pitch)) === 0 ? 0 : (225 / 25.4) * 1440 / pitch)).toBe(22);
    const narrower = Number(/<w:spacing w:val="(-?\d+)"\/>/.exec(body)?.[1] ?? 0);
    expect(Math.floor(((156 / 25.4) * 1440) / (16 * 20 + narrower))).toBe(28);
    expect(parts['word/styles.xml']).toContain('<w:autoSpaceDE w:val="0"/>');
    expect(parts['word/styles.xml']).toMatch(/w:styleId="Normal" w:default="1".*?<w:sz w:val="32"\/>/s);
  });

  it('names the typefaces of the standard and embeds none', () => {
    const named = new Set(Object.values(parts).flatMap((xml) => [...xml.matchAll(/w:eastAsia="([^"]+)"/g)].map((m) => m[1])));
    for (const face of named) expect(['方正小标宋', '仿宋_GB2312', '楷体_GB2312', '黑体', '宋体']).toContain(face);
    expect(Object.keys(parts).filter((path) => /fonts\/|\.odttf|\.ttf/.test(path))).toEqual([]);
  });

  it('numbers its pages between dashes, odd ones at the right and even ones at the left, one character in', () => {
    expect(parts['word/settings.xml']).toContain('<w:evenAndOddHeaders');
    const footer = (type: string): string => {
      const id = new RegExp(`<w:footerReference[^>]*w:type="${type}"[^>]*r:id="([^"]+)"|<w:footerReference[^>]*r:id="([^"]+)"[^>]*w:type="${type}"`).exec(body)!;
      const target = new RegExp(`<Relationship [^>]*Id="${id[1] ?? id[2]}"[^>]*?>`).exec(parts['word/_rels/document.xml.rels']!)![0];
      return parts[`word/${/Target="([^"]+)"/.exec(target)![1]}`]!;
    };
    expect(attribute(footer('default'), 'w:jc', 'w:val')).toBe('right');
    expect(attribute(footer('default'), 'w:ind', 'w:right')).toBe('280');
    expect(attribute(footer('even'), 'w:jc', 'w:val')).toBe('left');
    expect(attribute(footer('even'), 'w:ind', 'w:left')).toBe('280');
    for (const type of ['default', 'even']) expect(footer(type)).toMatch(/— .*PAGE.* —/s);
  });

  it('is the same bytes when it is drawn again, with no date of its making', async () => {
    const [first, second] = [await drawPaper(SAMPLES[name]!), await drawPaper(structuredClone(SAMPLES[name]!))];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    expect(parts['docProps/core.xml']).not.toMatch(/dcterms/);
    expect(Object.values((await JSZip.loadAsync(first)).files).every((f) => f.date.getUTCFullYear() === 1980)).toBe(true);
  });

  it('has a rendering beside it that is small, and shows it as it is drawn now: after a change run npm run papers:render', async () => {
    const path = join(RENDERINGS, `${name}-1.png`);
    expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
    expect(statSync(path).size).toBeLessThan(60_000);
    expect(RENDERED[name]).toBe(await contentDigest(await drawPaper(SAMPLES[name]!)));
  });
});

describe('an official paper', () => {
  const red = SAMPLES['slip-red'] as OfficialPaper;
  it('has the mark in red 35 mm below the top, the number, a red line, the title, then whom it goes to', async () => {
    const all = paragraphs((await files(red))['word/document.xml']!);
    const at = (text: string): number => all.findIndex((p) => p.text.includes(text));
    expect(at('加急')).toBe(0);
    expect(all[0]!.xml).toContain('黑体');
    const above = all.slice(0, 2).reduce((sum, p) => sum + Number(attribute(p.xml, 'w:spacing', 'w:line')), 0);
    expect(mm(String(above))).toBeCloseTo(35, 0);
    expect(all[2]!.xml).toContain('w:val="FF0000"');
    const number = all[at('产改督办〔2026〕15号')]!;
    expect(number.xml).toMatch(/<w:bottom [^>]*w:color="FF0000"|w:color="FF0000"[^>]*/);
    const order = ['产改督办〔2026〕15号', '红　色　督　办　单', '关于“开展', '市人力资源和社会保障局：', '一、督办事项', '二、办理要求', '书面答复。', '抄送：'].map(at);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('names its levels 一、（一）1.（1） in their typefaces, each beginning anew under the one above', async () => {
    const headings = ([1, 2, 2, 3, 4, 1, 2] as const).map((level) => ({ kind: 'heading' as const, level, text: '题' }));
    const all = paragraphs((await files({ ...red, blocks: headings }))['word/document.xml']!);
    const found = all.filter((p) => p.text.endsWith('题'));
    expect(found.map((p) => p.text)).toEqual(['一、题', '（一）题', '（二）题', '1. 题', '（1）题', '二、题', '（一）题']);
    expect(found.map((p) => attribute(p.xml, 'w:rFonts', 'w:eastAsia'))).toEqual(['黑体', '楷体_GB2312', '楷体_GB2312', '仿宋_GB2312', '仿宋_GB2312', '黑体', '楷体_GB2312']);
  });

  it('has its imprint at the foot of an even page: the next one, unless the text ends on one with room for it', async () => {
    const imprinted = async (lines: number): Promise<string> => (await files({ ...red, issuer: '某市产改办', title: '通知', band: null, blocks: [{ kind: 'text', text: Array.from({ length: lines }, () => '一行').join('\n') }] }))['word/document.xml']!;
    expect(await imprinted(1)).toContain('w:type w:val="evenPage"');
    expect(await imprinted(14)).not.toContain('w:type w:val="evenPage"');
    expect(await imprinted(40)).toContain('w:type w:val="evenPage"');
    for (const lines of [1, 14]) expect(attribute(await imprinted(lines), 'w:tblpPr', 'w:tblpYSpec')).toBe('bottom');
  });

  it('has its imprint with who printed it when, also where nobody gets a copy; a draft has none', async () => {
    const wordsOf = async (more: Parameters<typeof aSlip>[1]): Promise<string[]> => paragraphs((await files(supervisionSlip(aSlip('urging', more))))['word/document.xml']!).map((p) => p.text);
    expect(await wordsOf({ copies: [] })).toEqual(expect.arrayContaining([expect.stringMatching(/^2026年7月1日印发$|协调小组办公室\s*2026年7月1日印发$/)]));
    expect((await wordsOf({ copies: [] })).filter((text) => text.startsWith('抄送'))).toEqual([]);
    expect((await wordsOf({ copies: ['市委督查室'] })).filter((text) => text.startsWith('抄送'))).toEqual(['抄送：市委督查室。']);
    expect((await wordsOf({ copies: ['市委督查室'], issuedOn: null })).filter((text) => /抄送|印发/.test(text))).toEqual([]);
  });

  it('is what an inspection’s report is once reported: mark, number, whom it is made to, who signed when, imprint', async () => {
    const all = paragraphs((await files(SAMPLES['inspection-report']!))['word/document.xml']!).map((p) => p.text);
    const order = [/协调小组办公室$/, /^产改督查〔2026〕3号$/, /^市推进产业工人队伍建设改革协调小组：$/, /^一、督查概况$/, /^四、结论$/, /^2026年3月20日$/, /2026年3月20日印发$/].map((words) => all.findIndex((said) => words.test(said)));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('says who signed and when at the right, four characters in, the shorter centred on the longer', async () => {
    const all = paragraphs((await files({ ...red, signedBy: '某市产改办' }))['word/document.xml']!);
    const [signed, dated] = [all.find((p) => p.text === '某市产改办')!, all.find((p) => p.text === '2026年7月9日')!];
    const [a, b] = [signed, dated].map((p) => Number(attribute(p.xml, 'w:ind', 'w:right')));
    expect(Math.min(a!, b!)).toBe(Math.round(4 * (8844 / 28)));
    expect(signed.xml).toContain('w:jc w:val="right"');
  });

  it('carries what people wrote as they wrote it, and nothing that no document may hold', async () => {
    const written = supervisionSlip(aSlip('urging', { text: '请<核实>&“名册”\u0000\u000b\nA&B\ud800', itemTitle: ']]>', copies: [] }));
    const all = paragraphs((await files(written))['word/document.xml']!);
    expect(all.map((p) => p.text)).toEqual(expect.arrayContaining(['请&lt;核实&gt;&amp;“名册”', 'A&amp;B\ufffd']));
  });
});

test('pages are filled line by line, and no row is torn', () => {
  expect(fillPages([...drawTitle('题'), ...drawBlocks([])])).toMatchObject({ page: 1 });
  const line = drawBlocks([{ kind: 'text', text: '行' }])[0]!;
  expect(fillPages(Array.from({ length: 22 }, () => line))).toMatchObject({ page: 1 });
  expect(fillPages(Array.from({ length: 23 }, () => line))).toMatchObject({ page: 2 });
});
