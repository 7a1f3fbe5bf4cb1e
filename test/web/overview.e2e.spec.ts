import { aCity, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,类别,项目名称,工作内容,牵头单位,完成时限', '1,技能,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前', '2,建功,劳动竞赛,举办劳动竞赛60场,市总工会,2031年3月底前', '3,技能,技能竞赛,举办职业技能竞赛12场,市人力资源和社会保障局,2031年9月底前'].join('\n');

/** The office looks at the whole, in a real browser on the real system. */
describe('the overview', () => {
  let planId: string;
  let difficultyId: string;
  const city = webCity(
    () => aCity({ units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })), accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'union', unit: UNION, roles: ['handler'] }], apis: 1 }),
    async (system) => {
      const office = system.as('office');
      planId = await issuedPaper(office, PLAN, 3);
      ({ proceeding: { id: difficultyId } } = await office.post<{ proceeding: { id: string } }>('/difficulties', { planId, title: '场地不足', text: '竞赛场地不足', source: { kind: 'item', ref: `${planId}-2` } }));
      await system.setClock('2031-04-02T02:00:00.000Z');
      await until('an overdue item', async () => (await office.get<{ total: number }>('/ledger', { light: 'yellow,red' })).total === 1);
    },
  );

  it('tells the lights and what changed, and each figure opens the list that it counts', async () => {
    const office = await city.openAs('office', '/overview');
    const { page } = office;
    const lights = page.getByRole('list', { name: '亮灯' }).getByRole('link');
    await lights.first().waitFor();
    const counts = await lights.evaluateAll((all) => all.map((one) => [one.getAttribute('href')!, Number(one.querySelector('strong')!.textContent)] as const));
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(3);
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('list', { name: '关键数字' }).getByRole('link', { name: /有变化/ }).click();
    await page.getByText('以来有变化').waitFor();
    await page.goBack();
    for (const [address, count] of counts) {
      await page.goto(new URL(address, page.url()).href);
      await (count === 0 ? page.getByText('没有符合条件的事项') : page.getByRole('status').getByText(`共 ${count} 条`)).waitFor();
    }
  });

  it('gives every chart as a table whose cells are lists, by the keyboard too', async () => {
    const office = await city.openAs('office', '/overview');
    const { page } = office;
    const chart = page.getByRole('region', { name: '各类别亮灯' }).first();
    await chart.getByRole('img').waitFor();
    await chart.getByText('表', { exact: true }).click();
    await chart.getByRole('row', { name: /技能/ }).getByRole('link', { name: '2', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('类别：技能').waitFor();
    await page.getByRole('status').getByText('共 2 条').waitFor();
    await page.goBack();
    const course = page.getByRole('region', { name: '进度对时序' }).first();
    await course.getByText('表', { exact: true }).click();
    await course.getByRole('row', { name: /^2031-11-30 3 —$/ }).waitFor();
    await course.getByRole('row', { name: /^2031-03-31 1 0$/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
  });

  it('names the unit that is behind and the item that turned, old light before new; a unit sees its own', async () => {
    const office = await city.open(PHONE);
    await office.signIn('office', '/overview');
    const { page } = office;
    await page.getByRole('region', { name: '红黄灯最多的单位' }).first().getByRole('link', { name: UNION }).waitFor();
    await page.getByRole('combobox', { name: '与此前比较' }).click();
    await page.getByText('与上月末比').click();
    await page.getByRole('heading', { name: '2031-03-31 以来的变化' }).waitFor();
    const turned = page.getByRole('listitem').filter({ hasText: '劳动竞赛' });
    await turned.getByText('逾期').first().waitFor();
    expect(await turned.innerText()).toMatch(/原为[\s\S]*→[\s\S]*逾期/);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await office.seriousFindings()).toEqual([]);
    const union = await city.open();
    await union.signIn('union', '/overview');
    await union.page.getByRole('link', { name: '全部事项 1' }).waitFor();
  });

  it('shows itself on a wall, dark and large, turned by itself until it is paused', async () => {
    const office = await city.open({ width: 1920, height: 1080 });
    const { page } = office;
    await office.signIn('office', '/overview');
    await page.getByRole('link', { name: '大屏' }).click();
    await page.getByRole('list', { name: '关键数字' }).getByText('按期办结率').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '暂停翻页' }).click();
    await page.getByRole('button', { name: '继续翻页' }).waitFor();
    await page.getByRole('link', { name: '退出大屏' }).click();
    await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
  });

  it('draws the schedule: bars and their lights, from which the item is opened; the table tells the same and is what is printed', async () => {
    const office = await city.openAs('office', '/schedule');
    const { page } = office;
    const late = page.getByRole('link', { name: /^劳动竞赛，2031-\d\d-\d\d 至 2031-04-02，已逾期，逾期$/ }).first();
    await late.waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    // Each state has an edge that one sees on white (3:1 and more), and no two look alike.
    const looks = await page.evaluate<{ look: string; contrast: number }[]>(`[...document.querySelectorAll('ul[aria-label="状态"] span')].map((sample) => {
      const { borderTopColor, backgroundColor, backgroundImage } = getComputedStyle(sample);
      const [r, g, b] = borderTopColor.match(/\\d+/g).map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return { look: backgroundColor + backgroundImage, contrast: 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) };
    })`);
    expect(new Set(looks.map(({ look }) => look)).size).toBe(4);
    for (const { contrast } of looks) expect(contrast).toBeGreaterThanOrEqual(3);
    // Nothing of the library's own colour lies below them.
    expect(await page.evaluate<string[]>(`[...new Set([...document.querySelectorAll('.wx-bar')].map((bar) => getComputedStyle(bar).backgroundColor))]`)).toEqual(['rgba(0, 0, 0, 0)']);
    // Today is marked among the days; the deadline lies before the end of the bar that passed it.
    const [bar, mark] = await Promise.all([late.boundingBox(), late.locator('xpath=following-sibling::span').first().boundingBox()]);
    expect(mark!.x).toBeLessThan(bar!.x + bar!.width);
    // As it was scheduled stands above it, ends at the day that was set, and dots lead to where it ends now; why is told below.
    const [scheduled, slip] = await Promise.all([late.locator('xpath=preceding-sibling::i').first().boundingBox(), late.locator('xpath=following-sibling::i').first().boundingBox()]);
    expect(scheduled!.y + scheduled!.height).toBeLessThanOrEqual(bar!.y + 1);
    expect(scheduled!.x + scheduled!.width).toBeLessThan(bar!.x + bar!.width);
    expect(slip!.width).toBeGreaterThan(0);
    await page.getByRole('region', { name: '比计划推迟的步骤' }).first().getByRole('row', { name: /^2 劳动竞赛 市总工会 2031-03-31 2031-04-02 2 (到计划开始日尚未开始|已开始，未按计划完成) 2$/ }).waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('row', { name: /^2 劳动竞赛 .*逾期 .* 2031-03-31 / }).waitFor();
    expect(await late.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.getByText('表格', { exact: true }).click();
    await page.getByRole('row', { name: /劳动竞赛 市总工会 .*2031-03-31 -2 2031-03-31 .*预计 2031-04-02$/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('combobox', { name: '单位' }).fill('总工会');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: /技能培训/ }).first().waitFor({ state: 'detached' })).resolves.toBeUndefined();
    await page.getByRole('row', { name: /^2 / }).getByRole('link', { name: '劳动竞赛', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '2 劳动竞赛' }).waitFor();
  });

  it('lays the schedule out by months on a phone', async () => {
    const { page, ...office } = await city.openAs('union', '/schedule', PHONE);
    await page.getByRole('region', { name: '2031-03' }).getByRole('link', { name: /2 劳动竞赛/ }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.getByRole('region', { name: '2031-03' }).getByRole('link', { name: /2 劳动竞赛/ }).click();
    await page.getByRole('heading', { level: 1, name: '2 劳动竞赛' }).waitFor();
    expect(office.errors).toEqual([]);
  });

  it('shows what was known at the end of a past day, to be read only, from page to page until one goes back to now', async () => {
    const office = await city.openAs('office', '/ledger?asOf=2031-03-20');
    const { page } = office;
    const banner = page.getByText('正在查看 2031-03-20 结束时所知 · 只读');
    await banner.waitFor();
    const row = page.getByRole('row', { name: /劳动竞赛/ });
    await row.waitFor();
    expect(await row.innerText()).not.toContain('逾期');
    // How many there were, and how many there are now.
    const { total } = await city.system.as('office').get<{ total: number }>('/ledger');
    await page.getByText(`→ 现在 ${total}`, { exact: true }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await office.seriousFindings()).toEqual([]);
    await row.click();
    await page.getByText('历史日期只供查看').waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2031-03-20');
    expect(await page.getByRole('button', { name: '催办' }).count()).toBe(0);
    await page.getByRole('link', { name: '总览', exact: true }).click();
    await banner.waitFor();
    await page.getByRole('list', { name: '亮灯' }).getByRole('link', { name: /^\s*逾期 ?0 → 现在 \d/ }).waitFor();
    // Typed figure by figure: 2031-3-2 on the way is a day too, and not the one meant.
    const day = page.getByLabel('查看的日期');
    await day.fill('');
    await day.pressSequentially('2031-3-29');
    expect(await day.inputValue()).toBe('2031-3-29');
    await day.press('Enter');
    await page.getByText('正在查看 2031-03-29 结束时所知').waitFor();
    await page.getByRole('link', { name: '规则与日历', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '督办规则' }).waitFor();
    await page.getByText('正在查看 2031-03-29 结束时所知').waitFor();
    await page.getByRole('link', { name: '待办', exact: true }).click();
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.getByRole('button', { name: '历史' }).click();
    await page.getByRole('button', { name: '上月末' }).click();
    await page.getByText('正在查看 2031-03-31 结束时所知').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.getByText('正在查看').waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('asOf')).toBeNull();
    await page.getByRole('link', { name: '总览', exact: true }).click();
    await page.getByRole('list', { name: '亮灯' }).getByRole('link', { name: /^\s*逾期 ?1/ }).waitFor();
  });

  it('shows notices, briefings, units, amendments and the files of a matter as they were on a past day, and nothing to press that writes', async () => {
    const { system } = city;
    const by = system.as('office');
    const [office, union] = [system.unit(OFFICE), system.unit(UNION)];
    const file = (name: string): Promise<unknown> => by.post(`/proceedings/difficulty/${difficultyId}/evidence`, undefined, { raw: Buffer.from('%PDF-1.7 说明'), query: { name }, headers: { 'content-type': 'application/pdf' } });
    const inbox = (): Promise<{ rows: { kind: string; noticeId: string }[] }> => system.as('union').get('/inbox', { limit: '100' });
    await file('早先的说明.pdf');
    await by.post(`/briefings/${office}/set-up`, { name: '产改工作简报', lists: { report: ['市委'], send: [], issue: [], unitIds: [] } });
    await by.post(`/briefings/${office}`, { period: { from: '2031-03-01', to: '2031-03-31' }, title: '三月进展', sections: [{ paragraphs: [{ text: '稳步推进。', sources: [] }] }] });
    await by.post('/roster/groups', { name: '市直单位', memberIds: [union, system.unit(HR)] });
    const told = (await inbox()).rows.length;
    await system.setClock('2031-04-03T02:00:00.000Z');
    await file('后来的说明.pdf');
    await by.post(`/roster/units/${union}/rename`, { name: '市总工会机关' });
    await by.post(`/roster/groups/${(await by.get<{ groups: { id: string }[] }>('/roster')).groups[0]!.id}/leave`, { unitId: system.unit(HR) });
    const [drafted] = (await by.get<{ briefings: { id: string }[] }>(`/briefings/${office}`)).briefings;
    await by.post(`/briefings/${office}/${drafted!.id}/publish`);
    await by.post(`/plans/${planId}/amend`, { basis: '联席会议纪要', preview: false, changes: [{ itemId: `${planId}-2`, title: '职工劳动竞赛', withoutDeadline: false, addUnits: [], dropAssignments: [], drop: false }] });
    await by.command(`${planId}-2`, 'urge', { assignmentId: 'a1', text: '请抓紧' });
    await until('the urging', async () => (await inbox()).rows.length > told);

    const { page, ...reader } = await city.openAs('office', `/proceedings/difficulty/${difficultyId}?asOf=2031-04-02`);
    const main = page.getByRole('main');
    /** What one may press on a past day: to look, to choose another day, to fetch. */
    const presses = async (): Promise<string[]> => (await main.getByRole('button').allInnerTexts()).map((words) => words.trim()).filter((words) => words !== '' && !/^(回到现在|下载|预览|意见建议)/.test(words));
    await page.getByRole('row', { name: /早先的说明.pdf/ }).waitFor();
    expect([await page.getByText('后来的说明.pdf').count(), await presses()]).toEqual([0, []]);
    await page.goto(new URL(`/app/briefings?asOf=2031-04-02`, page.url()).href);
    await page.getByRole('heading', { name: '三月进展' }).waitFor();
    await page.getByText('草稿 · 2031-03-01 — 2031-03-31').waitFor();
    expect([await page.getByText('已发布').count(), await page.getByLabel('简报名称').count(), await presses()]).toEqual([0, 0, []]);
    await page.getByLabel('查看的日期').fill('2031-04-03');
    await page.getByLabel('查看的日期').press('Enter');
    await page.getByText(/^已发布：2031 年第/).waitFor();
    expect(await presses()).toEqual([]);
    await page.goto(new URL(`/app/plans/${planId}/amendments?asOf=2031-04-02`, page.url()).href);
    await page.getByText('还没有调整').waitFor();
    expect(await presses()).toEqual([]);
    await page.getByLabel('查看的日期').fill('2031-04-03');
    await page.getByLabel('查看的日期').press('Enter');
    await page.getByRole('cell', { name: '职工劳动竞赛' }).waitFor();
    await page.goto(new URL('/app/units?asOf=2031-04-02', page.url()).href);
    await page.getByRole('region', { name: '市直单位' }).getByText('市总工会', { exact: true }).waitFor();
    await page.getByRole('region', { name: '市直单位' }).getByText(HR, { exact: true }).waitFor();
    expect([await page.getByText('市总工会机关').count(), await page.getByPlaceholder('单位名称').count(), await presses()]).toEqual([0, 0, []]);
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.getByRole('region', { name: '市直单位' }).getByText('市总工会机关', { exact: true }).waitFor();
    expect(await page.getByRole('region', { name: '市直单位' }).getByText(HR, { exact: true }).count()).toBe(0);
    expect(await reader.errors).toEqual([]);

    const unit = await city.openAs('union', '/notices?view=all&asOf=2031-04-02');
    const notices = unit.page.getByRole('list', { name: '通知列表' });
    await notices.getByRole('button').first().waitFor();
    expect(await notices.getByRole('button').count()).toBe(told);
    expect(await notices.getByText('职工劳动竞赛').count()).toBe(0);
    await notices.getByRole('button').first().click();
    await unit.page.getByRole('article').getByRole('link', { name: '打开事项' }).waitFor();
    expect(await unit.page.getByRole('article').getByRole('button', { name: /标为已阅|回复/ }).count()).toBe(0);
    expect(await unit.seriousFindings()).toEqual([]);
    await unit.page.getByRole('button', { name: '回到现在' }).click();
    await notices.getByText('职工劳动竞赛').first().waitFor();
    expect(await notices.getByRole('button').count()).toBeGreaterThan(told);
  });

  it('shows an overdue item turn red before one’s eyes when its grace is over, without loading the page again', async () => {
    // Its last day is over, and its grace is not.
    await city.system.setClock('2031-10-01T02:00:00.000Z');
    const { page } = await city.openAs('office', `/items/${planId}-3`);
    await page.getByText('▲ 逾期').first().waitFor({ timeout: 90_000 });
    expect(await page.getByText('■ 严重逾期').count()).toBe(0);
    await page.evaluate(`document.body.dataset.stayed = ''`);
    await city.system.setClock('2031-10-20T02:00:00.000Z');
    await page.getByText('■ 严重逾期').first().waitFor({ timeout: 90_000 });
    expect(await page.locator('body[data-stayed]').count()).toBe(1);
  });

  it('finds items from any page: Ctrl+K, words, Enter', async () => {
    const { page } = await city.openAs('office', '/rules');
    await page.getByRole('heading', { level: 1, name: '督办规则' }).waitFor();
    await page.keyboard.press('Control+KeyK');
    await page.locator('input[type=search]:focus').waitFor();
    await page.keyboard.insertText('劳动竞赛');
    await page.keyboard.press('Enter');
    await page.getByRole('grid').getByText('劳动竞赛').first().waitFor();
    expect(new URL(page.url()).searchParams.get('text')).toBe('劳动竞赛');
  });
});
