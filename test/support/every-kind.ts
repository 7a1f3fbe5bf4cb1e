import type { ItemView } from '#libs/supervision/item/item.view';
import { aScheme } from '#libs/scoring/testing/a-scheme';
import { RunningSystem, type SystemOptions, type TestAccount } from './running-system';
import { until } from './until';

const OFFICE = '市产改办';
const HR = '市人社局';
const WATCH = '市委督查室';
const AUDIT = '市审计局';
const CONFERENCE = '市联席会议';
const BANNER = '东旗产改办';

/** Who works in the city; a test may add to them. */
export const CITY_ACCOUNTS: readonly TestAccount[] = [
  { login: 'office', unit: OFFICE, roles: ['office'] },
  { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
  { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
  { login: 'watch', unit: WATCH, roles: ['supervisor'] },
  { login: 'head', unit: WATCH, roles: ['teamLeader'] },
  { login: 'inspector', unit: WATCH, roles: ['inspector'] },
  { login: 'banner', unit: BANNER, roles: ['office'] },
];

function paperOf(items: number): string {
  const points = Array.from({ length: items }, (_, i) => `${i + 1}. 举办技能培训班${i + 3}期。3月底前办好。（牵头单位：${HR}）\n`);
  return `2031年某市工作要点\n一、要做的事\n${points.join('')}`;
}

/** Streams by the kind of what is supervised in them: `item`, and every kind of proceeding. */
export type Lives = Record<string, string>;

/** One item and one proceeding of every kind on a running system, with what people do to carry them from their beginning to their end. */
export class EveryKind {
  readonly lives: Lives = {};
  planId = '';
  itemIds: string[] = [];

  private constructor(readonly system: RunningSystem) {}

  /** A city whose clock stands at 3 March 2031, with nothing supervised in it yet. */
  static async city(more: Partial<SystemOptions> = {}): Promise<EveryKind> {
    const system = await RunningSystem.start({ now: '2031-03-03T01:00:00.000Z', units: [OFFICE, HR, WATCH, AUDIT, CONFERENCE, BANNER].map((name) => ({ name, staffed: true })), accounts: [...CITY_ACCOUNTS], ...more });
    return new EveryKind(system);
  }

  private async post<T = unknown>(who: string, path: string, body: unknown = {}): Promise<T> {
    return this.system.as(who).post<T>(path, body);
  }

  private async opened(kind: string, who: string, path: string, body: object): Promise<string> {
    const { proceeding } = await this.post<{ proceeding: { id: string } }>(who, path, body);
    this.lives[kind] = `${kind}/${proceeding.id}`;
    return proceeding.id;
  }

  /** Of the one proceeding of that kind, or of the first item. */
  id(kind: string): string {
    return this.lives[kind]!.slice(kind.length + 1);
  }

  /** Everything under way: each owes somebody something in March. Of the items the first is the one with a paper of its own. */
  async open(items = 1): Promise<void> {
    const { system } = this;
    const unit = (name: string): string => system.unit(name);
    const office = system.as('office');
    const { plan } = await office.post<{ plan: { id: string } }>('/plans/import', undefined, { raw: paperOf(items), query: { again: 'true', fileName: 'plan.txt', supervisingUnitId: unit(WATCH) }, headers: { 'content-type': 'application/octet-stream' } });
    const issued = await office.post<{ plan: { issueItems: { itemId: string }[] } }>(`/plans/${plan.id}/issue`);
    this.planId = plan.id;
    this.itemIds = issued.plan.issueItems.map((i) => i.itemId);
    const [itemId] = this.itemIds as [string];
    this.lives['item'] = `item/${itemId}`;
    for (const id of this.itemIds) await system.as('hr').command(id, 'receive', { assignmentId: 'a1' });

    const of = { planId: plan.id };
    const asked = { unitId: unit(HR), text: '会商兑现时限', day: '2031-03-20' };
    const difficulty = await this.opened('difficulty', 'office', '/difficulties', { ...of, title: '补贴兑现慢', text: '企业反映', source: { kind: 'survey' } });
    await this.post('office', `/difficulties/${difficulty}/coordinate`, asked);
    await this.opened('instruction', 'signer', '/instructions', { ...of, title: '关于培训进度的批示', text: '请抓紧', about: { kind: 'plan', ref: plan.id }, steps: [asked] });
    await this.opened('meeting', 'office', '/meetings', { ...of, conferenceUnitId: unit(CONFERENCE), title: '第 1 次联席会议', meetingKind: '联席会议', day: '2031-03-14', memberUnitIds: [unit(HR)], matters: [{ title: '一季度安排' }] });
    await this.opened('reform-unit', 'office', '/reform-units', { ...of, name: '第1机械厂', since: '2031-03-01', links: [] });
    await this.opened('survey', 'office', '/surveys', { ...of, title: '技能培训调研', text: '了解培训情况', from: '2031-03-03', until: '2031-03-12', places: [{ name: '第1机械厂' }] });
    await this.opened('reporting-round', 'office', '/reporting-rounds', { ...of, title: '2031年3月调度', period: { from: '2031-03-01', to: '2031-03-31' }, day: '2031-03-21' });
    await this.aPlanReview(itemId);
    await this.anInspection(itemId);
    await this.post('office', '/schemes/annual', { name: '2031年度考核方案', scheme: aScheme(), basis: '联席会议纪要' });
    const schedule = { selfDay: '2031-03-14', verifyDay: '2031-03-21', reviewWorkingDays: 3, signWorkingDays: 2 };
    const round = { ...of, title: '2031年一季度考核', period: { from: '2031-01-01', to: '2031-03-02' }, schemeId: 'annual', schemeVersion: 1, units: [{ unitId: unit(HR), classId: 'departments' }], memberUnitIds: [AUDIT, WATCH].map(unit), signing: { kind: 'any' }, signers: [{ unitId: unit(WATCH) }], approver: { unitId: unit(CONFERENCE) }, schedule };
    await this.opened('evaluation', 'office', '/evaluations', round);
  }

  /** A banner takes up an item and sends its draft up; it is issued by nobody. */
  private async aPlanReview(itemId: string): Promise<void> {
    const { plan } = await this.post<{ plan: { id: string } }>('banner', '/plans/take-up', { upperPlanId: this.planId, itemIds: [itemId] });
    await this.post('banner', `/plans/${plan.id}/settle`, { settlements: [{ decisionId: 'upper-share:u1/t1', optionId: 'whole' }, { decisionId: 'no-unit:u1', optionId: 'issuer' }] });
    await this.opened('plan-review', 'banner', '/plan-reviews', { planIds: [plan.id], title: '承接计划报审', text: '请审核' });
  }

  private async anInspection(itemId: string): Promise<void> {
    const { system, planId } = this;
    const unitId = system.unit(HR);
    await this.opened('programme', 'office', '/programmes', { planId, year: 2031 });
    await this.post('office', `/programmes/${planId}-2031/entries`, { title: '春季督查', unitIds: [unitId], from: '2031-03-10', to: '2031-03-21' });
    const team = [{ personId: 'p-head', unitId: system.unit(WATCH), role: 'leader' }, { personId: 'p-inspector', unitId: system.unit(WATCH), role: 'inspector' }];
    const id = await this.opened('inspection', 'office', '/inspections', { planId, title: '专项督查', reason: { kind: 'item', ref: itemId, text: '进度滞后' }, itemIds: [itemId], days: { from: '2031-03-03', to: '2031-03-07' }, team });
    await this.post('signer', `/inspections/${id}/approve`, { grant: true, text: '同意' });
    await this.post('head', `/inspections/${id}/give-notice`, { text: '定于 3 月 3 日至 7 日督查' });
    await this.post('inspector', `/inspections/${id}/findings`, { unitId, itemId, text: '台账不全', severity: 'major', basis: '工作要点', demand: '限期整改', workingDays: 5 });
    await this.post('signer', `/proceedings/inspection/${id}/papers/p1/sign`);
  }

  /** People do what they owe, late, and everything comes to its end; the programme by itself when its year is over. */
  async end(): Promise<void> {
    const { system } = this;
    // First: a round whose items have all ended is called off by itself.
    await this.post('office', `/reporting-rounds/${this.id('reporting-round')}/lock`);
    await this.post('office', `/reporting-rounds/${this.id('reporting-round')}/end`, { reason: '不发通报' });
    for (const [i, itemId] of this.itemIds.entries()) {
      await system.as('hr').command(itemId, 'report', { assignmentId: 'a1', stepId: 'a1-1', text: `办班 ${i + 3} 期`, percent: 100, values: [{ targetId: 't1', value: i + 3, asOf: '2031-03-31' }] });
      await system.as('hr').command(itemId, 'submit', { stepId: 'a1-1', text: '培训已办好', evidenceIds: [] });
      await system.as('watch').command(itemId, 'verify', { stepId: 'a1-1' });
    }
    await this.post('office', `/difficulties/${this.id('difficulty')}/leave`, { reason: '企业已迁出' });
    const instruction = this.id('instruction');
    await this.post('hr', `/proceedings/instruction/${instruction}/steps/s1/do`, { text: '已办' });
    await this.post('office', `/proceedings/instruction/${instruction}/steps/s1/accept`);
    await this.post('office', `/instructions/${instruction}/feedback`, { text: '已落实' });
    await this.post('signer', `/instructions/${instruction}/close`);
    await this.post('office', `/meetings/${this.id('meeting')}/cancel`, { reason: '不再召开' });
    const today = (await system.as('office').get<{ now: string }>('/todo')).now.slice(0, 10);
    await this.post('office', `/reform-units/${this.id('reform-unit')}/remove`, { until: today, reason: '企业注销' });
    await this.post('office', `/surveys/${this.id('survey')}/call-off`, { reason: '并入年度调研' });
    const review = this.id('plan-review');
    const { content } = await system.as('office').get<{ content: { plans: { planId: string; draftVersion: number }[] } }>(`/proceedings/plan-review/${review}`);
    await this.post('office', `/plan-reviews/${review}/rule`, { rulings: content.plans.map(({ planId, draftVersion }) => ({ planId, draftVersion, how: 'approve' })) });
    const inspection = this.id('inspection');
    await this.post('hr', `/inspections/${inspection}/findings/f1/reply`, { text: '台账已补齐' });
    await this.post('head', `/inspections/${inspection}/findings/f1/strike-off`, { text: '已核实' });
    await this.post('head', `/inspections/${inspection}/report`, { conclusion: '已整改' });
    await this.post('office', `/evaluations/${this.id('evaluation')}/cancel`, { reason: '并入年度考核' });
    await this.post('office', `/programmes/${this.id('programme')}/entries/e1/drop`, { reason: '已并入专项督查' });
  }

  /** The signer signs the item's paper of that kind, as soon as it is drawn up: the next rung of its ladder follows it. */
  async signed(kind: string): Promise<void> {
    const itemId = this.id('item');
    const paper = await until(`the ${kind}`, async () => (await this.system.as('office').get<ItemView>(`/items/${itemId}`)).papers.find((p) => p.kind === kind && p.status === 'drafted'));
    await this.system.as('signer').command(itemId, 'sign-paper', { paperId: paper.id });
  }

  /** Moves the clock, and waits until the workflows have acted on all that fell due by then. */
  async until(at: string): Promise<void> {
    await this.system.setClock(at);
    await this.settled(at);
  }

  /** Every open life was looked at in its newest version, and nothing of it is due by the moment. */
  async settled(at: string): Promise<void> {
    await until(
      `everything acted on by ${at}`,
      async () => {
        const { rows } = await this.system.pool.query<{ seen: number }>(
          `select count(*)::int as seen from loop.asks a join log.streams s using (stream) where stream = any($1) and a.version_seen = s.version and (not a.open or a.next_due > $2)`,
          [Object.values(this.lives), at],
        );
        return rows[0]?.seen === Object.keys(this.lives).length;
      },
      60_000,
      100,
    );
  }
}
