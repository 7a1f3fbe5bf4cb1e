import { aScheme } from '#libs/scoring/testing/a-scheme';
import { AUDIT, AnEvaluation, DISCIPLINE, STATISTICS, type EvaluationReply } from '../e2e/an-evaluation';
import { aCity, CONFERENCE, EDUCATION, HR, issuedPaper, OFFICE, UNION, WATCH } from '../e2e/the-city';
import { PICTURE } from '../support/picture';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE, type WebPage } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前', '2,示范学校,建设示范学校3所,市教育局,2031年10月底前'].join('\n');

interface Found {
  id: string;
  status: string;
  content: { findings: { id: string; status: string; day: string | null; replies: { text: string }[] }[]; steps: { status: string }[]; matters: { status: string; outcome: string | null }[] };
}

/** Inspection, difficulty, meeting and evaluation by those who take part in them, in a real browser on the real system. */
describe('the supervising half at the web page', () => {
  let planId: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, EDUCATION, UNION, WATCH, CONFERENCE, AUDIT, STATISTICS, DISCIPLINE].map((name) => ({ name, staffed: true })),
        accounts: [
          { login: 'office', unit: OFFICE, roles: ['office'] },
          { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
          { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
          { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
          { login: 'head', unit: WATCH, roles: ['teamLeader'] },
          { login: 'inspector', unit: WATCH, roles: ['inspector'] },
          { login: 'audit', unit: AUDIT, roles: ['evaluator'] },
          { login: 'statistics', unit: STATISTICS, roles: ['evaluator'] },
          { login: 'discipline', unit: DISCIPLINE, roles: ['evaluator'] },
          { login: 'audithead', unit: AUDIT, roles: ['signer'] },
          { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
        ],
        apis: 1,
      }),
    async (system) => {
      planId = await issuedPaper(system.as('office'), PLAN, 2);
    },
  );
  const read = (kind: string, id: string): Promise<Found> => city.system.as('office').get(`/proceedings/${kind}/${id}`);
  const listed = (): Promise<{ rows: { kind: string; id: string }[] }> => city.system.as('office').get('/proceedings');
  const opened = async (kind: string): Promise<string> => (await listed()).rows.find((row) => row.kind === kind)!.id;

  /** Opens the form of an act, fills it in, and sends it. */
  async function act({ page }: WebPage, name: string, fill: (form: ReturnType<WebPage['page']['getByRole']>) => Promise<void> = async () => undefined): Promise<void> {
    await page.getByRole('region', { name: '可办事项' }).getByRole('button', { name, exact: true }).click();
    const form = page.getByRole('dialog');
    await fill(form);
    await form.getByRole('button', { name, exact: true }).click();
    await page.getByText(`已${name}`).first().waitFor();
    await form.waitFor({ state: 'detached' });
  }
  async function choose({ page }: WebPage, label: string | RegExp, title: string): Promise<void> {
    await page.getByRole('combobox', { name: label }).click();
    await page.getByTitle(title, { exact: true }).last().click();
    await page.getByRole('dialog').click({ position: { x: 5, y: 5 } });
  }

  it('begins an inspection with a look at who would be inspected, and shows what waits for whom', async () => {
    const office = await city.openAs('office', '/proceedings');
    const { page } = office;
    await page.getByRole('button', { name: '开展督查' }).click();
    const form = page.getByRole('dialog', { name: '开展督查' });
    await form.getByLabel('名称').fill('技能培训专项督查');
    await page.getByRole('combobox', { name: '被督查单位' }).click();
    await page.getByTitle(HR, { exact: true }).last().click();
    await form.getByText(`将督查 1 个单位：${HR}`).waitFor();
    await form.getByLabel('起因').fill('台账抽查发现出入');
    await form.getByLabel('开始日期').fill('2031-03-05');
    await form.getByLabel('结束日期').fill('2031-03-14');
    await page.getByRole('combobox', { name: '组长所在单位' }).click();
    await page.getByTitle(WATCH, { exact: true }).last().click();
    await page.getByRole('combobox', { name: '组长', exact: true }).click();
    await page.getByTitle('head', { exact: true }).last().click();
    await form.getByRole('button', { name: '加一名成员' }).click();
    await page.getByRole('combobox', { name: '所在单位', exact: true }).click();
    await page.getByTitle(WATCH, { exact: true }).last().click();
    await page.getByRole('combobox', { name: '督查人员' }).click();
    await page.getByTitle('inspector', { exact: true }).last().click();
    expect(await office.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '开展督查' }).click();
    await page.getByRole('heading', { name: /技能培训专项督查/ }).waitFor();
    await page.getByText('未通知，被督查单位尚不知情').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
  });

  it('is approved by a leader, announced by its leader, and its finding is written on site by phone', async () => {
    const id = await opened('inspection');
    const leader = await city.openAs('signer', `/proceedings/inspection/${id}`);
    await act(leader, '审批督查', async (form) => {
      await form.getByRole('radio', { name: '同意', exact: true }).check();
      await form.getByLabel('理由').fill('同意开展');
    });
    const head = await city.openAs('head', `/proceedings/inspection/${id}`);
    await act(head, '发出督查通知', (form) => form.getByLabel('通知内容').fill('定于 3 月 5 日至 14 日督查技能培训'));
    const inspector = await city.openAs('inspector', `/proceedings/inspection/${id}`, PHONE);
    await act(inspector, '记录问题', async (form) => {
      await form.getByLabel('发现的问题').fill('培训台账与发放记录不一致');
      await form.getByRole('radio', { name: '较重' }).check();
      await form.getByLabel('所依据的规定').fill('工作要点第 3 条');
      await form.getByLabel('整改要求').fill('五日内补齐台账');
      await inspector.page.locator('input[type=file]').setInputFiles({ name: '台账照片.png', mimeType: 'image/png', buffer: PICTURE });
      await form.getByRole('checkbox', { name: '台账照片.png', checked: true }).waitFor();
    });
    await inspector.page.getByText('通知书待签发').first().waitFor();
    expect(await inspector.seriousFindings()).toEqual([]);
    // The inspected unit sees nothing of it before the signature.
    const hr = await city.openAs('hr', `/proceedings/inspection/${id}`, PHONE);
    await hr.page.getByText('还没有问题').waitFor();
    expect(await hr.page.getByText('培训台账与发放记录不一致').count()).toBe(0);
  });

  it('is signed, answered by the unit with evidence, returned, answered again and struck off', async () => {
    const id = await opened('inspection');
    const signer = await city.openAs('signer', `/proceedings/inspection/${id}`);
    await act(signer, '签发', (form) => form.getByText(/五日内补齐台账/).waitFor());
    const hr = await city.openAs('hr', `/proceedings/inspection/${id}`, PHONE);
    // The photograph of the finding is shown as a picture.
    await hr.page.getByRole('region', { name: '佐证材料' }).getByRole('row', { name: /台账照片\.png.*培训台账与发放记录不一致/ }).waitFor();
    await hr.page.getByRole('button', { name: '查看 台账照片.png' }).first().click();
    await hr.page.locator('img[src^="blob:"]').first().waitFor({ state: 'attached' });
    await hr.page.keyboard.press('Escape');
    await hr.page.locator('img[src^="blob:"]').first().waitFor({ state: 'detached' });
    await act(hr, '报送整改情况', async (form) => {
      await form.getByText('五日内补齐台账').waitFor();
      await form.getByLabel('整改情况').fill('台账已补齐');
      await hr.page.locator('input[type=file]').setInputFiles({ name: '整改报告.txt', mimeType: 'text/plain', buffer: Buffer.from('台账补齐清单') });
      await form.getByRole('checkbox', { name: '整改报告.txt', checked: true }).waitFor();
    });
    await hr.page.getByText('待验收').first().waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    const head = await city.openAs('head', `/proceedings/inspection/${id}`);
    await act(head, '退回整改', async (form) => {
      await form.getByText('台账已补齐').waitFor();
      // Who judges it opens what shows it, without leaving the form; anything but a photograph is downloaded.
      const file = head.page.waitForEvent('download');
      await form.getByRole('button', { name: '下载 整改报告.txt' }).click();
      expect((await file).suggestedFilename()).toBe('整改报告.txt');
      await form.getByLabel('理由').fill('缺 2 月发放记录');
    });
    await act(hr, '报送整改情况', (form) => form.getByLabel('整改情况').fill('2 月发放记录已补'));
    await act(head, '验收销号', (form) => form.getByLabel(/验收意见/).fill('现场抽查无误'));
    await head.page.getByText('已销号').first().waitFor();
    expect((await read('inspection', id)).content.findings).toMatchObject([{ status: 'struckOff', replies: [{ text: '台账已补齐' }, { text: '2 月发放记录已补' }] }]);
    await act(head, '形成督查报告', (form) => form.getByLabel('督查结论').fill('总体有序，问题已整改'));
    await until('its end', async () => (await read('inspection', id)).status === 'completed' || (await read('inspection', id)).status === 'closed');
  });

  it('has the year’s programme filled at its page, and an entry of it is what an inspection carries out', async () => {
    const office = await city.openAs('office', `/proceedings/programme/${planId}-2031`);
    const { page } = office;
    await act(office, '列入督查计划', async (form) => {
      await form.getByLabel('督查名称').fill('示范学校专项督查');
      await choose(office, '单位', EDUCATION);
      await form.getByLabel('最早日期').fill('2031-05-06');
      await form.getByLabel('最迟日期').fill('2031-05-16');
    });
    await page.getByRole('row', { name: /示范学校专项督查 市教育局 2031-05-06 – 2031-05-16 待实施/ }).waitFor();
    await act(office, '修改计划项目', async (form) => {
      expect(await form.getByLabel('督查名称').inputValue()).toBe('示范学校专项督查');
      await form.getByLabel('最迟日期').fill('2031-05-23');
    });
    await page.getByRole('row', { name: /2031-05-06 – 2031-05-23 待实施/ }).waitFor();
    // Of two, the one that is chosen is changed, and from what it says itself.
    await act(office, '列入督查计划', async (form) => {
      await form.getByLabel('督查名称').fill('职业院校专项督查');
      await choose(office, '单位', EDUCATION);
      await form.getByLabel('最早日期').fill('2031-09-01');
      await form.getByLabel('最迟日期').fill('2031-09-12');
    });
    await page.getByRole('row', { name: /职业院校专项督查 .*2031-09-01 – 2031-09-12/ }).waitFor();
    await act(office, '修改计划项目', async (form) => {
      await choose(office, '对象', '职业院校专项督查');
      await form.locator('input[value="职业院校专项督查"]').waitFor();
      expect(await form.getByLabel('最迟日期').inputValue()).toBe('2031-09-12');
      await form.getByLabel('最迟日期').fill('2031-09-19');
    });
    await page.getByRole('row', { name: /职业院校专项督查 .*2031-09-01 – 2031-09-19/ }).waitFor();
    await page.getByRole('row', { name: /示范学校专项督查 .*2031-05-06 – 2031-05-23/ }).waitFor();
    // What somebody else made of the same meanwhile is told before it is overwritten.
    await page.getByRole('region', { name: '可办事项' }).getByRole('button', { name: '修改计划项目', exact: true }).click();
    const sheet = page.getByRole('dialog');
    await choose(office, '对象', '职业院校专项督查');
    await sheet.locator('input[value="职业院校专项督查"]').fill('职业院校实训督查');
    const { acts } = await city.system.as('office').get<{ acts: { act: string; path: string; body: object }[] }>(`/proceedings/programme/${planId}-2031/acts`);
    const change = acts.filter((a) => a.act === 'changeProgrammeEntry')[1]!;
    await city.system.as('office').post(change.path, { ...change.body, title: '职业院校秋季督查', unitIds: [city.system.unit(EDUCATION)], from: '2031-09-01', to: '2031-09-19' });
    await sheet.getByRole('button', { name: '修改计划项目', exact: true }).click();
    await sheet.getByRole('region', { name: '他人的改动与本次填写' }).getByRole('row', { name: /督查名称 职业院校专项督查.* 职业院校秋季督查.* 职业院校实训督查/ }).waitFor();
    await sheet.getByRole('button', { name: '修改计划项目', exact: true }).click();
    await page.getByRole('row', { name: /职业院校实训督查 .*2031-09-01 – 2031-09-19/ }).waitFor();
    await act(office, '设定督查次数', async (form) => {
      await form.getByLabel(/全年次数/).fill('3');
      await form.getByLabel('理由').fill('减轻基层负担');
    });
    await page.getByText('3 次').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await office.goTo('/proceedings?begin=inspection');
    const form = page.getByRole('dialog', { name: '开展督查' });
    await form.getByRole('radio', { name: '按督查计划' }).check();
    await form.getByLabel('开始日期').fill('2031-05-06');
    await page.getByRole('combobox', { name: '督查计划条目' }).click();
    await page.getByTitle('示范学校专项督查', { exact: true }).last().waitFor();
  });

  it('follows a leader’s instruction from its recording to its reading', async () => {
    const office = await city.openAs('office', '/proceedings?begin=instruction');
    const { page } = office;
    const form = page.getByRole('dialog', { name: '登记批示' });
    await form.getByRole('radio', { name: '单位', exact: true }).check();
    await page.getByRole('combobox', { name: '单位', exact: true }).click();
    await page.getByTitle(HR, { exact: true }).last().click();
    await form.getByLabel('名称').fill('关于培训台账的批示');
    await form.getByLabel('批示内容').fill('请抓紧补齐');
    await page.getByRole('combobox', { name: '批示人所在单位' }).click();
    await page.getByTitle(OFFICE, { exact: true }).last().click();
    await page.getByRole('combobox', { name: '批示人', exact: true }).click();
    await page.getByTitle('signer', { exact: true }).last().click();
    expect(await office.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '登记批示' }).click();
    await page.getByRole('heading', { name: /关于培训台账的批示/ }).waitFor();
    const id = page.url().split('/').at(-1)!;
    await act(office, '分解交办', async (f) => {
      await f.getByRole('button', { name: '再加一项' }).click();
      await choose(office, '单位', HR);
      await f.getByLabel('要求办理的内容').fill('补齐台账');
      await f.getByLabel('期限').fill('2031-05-09');
    });
    const hr = await city.openAs('hr', `/proceedings/instruction/${id}`, PHONE);
    await act(hr, '报办结', (f) => f.getByLabel('办理情况').fill('已补齐'));
    await office.goTo(`/proceedings/instruction/${id}`);
    await act(office, '认可办结', (f) => f.getByText('已补齐').waitFor());
    await act(office, '反馈办理结果', (f) => f.getByLabel('办理结果').fill('台账已补齐'));
    const leader = await city.openAs('signer', `/proceedings/instruction/${id}`);
    await leader.page.getByText('台账已补齐').waitFor();
    await act(leader, '阅结');
    expect((await read('instruction', id)).status).toBe('read');
    expect(await leader.seriousFindings()).toEqual([]);
  });

  it('takes a difficulty from an item to a meeting, whose decision becomes a duty that its unit does', async () => {
    const hr = await city.openAs('hr', `/items/${planId}-1`, PHONE);
    await hr.page.getByRole('link', { name: '提出困难问题' }).click();
    const form = hr.page.getByRole('dialog', { name: '提出困难问题' });
    await form.getByText(/从事项提出：1 技能培训/).waitFor();
    await form.getByLabel('名称').fill('补贴兑现慢');
    await form.getByLabel('具体情况').fill('企业反映技能补贴兑现超过三个月');
    await form.getByRole('button', { name: '提出困难问题' }).click();
    await hr.page.getByRole('heading', { name: /补贴兑现慢/ }).waitFor();
    const id = await opened('difficulty');
    const office = await city.openAs('office', `/proceedings/difficulty/${id}`);
    await act(office, '提交联席会议', (f) => f.getByLabel('理由').fill('涉及两个部门'));
    await office.page.getByText('已提交联席会议').first().waitFor();
    await office.goTo('/proceedings?begin=meeting');
    const call = office.page.getByRole('dialog', { name: '召集会议' });
    await call.getByLabel('名称', { exact: true }).fill('第 1 次联席会议');
    await call.getByLabel('日期').fill('2031-03-03');
    await office.page.getByRole('combobox', { name: '参会单位' }).click();
    await office.page.getByTitle(EDUCATION, { exact: true }).last().click();
    await call.getByLabel('议题名称').fill('补贴兑现');
    await choose(office, /对应的困难问题/, '补贴兑现慢');
    await call.getByRole('button', { name: '召集会议' }).click();
    await office.page.getByRole('heading', { name: /第 1 次联席会议/ }).waitFor();
    await act(office, '记录会议召开', async (f) => {
      await f.getByLabel('召开日期').fill('2031-03-03');
      await choose(office, '到会单位', EDUCATION);
    });
    await act(office, '记录议定事项', async (f) => {
      await f.getByLabel('会议决定').fill('由市教育局牵头明确兑现时限');
      await f.getByRole('button', { name: '再加一项' }).click();
      await choose(office, '单位', EDUCATION);
      await f.getByLabel('要求办理的内容').fill('会商明确兑现时限');
      await f.getByLabel('期限').fill('2031-04-30');
    });
    const education = await city.openAs('education', `/proceedings/difficulty/${id}`);
    await act(education, '报办结', (f) => f.getByLabel('办理情况').fill('已明确 15 个工作日内兑现'));
    await office.goTo(`/proceedings/difficulty/${id}`);
    await act(office, '认可办结', (f) => f.getByText('已明确 15 个工作日内兑现').waitFor());
    await act(office, '认定已解决', async (f) => {
      await f.getByLabel('怎样解决的').fill('明确 15 个工作日内兑现');
      await f.getByRole('radio', { name: '共享，不写明单位' }).check();
    });
    expect((await read('difficulty', id)).status).toBe('solved');
    expect(await office.seriousFindings()).toEqual([]);
  });

  it('surveys places: what each brings, a figure put right, and a difficulty that is followed', async () => {
    const office = await city.openAs('office', '/proceedings?begin=survey');
    const { page } = office;
    const form = page.getByRole('dialog', { name: '开展专题调研' });
    await form.getByLabel('名称', { exact: true }).fill('技能培训专题调研');
    await form.getByLabel('调研什么').fill('了解培训补贴兑现情况');
    await page.getByRole('combobox', { name: /调研单位/ }).click();
    await page.getByTitle(HR, { exact: true }).last().click();
    await form.getByLabel('开始日期').fill('2031-03-03');
    await form.getByLabel('结束日期').fill('2031-03-14');
    await form.getByLabel('地点名称').fill('松州机械厂');
    await form.getByRole('button', { name: '加一个地点' }).click();
    await form.getByLabel('地点名称').nth(1).fill('云岭园区');
    expect(await office.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '开展专题调研' }).click();
    await page.getByRole('heading', { name: /技能培训专题调研/ }).waitFor();
    const id = page.url().split('/').at(-1)!;
    // The conclusion waits for its places, and the page says so.
    const acts = page.getByRole('region', { name: '可办事项' });
    await acts.getByRole('button', { name: /现在不能办的/ }).click();
    await acts.getByText(/还有 2 个调研点未报告/).waitFor();
    const hr = await city.openAs('hr', `/proceedings/survey/${id}`, PHONE);
    await act(hr, '报送调研情况', async (f) => {
      await hr.page.getByRole('combobox', { name: '对象' }).click();
      await hr.page.getByTitle('松州机械厂', { exact: true }).last().click();
      await f.getByLabel('走访日期').fill('2031-03-03');
      await f.getByLabel('调研情况').fill('补贴兑现超过三个月');
      await f.getByRole('button', { name: /再加一项 数据/ }).click();
      const figure = f.getByRole('group', { name: /数据.*第 1 项/ });
      await figure.getByLabel('指标').fill('技能人才');
      await figure.getByLabel(/数值/).fill('406');
      await figure.getByLabel('计量单位').fill('人');
      await figure.getByRole('radio', { name: '存量' }).check();
      await figure.getByLabel(/截至日/).fill('2031-02-28');
      await f.getByRole('button', { name: /再加一项 带回的困难问题/ }).click();
      const heard = f.getByRole('group', { name: /困难问题.*第 1 项/ });
      await heard.getByLabel('题目').fill('技能补贴兑现慢');
      await heard.getByLabel('内容').fill('企业反映超过三个月');
      expect(await hr.seriousFindings()).toEqual([]);
    });
    await hr.page.getByRole('link', { name: '技能补贴兑现慢' }).waitFor();
    await act(hr, '更正数据', async (f) => {
      expect(await f.getByLabel(/数值/).inputValue()).toBe('406');
      await f.getByLabel(/数值/).fill('398');
      await f.getByLabel('理由').fill('重复登记');
    });
    await hr.page.locator('del', { hasText: '406' }).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await office.goTo(`/proceedings/survey/${id}`);
    await act(office, '不再前往', (f) => f.getByLabel('理由').fill('道路中断'));
    await page.getByText('各地点已调研').waitFor();
    await act(office, '形成调研结论', (f) => f.getByLabel('调研结论').fill('兑现慢是共性问题'));
    await page.getByText('兑现慢是共性问题').first().waitFor();
    expect((await read('survey', id)).status).toBe('concluded');
    expect(await office.seriousFindings()).toEqual([]);
  });

  it('keeps the roster of reform units: read in from a file, linked, visited with a photograph, and left with a reason', async () => {
    const office = await city.openAs('office', '/proceedings?kind=reform-unit');
    const { page } = office;
    await page.locator('input[type=file]').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('名称,批次,列入日期\n松州机械厂,第一批,2031-01-01\n云岭园区,第二批,昨天\n') });
    const look = page.getByRole('dialog', { name: /导入名单/ });
    await look.getByText(/改正前不会导入任何一行/).waitFor();
    expect(await look.getByRole('button', { name: '确认导入' }).isDisabled()).toBe(true);
    await look.getByRole('button', { name: /返\s*回/ }).click();
    await page.locator('input[type=file]').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('名称,批次,列入日期\n松州机械厂,第一批,2031-01-01\n云岭园区,第二批,2031-02-01\n') });
    await look.getByText(/将列入 2 家/).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await look.getByRole('button', { name: '确认导入' }).click();
    await page.getByRole('row', { name: /松州机械厂 未挂钩.*第一批/ }).waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出名单' }).click();
    expect((await file).suggestedFilename()).toMatch(/^重点改革单位-.*\.xlsx$/);
    await page.getByRole('link', { name: '松州机械厂' }).click();
    await page.getByText('还没有挂钩联系单位或改革指导员。').waitFor();
    const id = page.url().split('/').at(-1)!;
    await act(office, '挂钩联系', async (f) => {
      await f.getByRole('radio', { name: '改革指导员' }).check();
      await choose(office, '单位', HR);
      await choose(office, /人员/, 'hr');
      await f.getByLabel('起始日').fill('2031-03-01');
    });
    await act(office, '登记“一企一策”', (f) => f.getByLabel('方案名称').fill('松州机械厂“一企一策”方案'));
    await act(office, '更新情况', async (f) => {
      expect(await f.getByLabel(/批次/).inputValue()).toBe('第一批');
      await f.getByLabel(/性质/).fill('国有');
      await f.getByLabel('理由').fill('补充性质');
    });
    await page.getByText('国有').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    const hr = await city.openAs('hr', `/proceedings/reform-unit/${id}`, PHONE);
    await act(hr, '记录走访情况', async (f) => {
      await f.getByLabel('走访日期').fill('2031-03-03');
      await f.getByLabel('走访情况').fill('班组建设有序，缺技师');
      await hr.page.locator('input[type=file]').setInputFiles({ name: '走访照片.png', mimeType: 'image/png', buffer: PICTURE });
      await f.getByRole('checkbox', { name: '走访照片.png', checked: true }).waitFor();
    });
    // A link that begins late in its quarter owes no visit in it: the one that was made stands by itself.
    await hr.page.getByRole('region', { name: '走访', exact: true }).getByRole('listitem').filter({ hasText: '班组建设有序' }).waitFor();
    await hr.page.getByRole('region', { name: '佐证材料' }).getByRole('row', { name: /走访照片\.png.*2031-03-03/ }).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await office.goTo(`/proceedings/reform-unit/${id}`);
    await act(office, '退出名单', async (f) => {
      await f.getByLabel('最后一日').fill('2031-03-03');
      await f.getByLabel('理由').fill('企业注销');
    });
    expect((await read('reform-unit', id)).status).toBe('left');
  });

  it('is evaluated by itself and by another, and a signer sees the very result whose digest is signed', async () => {
    const { system } = city;
    const unit = (name: string): string => system.unit(name);
    const office = system.as('office');
    await office.post('/schemes/annual', { name: '2031年度考核方案', scheme: aScheme(), basis: '联席会议纪要' });
    const { proceeding } = await office.post<EvaluationReply>('/evaluations', {
      planId, title: '2031年一季度考核', period: { from: '2031-01-01', to: '2031-03-02' }, schemeId: 'annual', schemeVersion: 1, units: [HR, EDUCATION].map((name) => ({ unitId: unit(name), classId: 'departments' })),
      memberUnitIds: [AUDIT, STATISTICS, DISCIPLINE].map(unit), signing: { kind: 'all' }, signers: [{ unitId: unit(AUDIT), personId: 'p-audithead' }], approver: { unitId: unit(CONFERENCE) },
      schedule: { selfDay: '2031-03-07', verifyDay: '2031-03-14', reviewWorkingDays: 3, signWorkingDays: 2 },
    });
    const id = proceeding.id;
    const evaluation = new AnEvaluation(system, id);
    const hr = await city.openAs('hr', `/proceedings/evaluation/${id}`);
    await act(hr, '自评', async (form) => {
      const quality = form.getByRole('group', { name: '工作质量' });
      await quality.getByLabel('得分').fill('38.5');
      await quality.getByLabel('理由').fill('全部按期完成');
    });
    await hr.page.getByText('已自评').first().waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await system.setClock('2031-03-10T01:00:00.000Z');
    const verifier = await evaluation.verifierOf(unit(HR));
    const judge = await city.openAs(verifier, `/proceedings/evaluation/${id}`);
    await act(judge, '核验评分', async (form) => {
      const quality = form.getByRole('group', { name: '工作质量' });
      await quality.getByLabel('得分').fill('36.25');
      await quality.getByLabel('理由').fill('台账一度不全');
      const innovation = form.getByRole('group', { name: '改革创新' });
      await innovation.getByLabel('得分').fill('1');
      await innovation.getByLabel('理由').fill('有创新做法');
    });
    await evaluation.verify(unit(EDUCATION), '39');
    const both = [HR, EDUCATION].map(unit);
    await office.post(evaluation.at('feedback'), { unitIds: both });
    await act(hr, '确认无异议');
    await system.as('education').post(evaluation.at(`units/${unit(EDUCATION)}/accept`));
    const conducts = await city.openAs('office', `/proceedings/evaluation/${id}`);
    await act(conducts, '汇总结果');
    await conducts.page.getByRole('region', { name: '名次表' }).first().getByRole('row', { name: new RegExp(`市直部门 1 ${EDUCATION}`) }).waitFor();
    // Every point opens the records that it was counted from.
    await conducts.page.route(/\/score(\?|$)/, async (route) => {
      const answer = await route.fetch();
      const found = (await answer.json()) as { lines: { figures: { events: string[] }[] }[]; events: object[] };
      // Nothing was due yet in the period: as though the item's first event had been counted.
      const ref = `item/${planId}-1@1`;
      found.lines[0]!.figures[0]!.events = [ref];
      await route.fulfill({ response: answer, json: { ...found, events: [{ ref, type: 'ItemIssued', at: '2031-03-01T00:00:00.000Z' }] } });
    });
    await conducts.page.getByRole('button', { name: new RegExp(`^依据 ${EDUCATION}`) }).click();
    const basis = conducts.page.getByRole('dialog', { name: new RegExp(`${EDUCATION}.*评分依据`) });
    await basis.getByRole('button', { name: '按期完成：打开 1 条记录' }).click();
    const records = conducts.page.getByRole('dialog', { name: /^依据的记录/ });
    await records.getByRole('link', { name: /^打开/ }).first().waitFor();
    expect(await conducts.seriousFindings()).toEqual([]);
    await conducts.page.reload();
    const { hash } = await evaluation.seen();
    const signs = await city.openAs('audithead', `/proceedings/evaluation/${id}`);
    await signs.page.getByRole('button', { name: '重新计算并比对' }).click();
    await signs.page.getByText('重新计算结果一致').waitFor();
    await act(signs, '签署考核结果', async (form) => {
      await form.getByText(hash).waitFor();
      await form.getByRole('row', { name: new RegExp(`市直部门 ${EDUCATION}.*1`) }).waitFor();
    });
    await signs.page.getByText(/已签/).first().waitFor();
    expect(await signs.seriousFindings()).toEqual([]);
    const approves = await city.openAs('convenor', `/proceedings/evaluation/${id}`);
    await act(approves, '签署考核结果');
    await act(conducts, '起草通报', (form) => form.getByLabel('通报正文').fill('现将考核结果通报如下'));
    const issues = await city.openAs('signer', `/proceedings/evaluation/${id}`);
    await act(issues, '签发');
    expect((await evaluation.told()).status).toBe('published');
  });
});
