import fc from 'fast-check';
import type { HandOver, Holder } from '../../holding';
import { c, given, type Story } from '../../testing/given';
import { draws, play, setting } from '../../testing/people';
import { FOUR, of } from '../../testing/world';
import { times } from '../../testing/times';
import { isRejected } from './deciding';
import { decideItem } from '../item.decide';
import { reached } from '../item.reached';
import type { ItemState } from '../item.types';
import { movablesOfItem } from './hand-over';

const OFFICE = of('office', 9);
const unit = (unitId: string): Holder => ({ unitId, personId: null });
const person = (unitId: string, n: number): Holder => ({ unitId, personId: `${unitId}-${n}` });
const handOver = (from: Holder, to: Holder): HandOver => ({ type: 'handOver', handOverId: 'h1', from, to, reason: '机构改革', basis: '机构改革方案' });
const named = (): Story => given({ assignments: FOUR }).and('2026-01-06', of('lead', 2), { type: 'namePerson', assignmentId: 'a1', personId: 'lead-1' });

describe('handing over what is held in an item', () => {
  it('gives a person’s assignment another name, and says both', () => {
    const came = named().when('2026-01-07', of('lead', 2), handOver(person('lead', 1), person('lead', 3)));
    expect(came.state.assignments['a1']).toMatchObject({ responsiblePersonId: 'lead-3', status: 'active' });
    expect(came.events.at(-1)).toMatchObject({ type: 'ResponsiblePersonNamed', data: { assignmentId: 'a1', personId: 'lead-3', handOver: { handOverId: 'h1', from: { personId: 'lead-1' }, to: { personId: 'lead-3' }, reason: '机构改革', basis: '机构改革方案' } } });
  });

  it('moves a unit’s assignment as by a transfer, with basis and both units', () => {
    const came = given({ assignments: FOUR }).when('2026-01-07', OFFICE, handOver(unit('lead'), unit('spare')));
    expect(came.events.find((e) => e.type === 'AssignmentTransferred')).toMatchObject({ data: { assignmentId: 'a1', how: 'transferred', to: { id: 'hh1-4', unitId: 'spare', coordinator: true }, handOver: { from: { unitId: 'lead' }, basis: '机构改革方案' } } });
    expect(came.state.assignments['a1']?.status).toBe('transferred');
  });

  it('keeps what was told until who has it now tells anew; a transfer begins anew', () => {
    const told = given({ assignments: FOUR }).and('2026-01-05', of('lead', 1), c.receive()).and('2026-01-06', of('lead', 1), c.report(40));
    const moved = told.and('2026-01-07', OFFICE, handOver(unit('lead'), unit('spare')));
    expect(reached(moved.state, 't1')).toBe(40);
    const twice = moved.and('2026-01-08', OFFICE, { ...handOver(unit('spare'), unit('other')), handOverId: 'h2' });
    expect(reached(twice.state, 't1')).toBe(40);
    const [taker] = Object.values(twice.state.assignments).filter((a) => a.unitId === 'other');
    const anew = twice.and('2026-01-08', of('other', 1), c.receive(taker!.id)).and('2026-01-09', of('other', 1), c.report(55, null, taker!.id, null));
    expect(reached(anew.state, 't1')).toBe(55);
    const transferred = told.and('2026-01-07', OFFICE, { type: 'transfer', assignmentId: 'a1', toUnitId: 'spare', newAssignmentId: 'b1', reason: '改由其承办' });
    expect(reached(transferred.state, 't1')).toBeNull();
  });

  it('keeps that values add up for who goes on with the work', () => {
    const both = given({ assignments: FOUR }).and('2026-01-05', of('lead', 1), c.receive()).and('2026-01-06', of('lead', 1), c.report(40))
      .and('2026-01-06', of('second', 1), c.receive('a2')).and('2026-01-06', of('second', 1), c.report(30, null, 'a2', null))
      .and('2026-01-06', OFFICE, { type: 'settleOverlap', targetId: 't1', sources: ['a1', 'a2'], how: 'apart', reason: '名册不重' });
    const moved = both.and('2026-01-07', OFFICE, handOver(unit('lead'), unit('spare')));
    expect(reached(moved.state, 't1')).toBe(70);
    const [taker] = Object.values(moved.state.assignments).filter((a) => a.unitId === 'spare');
    const anew = moved.and('2026-01-08', of('spare', 1), c.receive(taker!.id)).and('2026-01-09', of('spare', 1), c.report(45, null, taker!.id, null));
    expect(reached(anew.state, 't1')).toBe(75);
  });

  it.each<[string, Story, string, ReturnType<typeof of>, HandOver, string]>([
    ['to a unit that is at it', given({ assignments: FOUR }), '2026-01-07', OFFICE, handOver(unit('lead'), unit('second')), 'unit-already-assigned'],
    ['to a dissolved unit', given(), '2026-01-07', OFFICE, handOver(unit('lead'), unit('gone')), 'unit-dissolved'],
    ['to an unknown unit', given(), '2026-01-07', OFFICE, handOver(unit('lead'), unit('nobody')), 'unit-unknown'],
    ['to a person of another unit', named(), '2026-01-07', OFFICE, handOver(person('lead', 1), person('spare', 1)), 'not-the-assignee'],
    ['a unit’s by its own head', given(), '2026-01-07', of('lead', 2), handOver(unit('lead'), unit('spare')), 'not-the-office'],
    ['another unit’s person', named(), '2026-01-07', of('spare', 2), handOver(person('lead', 1), person('lead', 2)), 'not-the-office'],
    ['without a reason', given(), '2026-01-07', OFFICE, { ...handOver(unit('lead'), unit('spare')), reason: '' }, 'reason-missing'],
    ['of a closed item', given().and('2026-01-07', of('conference'), { type: 'withdraw', reason: '上级取消' }), '2026-01-08', OFFICE, handOver(unit('lead'), unit('spare')), 'item-closed'],
    ['where nobody could accept it', given({ supervisingUnitId: null, otherVerification: { unitId: null, standing: null } }), '2026-01-07', OFFICE, handOver(unit('lead'), unit('union')), 'no-verifier-left'],
    ['where a coordinator’s leaving would leave another’s work unaccepted', given({ supervisingUnitId: null, otherVerification: { unitId: null, standing: null }, assignments: [FOUR[0]!, { id: 'a2', unitId: 'union', role: 'participant', coordinator: false }] }), '2026-01-07', OFFICE, handOver(unit('lead'), unit('office')), 'no-verifier-left'],
    ['to whom the conference has authorised to accept it', named2(), '2026-01-07', OFFICE, handOver(person('lead', 1), person('lead', 3)), 'holder-verifies'],
  ])('is refused: %s', (_, story, at, actor, command, code) => {
    expect(story.when(at, actor, command).rejected).toBe(code);
  });

  it('moves a suspended item’s too, and finds nothing the second time', () => {
    const command = handOver(unit('lead'), unit('spare'));
    const moved = given().and('2026-01-06', OFFICE, c.suspend).and('2026-01-07', OFFICE, command);
    expect(moved.when('2026-01-08', OFFICE, command)).toMatchObject({ rejected: null, events: [] });
  });

  it('property: afterwards nothing that may move is held by the old holder, and nothing twice', () => {
    const units = ['lead', 'second', 'helper', 'spare', 'union'];
    const pair = fc.oneof(
      fc.record({ from: fc.constantFrom(...units).map(unit), to: fc.constantFrom(...units, 'gone', 'other').map(unit) }),
      fc.constantFrom(...units).chain((u) => fc.record({ from: fc.constantFrom(1, 2).map((n) => person(u, n)), to: fc.constantFrom(3, 4).map((n) => person(u, n)) })),
    );
    fc.assert(
      fc.property(setting, draws, pair, (s, drawn, { from, to }) => {
        fc.pre(from.unitId !== to.unitId || from.personId !== to.personId);
        const { state } = play(s, drawn);
        const context = { now: state.lastAt, actor: OFFICE, rules: s.rules };
        const before = movablesOfItem(state, from, to, context);
        const decided = decideItem(state, handOver(from, to), context);
        if (isRejected(decided)) return expect(state.closed !== null || before.every((m) => m.refusal !== null)).toBe(true);
        const after = decided.state.closed === null ? movablesOfItem(decided.state, from, to, context) : [];
        expect(after.every((m) => m.refusal !== null)).toBe(true);
        const active = (s: ItemState): string[] => Object.values(s.assignments).filter((a) => a.status === 'active').map((a) => a.unitId);
        expect(active(decided.state)).toHaveLength(active(state).length);
        // No unit gets a second assignment; one that had two, by a reopening, may have kept them.
        expect(new Set(active(decided.state)).size).toBeGreaterThanOrEqual(new Set(active(state)).size);
      }),
      times(60),
    );
  });
});

function named2(): Story {
  return given({ otherVerification: { unitId: 'other', standing: { personIds: ['lead-3'], until: '2026-06-30', basis: '授权' } } }).and('2026-01-06', of('lead', 2), { type: 'namePerson', assignmentId: 'a1', personId: 'lead-1' });
}
