import ExcelJS from 'exceljs';
import { aCity, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { PICTURE } from '../support/picture';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年3月底前', '3,技能竞赛,举办职业技能竞赛12场,市人力资源和社会保障局,2031年11月底前'].join('\n');

interface Inbox {
  total: number;
  rows: { noticeId: string; kind: string; readAt: string | null }[];
}

/** Notices and a month end, by a unit and its office, in a real browser on the real system. */
describe('notices and a reporting round at the web page', () => {
  let planId: string;
  let roundId: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })),
        accounts: [
          { login: 'office', unit: OFFICE, roles: ['office'] },
          { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
          { login: 'hr', unit: HR, roles: ['handler', 'liaison', 'sectionHead'] },
          { login: 'union', unit: UNION, roles: ['handler', 'liaison'] },
        ],
        apis: 1,
      }),
    async (system) => {
      planId = await issuedPaper(system.as('office'), PLAN, 3);
      await system.as('union').post(`/items/${planId}-2/receive`, { assignmentId: 'a1' });
      for (const number of [1, 3]) await system.as('hr').post(`/items/${planId}-${number}/receive`, { assignmentId: 'a1' });
      await system.setClock('2031-04-09T02:00:00.000Z');
      await until('a paper to sign', async () => (await system.as('signer').get<{ total: number }>('/papers/to-sign')).total > 0);
    },
  );

  it('a leader lands on one page: what waits for them, what is red, what changed', async () => {
    const leader = await city.openAs('signer', '/', PHONE);
    const { page } = leader;
    await page.getByRole('heading', { level: 1, name: '一页通' }).waitFor();
    await page.getByRole('region', { name: '等我决定' }).getByRole('link', { name: /待签发文书\s*1/ }).waitFor();
    const { rows } = await city.system.as('signer').get<{ rows: { number: string; title: string }[] }>('/ledger', { light: 'red' });
    const red = page.getByRole('region', { name: '红灯' });
    if (rows.length === 0) await red.getByText('没有红灯事项。').waitFor();
    for (const { number, title } of rows) await red.getByRole('link', { name: new RegExp(`${number} ${title}`) }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
    expect(await leader.seriousFindings()).toEqual([]);
    await page.getByRole('link', { name: /待签发文书/ }).click();
    await page.getByRole('list', { name: '通知列表' }).getByRole('button', { name: /劳动竞赛/ }).first().waitFor();
  });

  it('are signed by the signer after a look at whom they reach, and answered by the unit', async () => {
    // Also from the page of its item nobody signs what they do not see.
    const signer = await city.openAs('signer', `/items/${planId}-2`);
    const { page } = signer;
    await page.getByRole('region', { name: '可办事项' }).getByRole('button', { name: '签发', exact: true }).click();
    const { rows } = await city.system.as('signer').get<{ rows: { number: string; text: string | null }[] }>('/papers/to-sign');
    const says = page.getByRole('dialog').getByRole('blockquote', { name: '文书内容' });
    await says.getByText(rows.find(({ number }) => number === '2')!.text ?? '本通知没有正文，内容见所附事项。').first().waitFor();
    await says.getByText(UNION).first().waitFor();
    expect(await signer.seriousFindings()).toEqual([]);
    await signer.goTo('/notices?view=toSign');
    await page.getByRole('list', { name: '通知列表' }).getByRole('button', { name: /劳动竞赛/ }).first().click();
    const paper = page.getByRole('article', { name: '劳动竞赛' });
    await paper.getByText(UNION).first().waitFor();
    expect(await signer.seriousFindings()).toEqual([]);
    await paper.getByRole('button', { name: '签发' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/送达：.*市总工会/).waitFor();
    await dialog.getByRole('button', { name: '签发' }).click();
    await page.getByText('已签发').first().waitFor();
    await until('the paper in the inbox', async () => (await city.system.as('union').get<Inbox>('/inbox')).rows.some(({ kind }) => /Paper$/.test(kind)));
    const union = await city.open(PHONE);
    await union.signIn('union', '/notices');
    await union.page.getByRole('button', { name: /督办单.*劳动竞赛/ }).first().click();
    const received = union.page.getByRole('article', { name: '劳动竞赛' });
    await received.getByRole('button', { name: '标为已阅' }).click();
    await received.getByRole('button', { name: '标为已阅' }).waitFor({ state: 'detached' });
    expect(await union.seriousFindings()).toEqual([]);
    await received.getByRole('button', { name: '回复督办单' }).click();
    await union.page.getByLabel('整改情况与下一步安排').fill('已排定竞赛日程，本月内举办前两场');
    await union.page.getByRole('dialog').getByRole('button', { name: '回复督办单' }).click();
    await received.getByText('已排定竞赛日程').waitFor();
    const { papers } = await city.system.as('office').get<{ papers: { answer: { text: string } | null }[] }>(`/items/${planId}-2`);
    expect(papers.map(({ answer }) => answer?.text)).toContain('已排定竞赛日程，本月内举办前两场');
  });

  it('tells the office that nothing is held, and a unit nothing of signing', async () => {
    const office = await city.open();
    await office.signIn('office', '/notices?view=held');
    await office.page.getByText('没有暂扣的通知').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    const union = await city.open();
    await union.signIn('union', '/notices');
    await union.page.getByText('全部', { exact: true }).waitFor();
    expect(await union.page.getByText('待签发').count()).toBe(0);
  });

  it('begins by its office, who sees which units would be asked for which items before it is sent', async () => {
    const office = await city.openAs('office', '/proceedings');
    const { page } = office;
    await page.getByRole('button', { name: '开始调度' }).click();
    const form = page.getByRole('dialog', { name: '开始调度' });
    await form.getByText(/将向 2 个单位发出填报表：.*市总工会/).waitFor();
    await form.getByText(/涉及 3 项事项：1 技能培训、2 劳动竞赛、3 技能竞赛/).waitFor();
    await form.getByRole('button', { name: '开始调度' }).click();
    await form.getByRole('alert').filter({ hasText: '请填写“报送截止”' }).waitFor();
    await form.getByLabel('名称').fill('4月调度');
    await form.getByLabel('开始日期').fill('2031-04-01');
    await form.getByLabel('结束日期').fill('2031-04-30');
    await form.getByLabel('报送截止').fill('2031-04-14');
    expect(await office.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '开始调度' }).click();
    await page.getByRole('heading', { level: 1, name: '调度 · 4月调度' }).waitFor();
    roundId = page.url().split('/').at(-1)!;
    await until('the round in the list', async () => (await city.system.as('office').get<{ total: number }>('/proceedings', { kind: 'reporting-round' })).total === 1);
  });

  it('is a table on a desktop: the form comes first, Tab goes down a column, and cells of a spreadsheet are pasted; what is odd is asked about', async () => {
    const hr = await city.openAs('hr', `/proceedings/reporting-round/${roundId}`);
    const { page } = hr;
    await page.getByRole('columnheader', { name: '本期（累计）' }).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(expect.arrayContaining(['本单位填报', '可办事项']));
    const [form, acts] = [await page.getByRole('heading', { name: '本单位填报' }).boundingBox(), await page.getByRole('heading', { name: '可办事项' }).boundingBox()];
    expect(form!.y).toBeLessThan(acts!.y);
    await page.getByText('请在上方填报表').waitFor();
    expect(await page.getByText('目前没有需要您办理的事项').count()).toBe(0);
    const cell = (title: string, label: string) => page.getByLabel(new RegExp(`${title} ${label}`));
    await cell('技能培训', '职业技能培训').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toMatch(/技能竞赛 职业技能竞赛/);
    await page.keyboard.press('Shift+Tab');
    const paste = (text: string): Promise<void> =>
      page.evaluate(`(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', ${JSON.stringify(text)});
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      })()`);
    await paste('24,800\t62\t一季度三批开班\n4\t待定\t方案已印发\n');
    await page.getByText('已粘贴 5 格。 1 格不是数字或没有对应的位置，未填：待定').waitFor();
    expect(await Promise.all([cell('技能培训', '职业技能培训').inputValue(), cell('技能培训', '完成比例').inputValue(), cell('技能培训', '本期进展').inputValue(), cell('技能竞赛', '职业技能竞赛').inputValue(), cell('技能竞赛', '完成比例').inputValue(), cell('技能竞赛', '本期进展').inputValue()])).toEqual(['24800', '62', '一季度三批开班', '4', '', '方案已印发']);
    expect(await hr.seriousFindings()).toEqual([]);
    // Beyond the last words Tab goes on through what else a row has.
    await cell('技能竞赛', '本期进展').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toMatch(/技能培训 无新进展/);
    // Why there is nothing new is asked for where there is nothing new.
    await page.getByRole('checkbox', { name: '3 技能竞赛 无新进展' }).check();
    await cell('技能竞赛', '无新进展的原因').waitFor();
  });

  it('is filled in and sent as one form; what is missing is told by item; the office locks after the list of the silent', async () => {
    const hr = await city.openAs('hr', '/proceedings', PHONE);
    const { page } = hr;
    await page.getByRole('link', { name: '4月调度' }).click();
    await page.getByRole('button', { name: '全部送审' }).click();
    await page.getByRole('alert').filter({ hasText: /有 \d 处需要修改.*技能培训.*未填写/s }).waitFor();
    expect(await hr.beside('本期进展')).toContain('未填写');
    const training = page.getByRole('group', { name: /技能培训/ });
    const contest = page.getByRole('group', { name: /技能竞赛/ });
    await page.getByText('第 1 项，共 2 项').waitFor();
    expect(await contest.count()).toBe(0);
    await training.getByLabel(/职业技能培训/).fill('12400');
    await training.getByLabel('本期进展').fill('一季度分三批开班，结业学员已取证');
    // A colleague saves the same line, and another one that nobody here has touched.
    const at = `/reporting-rounds/${roundId}/forms/${city.system.unit(HR)}`;
    const lines = (await city.system.as('hr').get<{ lines: { id: string; title: string }[] }>(at)).lines;
    const entry = (title: string, text: string): object => ({ lineId: lines.find((l) => l.title === title)!.id, stepId: null, text, percent: null, values: [] });
    await city.system.as('hr').post(`${at}/save`, { entries: [entry('技能培训', '同事先存的一句进展'), entry('技能竞赛', '竞赛方案已印发，六月举办首场')] });
    await page.getByRole('button', { name: '保存', exact: true }).click();
    const clashes = page.getByRole('region', { name: '他人的改动与本次填写' });
    await clashes.getByRole('row', { name: /1 技能培训 没有填 同事先存的一句进展 一季度分三批开班，结业学员已取证/ }).waitFor();
    await page.getByRole('button', { name: '下一项' }).click();
    expect(await contest.getByLabel('本期进展').inputValue()).toBe('竞赛方案已印发，六月举办首场');
    await page.getByRole('button', { name: '上一项' }).click();
    expect(await training.getByLabel('本期进展').inputValue()).toBe('一季度分三批开班，结业学员已取证');
    expect(await hr.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存').waitFor();
    // Once for the form, whose lines and workbook all take files.
    expect(await page.getByRole('button', { name: /^添加文件 /}).count()).toBeGreaterThan(0);
    expect(await page.getByText('不得上传涉密文件', { exact: true }).filter({ visible: true }).count()).toBe(1);
    // The same by the workbook: what is wrong in it is told by its cell, what is right stands in the fields.
    const [given] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载填报表' }).click()]);
    const workbook = async (progress: string, share: number): Promise<void> => {
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(await given.path());
      const sheet = book.worksheets[0]!;
      const heading = Array.from({ length: sheet.rowCount }, (_, i) => i + 1).find((n) => sheet.getRow(n).getCell(1).value === '序号')!;
      const column = (name: RegExp): number => (sheet.getRow(heading).values as string[]).findIndex((title) => name.test(title));
      sheet.getRow(heading + 1).getCell(column(/^本期进展/)).value = progress;
      sheet.getRow(heading + 1).getCell(column(/^完成%/)).value = share;
      await page.locator('.ant-upload input[type=file]').first().setInputFiles({ name: '填报表.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(await book.xlsx.writeBuffer()) });
    };
    await workbook('一季度分三批开班', 180);
    await page.getByText(/“报表”第 \d+ 行/).waitFor();
    await workbook('一季度分三批开班，学员已取证', 31);
    await page.getByText('已导入，更新 1 项').waitFor();
    expect(await training.getByLabel('本期进展').inputValue()).toBe('一季度分三批开班，学员已取证');
    await training.getByLabel('本期进展').fill('一季度分三批开班，结业学员已取证');
    // A line is shown by a file of its own; what the rules find wanting is read in the line.
    await training.locator('input[type=file]').setInputFiles({ name: '开班照片.png', mimeType: 'image/png', buffer: PICTURE });
    await training.getByRole('checkbox', { name: '开班照片.png', checked: true }).waitFor();
    await page.getByRole('button', { name: '下一项' }).click();
    await contest.getByText('提示 1 处').click();
    await contest.getByText(/有量化指标，没有填数字/).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '全部送审' }).click();
    await page.getByRole('dialog').getByText('有进展 2 项，无新进展 0 项').waitFor();
    await page.getByRole('dialog').getByText(/职业技能培训 未报 → 12,400 人次/).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '全部送审' }).click();
    await page.getByText('已送审').waitFor();
    const form = await city.system.as('hr').get<{ status: string; lines: { id: string; entry: { text: string; values: { value: number }[]; evidenceIds?: string[] } }[] }>(at);
    expect([form.status, form.lines[0]!.entry.text, form.lines[0]!.entry.values[0]!.value, form.lines[1]!.entry.text]).toEqual([expect.stringMatching(/inApproval|sent/), '一季度分三批开班，结业学员已取证', 12400, '竞赛方案已印发，六月举办首场']);
    const { evidence } = await city.system.as('hr').get<{ evidence: { id: string; subject: string }[] }>(`/proceedings/reporting-round/${roundId}/evidence`);
    expect(evidence).toMatchObject([{ id: form.lines[0]!.entry.evidenceIds![0], subject: form.lines[0]!.id }]);
    if (form.status === 'inApproval') {
      await page.getByRole('button', { name: '同意报送' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '同意报送' }).click();
      await page.getByText('已同意报送').waitFor();
    }
    const desk = await city.open();
    await desk.signIn('office', `/proceedings/reporting-round/${roundId}`);
    const forms = desk.page.getByRole('region', { name: '各单位填报情况' }).first();
    await forms.getByRole('row', { name: /人力资源.*已报送.*2\/2/ }).getByRole('button', { name: '收下' }).click();
    await desk.page.getByText('已收下').waitFor();
    // Each count opens the very lines and units that it counts.
    await desk.page.getByRole('button', { name: '有提示 1 项', exact: true }).click();
    const wanting = desk.page.getByRole('dialog', { name: '有提示的填报（1 项）' });
    await wanting.getByRole('listitem').filter({ hasText: /3 技能竞赛.*人力资源.*六月举办首场.*有指标无数字/ }).waitFor();
    expect(await desk.seriousFindings()).toEqual([]);
    await desk.page.keyboard.press('Escape');
    await wanting.waitFor({ state: 'hidden' });
    await desk.page.getByText('未到期待报 1', { exact: true }).click();
    await forms.getByRole('row', { name: /人力资源/ }).waitFor({ state: 'detached' });
    await forms.getByRole('row', { name: /市总工会.*填报中/ }).waitFor();
    await desk.page.getByText('全部 2', { exact: true }).click();
    expect(await desk.seriousFindings()).toEqual([]);
    // Nobody is missing before the day has passed, and the page says so before one presses.
    const acts = desk.page.getByRole('region', { name: '可办事项' });
    await acts.getByRole('button', { name: /现在不能办的/ }).click();
    await acts.getByRole('listitem').filter({ hasText: /锁定数据.*2031-04-14/ }).waitFor();
    await city.system.setClock('2031-04-15T02:00:00.000Z');
    await desk.page.reload();
    // Who is late stands in a list of its own, with whose turn it is and for how long; one press urges.
    await desk.page.getByText('逾期未报 1', { exact: true }).click();
    const late = forms.getByRole('row', { name: /市总工会.*填报中.*本单位经办.*1 个工作日/ });
    await late.getByRole('button', { name: '催报' }).click();
    await desk.page.getByText('已向市总工会催报').waitFor();
    await late.getByText(/已催/).waitFor();
    await late.getByRole('button', { name: '催报' }).waitFor({ state: 'detached' });
    await until('the urging in the inbox', async () => (await city.system.as('union').get<Inbox>('/inbox')).rows.some(({ kind }) => kind === 'urging'));
    await acts.getByRole('button', { name: '锁定数据' }).click();
    await desk.page.getByRole('region', { name: '锁定后冻结的数字' }).getByText('应报 2，按时 1，补报 0，缺报 1').waitFor();
    await desk.page.getByRole('region', { name: '锁定后冻结的数字' }).getByText(/职业技能培训 12,400 人次/).waitFor();
    await desk.page.getByRole('dialog').getByText(/缺报 1 个单位：市总工会/).waitFor();
    expect(await desk.seriousFindings()).toEqual([]);
    await desk.page.getByRole('dialog').getByRole('button', { name: '锁定数据' }).click();
    await forms.getByRole('row', { name: /市总工会.*缺报/ }).waitFor();
    await acts.getByRole('button', { name: '起草调度通报' }).click();
    await desk.page.getByLabel('通报正文').fill('现将四月份报送情况通报如下');
    await desk.page.getByRole('dialog').getByRole('button', { name: '起草调度通报' }).click();
    await desk.page.getByText('通报待签发').waitFor();
  });
});
