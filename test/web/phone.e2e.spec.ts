import { aCity, HR, issuedPaper, OFFICE, UNION, WATCH } from '../e2e/the-city';
import { projected } from '../support/projected';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE, type WebPage } from '../support/web-page';

jest.setTimeout(600_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年3月底前'].join('\n');

/** What people come to with a phone in their hand; ITEM1, ITEM2, ROUND and INSPECTION stand for what the city has of them. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  hr: ['/to-do', '/items/ITEM1', '/proceedings/reporting-round/ROUND', '/notices', '/help', '/ledger'],
  office: ['/workbench', '/to-do', '/proceedings', '/proceedings/reporting-round/ROUND', '/items/ITEM2', '/overview', '/schedule'],
  signer: ['/brief', '/notices?view=toSign'],
  head: ['/proceedings/inspection/INSPECTION'],
};

/** Boxes of what one presses or types into that are lower than a thumb needs, but for links in a line of words and what another box is pressed for. Run in the page. */
const TOO_LOW = `[...document.querySelectorAll('button, [role=button], input, textarea, .ant-select, .ant-radio-button-wrapper, .ant-checkbox-wrapper, .ant-radio-wrapper, nav a')]
  .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest('.ant-select:not(:scope)') && !['checkbox', 'radio', 'file', 'search'].includes(e.type))
  .map((e) => ({ e, box: (e.closest('.ant-input-affix-wrapper, .ant-input-number') ?? e).getBoundingClientRect() }))
  .filter(({ e, box }) => box.height > 0 && box.width > 1 && box.height < 43.5 && !e.matches('.ant-btn-link, [class*=term], [role=switch]'))
  .map(({ e, box }) => e.tagName + ' ' + (e.getAttribute('aria-label') ?? e.textContent ?? '').trim().slice(0, 30) + ' .' + e.className.toString().slice(0, 60) + ' ' + Math.round(box.height))`;

/** Fields that a browser enlarges the page for when one begins to type. Run in the page. */
const SMALL_FIELDS = `[...document.querySelectorAll('input:not([type=checkbox]):not([type=radio]):not([type=file]), textarea, select')].filter((e) => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 16).map((e) => (e.getAttribute('aria-label') ?? e.id) + ' ' + getComputedStyle(e).fontSize)`;

/** Days that stand on two lines. Run in the page. */
const BROKEN_DAYS = `(() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (const match of node.textContent.matchAll(/\\d{4}-\\d{2}-\\d{2}/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      if (new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size > 1) found.push(match[0]);
    }
  return found;
})()`;

/** The pages on a phone: nothing wider than the screen, type and targets for a thumb, and the act that is most due within its reach. */
describe('on a phone', () => {
  const known = new Map<string, string>();
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION, WATCH].map((name) => ({ name, staffed: true })),
        accounts: [
          { login: 'office', unit: OFFICE, roles: ['office'] },
          { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
          { login: 'hr', unit: HR, roles: ['handler', 'liaison', 'sectionHead'] },
          { login: 'union', unit: UNION, roles: ['handler', 'liaison'] },
          { login: 'head', unit: WATCH, roles: ['teamLeader'] },
        ],
        apis: 1,
      }),
    async (system) => {
      const office = system.as('office');
      const planId = await issuedPaper(office, PLAN, 2);
      await system.as('union').post(`/items/${planId}-2/receive`, { assignmentId: 'a1' });
      const opened = async (name: string, path: string, body: object): Promise<void> => {
        const { proceeding } = await office.post<{ proceeding: { id: string } }>(path, { planId, ...body });
        known.set(name, proceeding.id);
      };
      await opened('ROUND', '/reporting-rounds', { title: '4月调度', period: { from: '2031-04-01', to: '2031-04-30' }, day: '2031-04-14' });
      await opened('INSPECTION', '/inspections', { title: '台账抽查', reason: { kind: 'unit', ref: system.unit(HR), text: '台账抽查' }, unitIds: [system.unit(HR)], days: { from: '2031-03-05', to: '2031-03-14' }, team: [{ personId: 'p-head', unitId: system.unit(WATCH), role: 'leader' }] });
      known.set('ITEM1', `${planId}-1`).set('ITEM2', `${planId}-2`);
      await system.setClock('2031-04-09T02:00:00.000Z');
      await until('a paper to sign', async () => (await system.as('signer').get<{ total: number }>('/papers/to-sign')).total > 0);
      const { steps } = await office.get<{ steps: { id: string }[] }>(`/items/${planId}-2`);
      await system.as('union').post(`/items/${planId}-2/request-extension`, { stepId: steps[0]!.id, day: '2031-05-30', reason: '场馆检修，竞赛顺延' });
      await projected(system.store);
    },
  );
  const placeOf = (path: string): string => [...known].reduce((whole, [name, id]) => whole.replace(name, id), path);

  it.each(Object.keys(PAGES))('nothing is wider than the screen, fields are of 16 px, what one presses is of 44, days stay in one line: %s', async (login) => {
    const web = await city.openAs(login, '/', PHONE);
    const { page } = web;
    await web.settled();
    const found: Record<string, unknown> = {};
    for (const path of PAGES[login]!) {
      await web.goTo(placeOf(path));
      await web.settled();
      const here = { wider: await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'), low: await page.evaluate<string[]>(TOO_LOW), small: await page.evaluate<string[]>(SMALL_FIELDS), broken: await page.evaluate<string[]>(BROKEN_DAYS) };
      if (here.wider > 0 || here.low.length > 0 || here.small.length > 0 || here.broken.length > 0) found[path] = here;
    }
    expect(found).toEqual({});
  });

  /** The act lies in the lower third of the screen, wide, above the menu, and stays there while one scrolls. */
  async function liesAtTheThumb(web: WebPage, act: string): Promise<void> {
    const button = web.page.getByRole('button', { name: act, exact: true }).first();
    await button.waitFor();
    for (const to of ['0', 'document.body.scrollHeight']) {
      await web.page.evaluate(`scrollTo(0, ${to})`);
      const box = (await button.boundingBox())!;
      const menu = (await web.page.getByRole('navigation').last().boundingBox())!;
      expect([box.y > (PHONE.height * 2) / 3, box.y + box.height <= menu.y, box.height >= 44]).toEqual([true, true, true]);
    }
    // Nothing lies over it.
    await button.click({ trial: true });
  }

  it.each([
    ['a receipt', 'hr', '/items/ITEM1', '签收'],
    ['a ruling', 'office', '/items/ITEM2', '裁定'],
    ['an inspection', 'signer', '/proceedings/inspection/INSPECTION', '审批督查'],
    ['the form of a round', 'hr', '/proceedings/reporting-round/ROUND', '全部送审'],
  ] as const)('the act that is most due lies at the thumb: %s', async (_, login, path, act) => {
    const web = await city.openAs(login, placeOf(path), PHONE);
    await web.settled();
    await liesAtTheThumb(web, act);
  });
});
