import { across, cell, docxOf, down, headPart, notesPart, numbered, numberingPart, paragraph, row, run, stylesPart, table } from '../testing/docx.make';
import { readDocx } from './docx.reader';
import { formatNumber } from './number.format';

type Content = Parameters<typeof docxOf>[0];
const lines = (content: Content): string[] => readDocx(docxOf(content)).lines.map(({ text }) => text);
const filled = (content: Content): string[] => lines(content).filter((line) => line !== '');
const told = (content: Content): string[] => readDocx(docxOf(content)).asides.map(({ text, zh }) => `${text}${zh}`);

describe('automatic numbers', () => {
  it('are the text that a reader sees, level by level', () => {
    const numbering = numberingPart([[['chineseCounting', '%1、'], ['chineseCounting', '（%2）'], ['decimal', '%3.'], ['decimal', '（%4）'], ['decimalEnclosedCircle', '%5']]]);
    const body = [numbered(1, 0, '总体要求'), numbered(1, 1, '目标'), numbered(1, 2, '甲'), numbered(1, 2, '乙'), numbered(1, 3, '细'), numbered(1, 4, '更细'), numbered(1, 4, '再细'), numbered(1, 1, '原则'), numbered(1, 2, '丙'), numbered(1, 0, '任务'), numbered(1, 1, '首项')].join('');
    expect(lines({ body, numbering })).toEqual(['一、总体要求', '（一）目标', '1. 甲', '2. 乙', '（1）细', '①更细', '②再细', '（二）原则', '1. 丙', '二、任务', '（一）首项']);
  });

  it('count on through text between them, over ten, and from where they are told to begin', () => {
    const numbering = numberingPart([[['chineseCountingThousand', '第%1条　', 9]]], [
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
      '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
    ]);
    expect(lines({ body: numbered(1, 0, '甲') + paragraph('其间') + numbered(1, 0, '乙') + numbered(1, 0, '丙') + numbered(2, 0, '又') + numbered(2, 0, '再'), numbering })).toEqual(['第九条 甲', '其间', '第十条 乙', '第十一条 丙', '第一条 又', '第二条 再']);
  });

  it('come by a style, and are taken away by list 0', () => {
    const numbering = numberingPart([[['chineseCounting', '%1、', 1, '<w:pStyle w:val="A"/>'], ['decimal', '%2．', 1, '<w:pStyle w:val="B"/>']]]);
    const style = (id: string, more: string): string => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/>${more}</w:style>`;
    const styles = stylesPart(style('A', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style('B', '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>') + style('C', '<w:basedOn w:val="B"/>'));
    const styled = (id: string, text: string, more = ''): string => paragraph(text, `<w:pStyle w:val="${id}"/>${more}`);
    expect(lines({ body: styled('A', '任务') + styled('B', '甲') + styled('C', '乙') + styled('B', '无号', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>') + styled('missing', '正文'), numbering, styles })).toEqual(['一、任务', '1．甲', '2．乙', '无号', '正文']);
  });

  it('show outer levels in plain digits where the list says so', () => {
    const numbering = numberingPart([[['chineseCounting', '第%1章'], ['decimal', '%1.%2', 1, '<w:isLgl/>']]]);
    expect(lines({ body: numbered(1, 0, '总则') + numbered(1, 1, '范围') + numbered(1, 1, '依据'), numbering })).toEqual(['第一章总则', '1.1 范围', '1.2 依据']);
  });

  it.each([
    ['chineseCounting', [1, 10, 11, 20, 21, 100, 103, 110], ['一', '十', '十一', '二十', '二十一', '一百', '一百零三', '一百一十']],
    ['ideographDigital', [10, 21], ['一〇', '二一']], ['chineseLegalSimplified', [1, 10, 12], ['壹', '壹拾', '壹拾贰']],
    ['decimalEnclosedCircleChinese', [1, 20, 21, 36, 51], ['①', '⑳', '㉑', '㊱', '51']], ['decimalEnclosedParen', [1, 20], ['⑴', '⒇']], ['decimalEnclosedFullstop', [2], ['⒉']],
    ['decimalFullWidth', [12], ['１２']], ['decimalZero', [3], ['03']], ['upperRoman', [4, 9, 14], ['IV', 'IX', 'XIV']], ['lowerLetter', [1, 26, 27], ['a', 'z', 'aa']],
    ['ideographTraditional', [1, 3], ['甲', '丙']], ['a format of next year', [7], ['7']],
  ] as const)('in %s', (format, values, expected) => {
    expect(values.map((value) => formatNumber(value, format))).toEqual(expected);
  });
});

describe('paragraphs', () => {
  it('show insertions and moved words, not deletions and hidden ones; a deleted end joins two', () => {
    const body =
      paragraph(`${run('保留')}<w:ins w:id="1" w:author="a">${run('新增')}</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del><w:moveFrom w:id="3">${run('移走')}</w:moveFrom><w:moveTo w:id="4">${run('移来')}</w:moveTo>${run('隐藏', '<w:vanish/>')}`) +
      paragraph(run('前半'), '<w:rPr><w:del w:id="5" w:author="a"/></w:rPr>') + paragraph('后半');
    expect(lines({ body })).toEqual(['保留新增移来', '前半后半']);
    expect(told({ body })).toEqual([expect.stringContaining('修订痕迹'), expect.stringContaining('隐藏文字')]);
  });

  it('break softly into lines of their own, with links, fields and formulas as they read', () => {
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('12')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(lines({ body: paragraph(`${run('见')}<w:hyperlink>${run('附件')}</w:hyperlink>${field}<w:r><w:br/></w:r>${run('下一行')}<w:r><w:tab/></w:r>${run('隔开')}`) + paragraph('<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>') })).toEqual(['见附件12', '下一行  隔开', 'x=1']);
  });

  it('are headings by style or by outline level, and run-in titles by bold type', () => {
    const styles = stylesPart('<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>');
    const body = paragraph('要点', '<w:pStyle w:val="T"/>') + paragraph('一、任务', '<w:pStyle w:val="2"/>') + paragraph('（一）分项', '<w:outlineLvl w:val="1"/>') + paragraph(run('建好课堂。', '<w:b/>') + run('开课十次。')) + paragraph(run('全粗', '<w:b/>'));
    expect(lines({ body, styles })).toEqual(['# 要点', '## 一、任务', '### （一）分项', '**建好课堂。**开课十次。', '全粗']);
  });

  it('in boxes of text are read once, and pictures are told', () => {
    const box = (text: string): string => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
    const body = paragraph(`${run('正文')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('框中')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('框中')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:drawing/></w:r>`);
    expect(lines({ body })).toEqual(['正文', '框中']);
    expect(told({ body })).toEqual([expect.stringContaining('1张图片')]);
  });

  it('leave a table of contents out, by field, by style or by control, and footnotes too; both are told', () => {
    const toc = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`;
    const styles = stylesPart('<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>');
    const body = paragraph(`${toc}${run('一、任务 1')}`) + paragraph(`${run('二、保障 2')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`) + paragraph('三、附则 3', '<w:pStyle w:val="T1"/>') +
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph('四、又 4')}</w:sdtContent></w:sdt>` + paragraph(`${run('一、任务')}<w:r><w:footnoteReference w:id="1"/></w:r>`);
    const content = { body, styles, footnotes: notesPart(['以统计口径为准']) };
    expect(filled(content)).toEqual(['一、任务']);
    expect(told(content)).toEqual(['[1] 以统计口径为准脚注，未并入正文', expect.stringContaining('目录')]);
    expect(readDocx(docxOf(content)).count).toBe(readDocx(docxOf(content)).lines.length + 1);
  });

  it('keep words of running heads for marks of secrecy alone', () => {
    const paper = readDocx(docxOf({ body: paragraph('正文'), header: headPart('秘密★1年') }));
    expect([paper.lines.map(({ text }) => text), paper.margins]).toEqual([['正文'], ['秘密★1年']]);
  });
});

describe('tables', () => {
  const head = ['类别', '序号', '项目名称', '牵头单位', '完成时限'];

  it('show a merged cell in each row and column that it covers', () => {
    const body = table([row(head), row([cell('强基', down()), '1', '甲', '市总工会', '6月底前']), row([cell('', down(true)), '2', '乙', '市教育局', '年底前']), row(['提质', '3', cell('丙', across(2)), '年底前'])]);
    expect(filled({ body })).toEqual(['类别\t序号\t项目名称\t牵头单位\t完成时限', '强基\t1\t甲\t市总工会\t6月底前', '强基\t2\t乙\t市教育局\t年底前', '提质\t3\t丙\t丙\t年底前']);
    expect(readDocx(docxOf({ body })).where.get(3)).toEqual({ table: 1, row: 3 });
  });

  it('take rows that share number and name as one, adding what differs', () => {
    const body = table([row(head), row([cell('强基', down()), cell('1', down()), cell('甲', down()), '市总工会', cell('年底前', down())]), row([cell('', down(true)), cell('', down(true)), cell('', down(true)), '市教育局', cell('', down(true))])]);
    expect(filled({ body }).slice(1)).toEqual(['强基\t1\t甲\t市总工会\n市教育局\t年底前']);
  });

  it('leave deleted rows out and take a row of one cell as a title or a caption', () => {
    const body = table([row([cell('重点任务分工表', across(5))]), row(head), row([cell('一、强基', across(5))]), row(['', '1', '甲', '市总工会', '']), row(['', '2', '乙', '市总工会', ''], '<w:del w:id="1"/>')]);
    expect(filled({ body })).toEqual(['重点任务分工表', head.join('\t'), '一、强基\t\t\t\t', '\t1\t甲\t市总工会\t']);
  });

  it('in a frame of one cell are read as if they stood free; others in cells are told', () => {
    const inner = table([head, ['强基', '1', '甲', '市总工会', '年底前']]);
    expect(filled({ body: table([row([cell(paragraph('框内') + inner + paragraph(''))])]) })).toEqual(['框内', head.join('\t'), '强基\t1\t甲\t市总工会\t年底前']);
    const mixed = { body: table([['序号', '内容', '牵头单位'], ['1', cell(paragraph('说明') + table([['培训', '10场'], ['宣讲', '20场']]) + paragraph('')), '市总工会']]) };
    expect(filled(mixed)).toEqual(['序号\t内容\t牵头单位', '1\t说明\n培训 10场\n宣讲 20场\t市总工会']);
    expect(told(mixed)).toEqual([expect.stringContaining('嵌套表格')]);
  });
});

describe('parts that are damaged or hostile', () => {
  const document = (xml: string): Uint8Array => docxOf({ body: '', parts: { 'word/document.xml': xml } });
  it.each([
    ['cut off', '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'],
    ['with entities that grow', '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&b;</w:body></w:document>'],
    ['with a file from outside', '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&a;</w:body></w:document>'],
    ['nested without end', `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${'<w:sdt>'.repeat(100_000)}`],
    ['of another kind', '<html><body>hi</body></html>'],
  ])('are refused: %s', (_, xml) => {
    expect(() => readDocx(document(xml))).toThrow();
  });

  it('are done without where they only say how the paper looks', () => {
    expect(readDocx(docxOf({ body: paragraph('正文'), parts: { 'word/styles.xml': '<broken' } })).lines[0]?.text).toBe('正文');
  });
});
