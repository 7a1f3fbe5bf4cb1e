import { EMPTY_ROSTER, unitOf, type Roster, type Unit } from '../roster/roster';
import { isOfUnit, lowerStateOf, notTakenUp, type LowerState } from './plan.lower';
import type { PlanState } from './plan.evolve';
import type { ReviewAct } from './plan.review.state';

const unit = (id: string, change: Partial<Unit> = {}): Unit => unitOf(id, id, '2020-01-01', change);
const roster = (...units: Unit[]): Roster => ({ ...EMPTY_ROSTER, units: Object.fromEntries(units.map((u) => [u.id, u])) });
const act = (what: ReviewAct['act'], unitId: string, withUnitId: string, draftVersion = 4): ReviewAct => ({ reviewId: 'r', attempt: 1, act: what, unitId, withUnitId, draftVersion, reason: null, at: '2031-03-03T00:00:00.000Z', personId: 'p' });

describe('how far a lower plan has come', () => {
  const draft = { status: 'draft' as PlanState['status'], officeUnitId: 'works', draftVersion: 4, reviews: [] as ReviewAct[] };
  const [sent, passed] = [act('sent', 'works', 'east'), act('passedOn', 'east', 'east')];
  const approved = act('approved', 'city', 'works');
  it.each<[string, Partial<typeof draft>, LowerState]>([
    ['not sent yet', {}, 'draft'],
    ['with the level above', { reviews: [sent] }, 'sent'],
    ['passed on, and not sent on yet', { reviews: [sent, passed] }, 'sent'],
    ['returned by the city to the banner', { reviews: [sent, passed, act('sent', 'east', 'city'), act('returned', 'city', 'east')] }, 'returned'],
    ['returned to its own office, and changed since', { reviews: [sent, act('returned', 'east', 'works')], draftVersion: 7 }, 'returned'],
    ['taken back', { reviews: [sent, act('takenBack', 'works', 'works')] }, 'draft'],
    ['approved as it stands', { reviews: [sent, approved] }, 'approved'],
    ['approved, and changed since', { reviews: [sent, approved], draftVersion: 5 }, 'draft'],
    ['on its way to its units', { status: 'issuing', reviews: [sent, approved] }, 'issued'],
    ['withdrawn', { status: 'withdrawn', reviews: [sent, approved] }, 'withdrawn'],
  ])('%s', (_what, change, state) => expect(lowerStateOf({ ...draft, ...change })).toBe(state));
});

describe('who has taken up nothing', () => {
  const units = roster(unit('city'), unit('house'), unit('cityOffice', { housedIn: 'house' }), unit('east'), unit('eastOffice', { parentId: 'east', unitClass: 'office' }), unit('works', { parentId: 'west', unitClass: 'privateEnterprise' }), unit('west'), unit('bureau'));
  it('an office is its banner’s, an enterprise under a banner is another level', () => {
    expect([isOfUnit(units, 'eastOffice', 'east'), isOfUnit(units, 'works', 'west'), isOfUnit(units, 'cityOffice', 'house'), isOfUnit(units, 'west', 'east')]).toEqual([true, false, true, false]);
  });
  it('leaves out the plan’s own house, and names members of groups first', () => {
    const handed = [{ unitId: 'bureau', groupIds: [], items: 4 }, { unitId: 'house', groupIds: [], items: 1 }, { unitId: 'east', groupIds: ['g'], items: 2 }, { unitId: 'west', groupIds: ['g'], items: 2 }];
    expect(notTakenUp(handed, ['eastOffice', 'works'], 'cityOffice', units).map((u) => u.unitId)).toEqual(['west', 'bureau']);
    expect(notTakenUp(handed, ['eastOffice', 'west', 'bureau'], 'cityOffice', units)).toEqual([]);
  });
});
