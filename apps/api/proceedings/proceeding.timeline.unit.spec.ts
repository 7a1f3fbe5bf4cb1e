import type { RecordedEvent } from '#libs/event-store/event';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import { viewProceeding } from '#libs/supervision/proceeding/proceeding.view';
import type { ProceedingKind, ProceedingSight, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import type { RoundCommand, RoundLine, RoundState } from '#libs/supervision/reporting-round/round.types';
import { LEAD, LEADER, OFFICE, rectifying, REPLY, REPORT, type Inspecting } from '#libs/supervision/testing/inspections';
import { Course } from '#libs/supervision/testing/proceeding';
import { of } from '#libs/supervision/testing/world';
import { proceedingTimeline } from './proceeding.timeline';

const unit = (...unitIds: string[]): ProceedingSight => ({ kind: 'units', unitIds });

function timeline<S extends ProceedingState>(course: Course<S, any>, sight: ProceedingSight): { type: string; data: unknown; of: string | null }[] {
  const events = course.events.map((e, i) => ({ ...e, version: i + 1, recordedAt: e.meta.recordedAt, hash: Buffer.alloc(0) })) as unknown as RecordedEvent[];
  return proceedingTimeline(course.kind as unknown as ProceedingKind, course.state, events, course.rules, new Map(), sight).map(({ type, data, of }) => ({ type, data, of: of?.unitId ?? null }));
}
const types = (entries: { type: string }[]): Set<string> => new Set(entries.map((e) => e.type));

describe('an inspected unit', () => {
  const closed: Inspecting = rectifying().and('2026-01-20', LEAD, REPLY).and('2026-01-21', LEADER, { type: 'strikeOff', findingId: 'f1', text: '', evidenceIds: [] }).and('2026-01-21', LEADER, { ...REPORT, lookBackOn: '2026-06-10' } as never);
  const due = closed.until('2026-06-11').and('2026-06-12', OFFICE, { type: 'noteLookBack', inspectionId: 'x2' });

  it('does not learn that a look-back is to come, nor on which day', () => {
    const seen = (sight: ProceedingSight): unknown => viewProceeding(INSPECTION, closed.state, closed.rules, closed.state.lastAt, sight).next;
    expect(seen({ kind: 'all' })).toMatchObject({ duty: 'lookBack' });
    expect(seen(unit('lead'))).toBeNull();
    expect([...types(timeline(due, { kind: 'all' }))]).toEqual(expect.arrayContaining(['LookBackFellDue', 'LookBackOpened']));
    for (const unitId of ['lead', 'second']) {
      const told = timeline(due, unit(unitId));
      expect([...types(told)].filter((type) => type.startsWith('LookBack'))).toEqual([]);
      expect(JSON.stringify(told)).not.toContain('2026-06-10');
    }
  });

  it('reads how its own days went by, and not those of another', () => {
    const late = rectifying().until('2026-01-23').until('2026-02-20');
    const [own, others] = [timeline(late, unit('lead')), timeline(late, unit('second'))];
    expect(own).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'OverdueMarked', data: expect.objectContaining({ duty: 'rectify:f1' }) as unknown })]));
    expect([...types(others)].filter((type) => /^(OverdueMarked|ReminderIssued|DutyEscalated)$/.test(type))).toEqual([]);
    expect(viewProceeding(INSPECTION, rectifying().state, late.rules, '2026-01-13T00:00:00.000Z', unit('lead')).next).toMatchObject({ duty: 'rectify:f1' });
  });
});

describe('a unit of a round', () => {
  const line = (id: string): RoundLine => ({ id, itemId: `i-${id}`, assignmentId: 'a1', number: '1', title: '技能培训', role: 'lead', steps: [], targets: [], percent: null, last: null });
  const opened: Course<RoundState, RoundCommand> = Course.opened(REPORTING_ROUND, '2026-03-16', of('office', 9), {
    type: 'openRound', title: '2026年3月调度', planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null,
    period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-25', forms: [{ unitId: 'lead', lines: [line('x')] }, { unitId: 'second', lines: [line('y')] }],
  });
  const late = opened.and('2026-03-20', { kind: 'system', name: 'rounds' }, { type: 'fileForm', unitId: 'lead', arming: 1, filing: { reported: [], refused: [] } } as never).until('2026-03-27').until('2026-04-10');

  it('is named where its form is late, to the office as to itself', () => {
    const lateOf = (sight: ProceedingSight) => timeline(late, sight).filter((e) => e.type === 'OverdueMarked' && (e.data as { duty: string }).duty.startsWith('fill:')).map((e) => e.of);
    expect([lateOf({ kind: 'all' }), lateOf(unit('second'))]).toEqual([['lead', 'second'], ['second']]);
  });

  it('reads neither what was refused of another’s form nor that the other is late', () => {
    const told = timeline(late, unit('second'));
    expect(told.find((e) => e.type === 'FormFiled')?.data).toBeNull();
    expect(told.filter((e) => e.type === 'OverdueMarked').map((e) => (e.data as { duty: string }).duty)).toEqual(['fill:second']);
    expect(timeline(late, unit('lead')).find((e) => e.type === 'FormFiled')?.data).toMatchObject({ unitId: 'lead' });
    expect(JSON.stringify(told)).not.toContain('fill:lead');
  });
});
