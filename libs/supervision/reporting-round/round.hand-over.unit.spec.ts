import type { HandOver, Holder } from '../holding';
import { movables } from '../proceeding/hand-over';
import { Course } from '../testing/proceeding';
import { of, rulesWith } from '../testing/world';
import { coverageOfRound } from './round.coverage';
import { missingUnits, REPORTING_ROUND } from './round';
import type { RoundCommand, RoundLine, RoundState } from './round.types';

const OFFICE = of('office');
const line = (id: string, assignmentId = 'a1'): RoundLine => ({ id, itemId: `i-${id[0]!}`, assignmentId, number: '1', title: '技能培训', role: 'lead', steps: [], targets: [], percent: null, last: null });
const begun = (): Course<RoundState, RoundCommand> =>
  Course.opened(REPORTING_ROUND, '2026-03-16', OFFICE, {
    type: 'openRound', title: '2026年3月调度', planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: 'supervisor', conferenceUnitId: 'conference',
    period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-25', forms: [{ unitId: 'lead', lines: [line('x'), line('y')] }, { unitId: 'helper', lines: [line('w')] }],
  });
const unit = (unitId: string): Holder => ({ unitId, personId: null });
const handOver = (from: Holder, to: Holder): HandOver => ({ type: 'handOver', handOverId: 'h1', from, to, reason: '机构改革', basis: null });
const held = (round: Course<RoundState, RoundCommand>, from: Holder): string[] => movables(REPORTING_ROUND, round.state, from, unit('spare'), { now: '2026-03-18T02:00:00.000Z', actor: OFFICE, rules: rulesWith() }).map((m) => m.holding.id);

describe('handing over a form of a round', () => {
  it('ends the unit’s form, and the lines that went are drawn for who has them now', () => {
    const written = begun().and('2026-03-17', of('lead'), { type: 'saveForm', unitId: 'lead', entries: [{ lineId: 'y', stepId: null, text: '已办两期', percent: 10, values: [], noProgressReason: null }], seen: null });
    expect(held(written, unit('lead'))).toEqual(['form:lead']);
    expect(held(written, { unitId: 'lead', personId: 'lead-1' })).toEqual([]);
    const moved = written.and('2026-03-18', OFFICE, handOver(unit('lead'), unit('spare')));
    expect(moved.state.forms['lead']).toMatchObject({ status: 'dropped', lines: [], dropped: { because: 'handedOver', toUnitId: 'spare' } });
    expect(missingUnits(moved.state)).toEqual(['helper']);
    expect(coverageOfRound(moved.state, moved.rules.spans[0]!).find((c) => c.unitId === 'lead')).toMatchObject({ state: 'excused', excuse: 'handedOn' });
    expect(held(moved, unit('lead'))).toEqual([]);
    // The one item has gone to the successor; the other could not, and comes back with what was written.
    const drawn = moved.and('2026-03-18', OFFICE, { type: 'redraw', forms: [{ unitId: 'spare', lines: [line('x2', 'h1')] }, { unitId: 'lead', lines: [line('y')] }], gone: [] });
    expect(drawn.state.forms['spare']).toMatchObject({ status: 'open', lines: [{ id: 'x2' }] });
    expect(drawn.state.forms['lead']).toMatchObject({ status: 'open', lines: [{ id: 'y' }], entries: { y: { text: '已办两期' } }, dropped: null });
  });

  it('does not call the round off while nothing is drawn anew yet, and leaves what went out', () => {
    const both = begun().and('2026-03-18', OFFICE, handOver(unit('lead'), unit('spare'))).and('2026-03-18', OFFICE, handOver(unit('helper'), unit('spare')));
    expect(both.state.closed).toBeNull();
    const sent = begun().and('2026-03-17', of('helper'), { type: 'saveForm', unitId: 'helper', entries: [{ lineId: 'w', stepId: null, text: '已办两期', percent: 10, values: [], noProgressReason: null }], seen: null }).and('2026-03-17', of('helper'), { type: 'sendForm', unitId: 'helper', seen: null, onBehalf: null, looked: { gone: [], refused: [], evidence: {} } });
    expect(held(sent, unit('helper'))).toEqual([]);
    expect(sent.when('2026-03-18', OFFICE, handOver(unit('helper'), unit('spare'))).events).toEqual([]);
    expect(begun().when('2026-03-18', OFFICE, handOver(unit('lead'), unit('gone'))).rejected).toBe('unit-dissolved');
  });
});
