import { of } from '../testing/world';
import { INSPECTOR, LEAD, LEADER, OFFICE, rectifying, REPLY, SIGNER, underWay } from '../testing/inspections';
import type { InspectionCommand } from './inspection.events';

/** What people try who mean to win time, or who are careless. */

const object = (what: 'finding' | 'lateness' | 'return'): InspectionCommand => ({ type: 'objectToFinding', findingId: 'f1', what, reason: '情况不符', evidenceIds: [] });
const rule = (objectionId: string, upheld: boolean): InspectionCommand => ({ type: 'ruleOnObjection', objectionId, upheld, basis: '经核实' });
const giveBack: InspectionCommand = { type: 'returnRectification', findingId: 'f1', reason: '佐证不足' };

describe('a unit that objects again and again', () => {
  it('disputes a finding once: what was ruled on stays ruled on', () => {
    const ruled = rectifying().and('2026-01-13', LEAD, object('finding')).and('2026-01-14', OFFICE, rule('o1', false));
    expect(ruled.when('2026-01-15', LEAD, object('finding')).rejected).toBe('request-not-open');
  });

  it('disputes each return once, and the next one anew', () => {
    const back = rectifying().and('2026-01-14', LEAD, REPLY).and('2026-01-15', LEADER, giveBack);
    const ruled = back.and('2026-01-16', LEAD, object('return')).and('2026-01-19', OFFICE, rule('o1', false));
    expect(ruled.when('2026-01-20', LEAD, object('return')).rejected).toBe('request-not-open');
    const again = ruled.and('2026-01-20', LEAD, REPLY).and('2026-01-21', INSPECTOR, giveBack);
    expect(again.when('2026-01-22', LEAD, object('return')).rejected).toBeNull();
  });

  it('disputes a lateness once', () => {
    const ruled = rectifying().until('2026-01-28').and('2026-01-28', LEAD, object('lateness')).and('2026-01-29', OFFICE, rule('o1', false));
    expect(ruled.when('2026-01-30', LEAD, object('lateness')).rejected).toBe('request-not-open');
  });

  it.each(['\u200b\u200b\u200b', '。。。', '\u3000 \u00a0'])('does not answer by saying nothing: %j', (text) => {
    expect(rectifying().when('2026-01-14', LEAD, { ...REPLY, text } as InspectionCommand).rejected).toBe('nothing-substantial');
    expect(rectifying().when('2026-01-14', LEAD, { ...object('finding'), reason: text } as InspectionCommand).rejected).toBe('reason-missing');
  });
});

describe('an inspection that has begun', () => {
  const to = (from: string, last: string): InspectionCommand => ({ type: 'reschedule', days: { from, to: last }, reason: '工作量大' });

  it('is given more days without being said to have begun later', () => {
    const longer = underWay().and('2026-01-14', LEADER, to('2026-01-12', '2026-01-20'));
    expect(longer.state.days).toEqual({ from: '2026-01-12', to: '2026-01-20' });
  });

  it('is not moved into the past, nor ended before it began', () => {
    expect(underWay().when('2026-01-14', LEADER, to('2026-01-09', '2026-01-20')).rejected).toBe('date-in-the-past');
    expect(underWay().when('2026-01-14', LEADER, to('2026-01-12', '2026-01-13')).rejected).toBe('date-in-the-past');
    expect(underWay().when('2026-01-08', LEADER, to('2026-01-12', '2026-01-09')).rejected).toBe('date-invalid');
  });
});

describe('an inspector who has moved to the inspected unit', () => {
  it('neither writes nor accepts what concerns it, though still named in the team', () => {
    const moved = { ...of('lead', 1), personId: 'supervisor-2' };
    const replied = rectifying().and('2026-01-14', LEAD, REPLY);
    for (const command of [{ type: 'strikeOff', findingId: 'f1', text: '已核实', evidenceIds: [] }, giveBack, { type: 'answerChecklist', key: 't1.1', unitId: 'lead', answer: 'yes', note: null, evidenceIds: [] }] as InspectionCommand[]) {
      expect(replied.when('2026-01-15', moved, command).rejected).toBe('own-work');
    }
    expect(rectifying().when('2026-01-14', SIGNER, giveBack).rejected).toBe('finding-not-so');
  });
});
