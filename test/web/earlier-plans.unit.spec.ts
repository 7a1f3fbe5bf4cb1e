import { earlierPlans, likeness, type EarlierPlan } from '../../apps/web/api/earlier-plans';

const plan = (planId: string, title: string, year: number, more: Partial<EarlierPlan> = {}): EarlierPlan => ({ planId, title, year, status: 'issued', issuedAt: `${year}-03-01T00:00:00.000Z`, officeUnitId: 'office', ...more });
const ABOUT = { title: '2032年青岚市匠才培育工作要点', year: 2032, officeUnitId: 'office' };

describe('which plan another is laid beside', () => {
  it('is proposed by its office and its title, whatever the year in it; the newest of those that are alike', () => {
    const all = [plan('other', '2031年青岚市法治建设工作要点', 2031), plan('old', '2030年青岚市匠才培育工作要点', 2030), plan('last', '青岚市匠才培育2031年度工作要点', 2031), plan('elsewhere', '2031年青岚市匠才培育工作要点', 2031, { officeUnitId: 'other' })];
    const { plans, proposed } = earlierPlans(all, ABOUT);
    expect(proposed).toBe('last');
    expect(plans.map((p) => p.planId)).toEqual(['last', 'old', 'other', 'elsewhere']);
    expect(earlierPlans([plan('last', '2031年青岚市匠才培育工作要点', 2031), plan('old', '2030年青岚市匠才培育工作要点', 2030)], ABOUT).proposed).toBe('last');
  });

  it('is none of those that are drafts, come later or are the plan itself; and none is proposed that is not like it', () => {
    const all = [plan('draft', ABOUT.title, 2031, { status: 'draft', issuedAt: null }), plan('later', '2033年青岚市匠才培育工作要点', 2033), plan('self', ABOUT.title, 2032), plan('other', '安全生产责任清单', 2031)];
    expect(earlierPlans(all, { ...ABOUT, planId: 'self' })).toEqual({ plans: [expect.objectContaining({ planId: 'other' })], proposed: null });
    expect(likeness('', '')).toBe(0);
  });
});
