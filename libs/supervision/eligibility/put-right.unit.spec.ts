import fc from 'fast-check';
import { countFigures } from '../evaluation/figures';
import { c, given, type Story } from '../testing/given';
import { LEAD, rectifying } from '../testing/inspections';
import { draws, play, setting } from '../testing/people';
import { times } from '../testing/times';
import { of, TARGET } from '../testing/world';
import { classByOwnership } from './purpose';
import { putRightInItem, putRightInProceeding } from './put-right';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const [lead, sup] = [of('lead'), of('supervisor')];
const late = given({ deadline: '2026-06-30' }).and('2026-01-06', lead, c.receive()).until('2026-07-01');
const inItem = ({ events }: Pick<Story, 'events'>, period = YEAR) => putRightInItem({ itemId: 'i1', events }, period);
const lateCount = ({ events }: Pick<Story, 'events'>): string => countFigures({ items: [{ itemId: 'i1', events }], proceedings: [] }, ['lead'], YEAR)[0]!.figures.find((f) => f.name === 'lateCount')!.value;
const typeOf = ({ events }: Story, ref: string): string => events[Number(ref.split('@')[1]) - 1]!.type;

describe('what was put right of what is held against a unit', () => {
  it('names what said it and what put it right, and leaves the figure', () => {
    const story = late.and('2026-07-02', lead, c.object('lateness')).and('2026-07-03', sup, c.rule(true, 'o1'));
    expect(inItem(story)).toMatchObject([{ unitId: 'lead', figures: ['lateCount'], basis: '经研究', value: null }, { unitId: 'lead', figures: ['redCount'] }]);
    expect(inItem(story).map((r) => [typeOf(story, r.event), typeOf(story, r.by)])).toEqual([['OverdueMarked', 'LatenessOverturned'], ['RedMarked', 'LatenessOverturned']]);
    expect([lateCount(late), lateCount(story)]).toEqual(['1', '0']);
  });

  it('is nothing where an objection was refused, nor of another period', () => {
    expect(inItem(late.and('2026-07-02', lead, c.object('lateness')).and('2026-07-03', sup, c.rule(false, 'o1')))).toEqual([]);
    const story = late.and('2026-07-02', lead, c.object('lateness')).and('2026-07-03', sup, c.rule(true, 'o1'));
    // The day passed in June; the light turned red in July.
    expect(inItem(story, { from: '2026-07-01', to: '2026-12-31' }).map((r) => r.figures)).toEqual([['redCount']]);
  });

  it('is a return that was overturned', () => {
    const story = given().and('2026-01-06', lead, c.receive()).and('2026-02-02', lead, c.submit()).and('2026-02-03', sup, c.return()).and('2026-02-04', lead, c.object('return')).and('2026-02-05', of('supervisor', 2), c.rule(true, 'o1'));
    const right = inItem(story).filter((r) => r.figures.includes('returnedCount'));
    expect(right).toMatchObject([{ unitId: 'lead', basis: '经研究' }]);
    expect(typeOf(story, right[0]!.event)).toBe('StepReturned');
  });

  it('is a value that was wrong: what it was and what it is', () => {
    const story = given({ targets: [TARGET] }).and('2026-01-06', lead, c.receive()).and('2026-01-07', lead, c.report(120)).and('2026-01-08', lead, { type: 'correctValue', assignmentId: 'a1', targetId: 't1', value: 96, asOf: '2026-01-05', reason: '重复登记' });
    expect(inItem(story)).toMatchObject([{ figures: ['targetsMet'], basis: '重复登记', value: { metric: '培训', unit: '人次', was: 120, now: 96 } }]);
  });

  it('property: what counts and what was put right are together all that was ever found late', () => {
    fc.assert(
      fc.property(setting, draws, (s, drawn) => {
        const { events, state } = play(s, drawn);
        const found = state.lateness.filter((l) => l.duty.startsWith('step:'));
        const right = inItem({ events }, { from: '2000-01-01', to: '2099-12-31' }).filter((r) => r.figures.includes('lateCount'));
        expect(right).toHaveLength(found.filter((l) => l.overturned !== null).length);
      }),
      times(60),
    );
  });

  it('of an inspection is a finding, and a lateness of its rectification', () => {
    const overdue = rectifying().until('2026-01-28').and('2026-01-28', LEAD, { type: 'replyRectification', findingId: 'f1', text: '已补齐', evidenceIds: [] });
    const upheld = (given: typeof overdue, day: string, what: 'finding' | 'lateness') => given.and(day, LEAD, { type: 'objectToFinding', findingId: 'f1', what, reason: '台账存于分中心', evidenceIds: [] }).and(day, of('office', 7), { type: 'ruleOnObjection', objectionId: 'o1', upheld: true, basis: '经核实' });
    const right = ({ events }: ReturnType<typeof upheld>) => putRightInProceeding({ stream: 'inspection/x1', events }, YEAR).map((r) => [r.unitId, r.figures, events[Number(r.event.split('@')[1]) - 1]!.type, r.basis]);
    expect(right(overdue)).toEqual([]);
    expect(right(upheld(rectifying(), '2026-01-13', 'finding'))).toEqual([['lead', ['findings', 'findingsOpen'], 'RectificationOrdered', '经核实']]);
    expect(right(upheld(overdue, '2026-01-28', 'lateness'))).toEqual([['lead', ['findingsOverdue'], 'OverdueMarked', '经核实']]);
  });
});

describe('the kind of an enterprise by the words of a list', () => {
  it.each([['国有', 'stateOwnedEnterprise'], ['国企', 'stateOwnedEnterprise'], ['非公', 'privateEnterprise'], ['非公有制', 'privateEnterprise'], ['非国有', 'privateEnterprise'], ['民营企业', 'privateEnterprise'], ['集体', null], [null, null]] as const)('%s', (words, kind) => {
    expect(classByOwnership(words)).toBe(kind);
  });
});
