import type { Actor } from '../actor';
import { evidenceSeen } from '../proceeding/evidence';
import { finding, INSPECTOR, LEAD, LEADER, rectifying, REPLY, SIGN, SIGNER, underWay, CONVENOR } from '../testing/inspections';
import { of } from '../testing/world';
import { INSPECTION } from './inspection';
import type { InspectionCommand } from './inspection.events';
import { reportOfInspection } from './inspection.view';

const attach = (evidenceId: string, subject: string | null = null, sha256 = `sha-${evidenceId}`) =>
  ({ type: 'attachProceedingEvidence' as const, evidenceId, subject, name: `${evidenceId}.jpg`, mediaType: 'image/jpeg', bytes: 3, sha256 });
const withdraw = (evidenceId: string) => ({ type: 'withdrawProceedingEvidence' as const, evidenceId, reason: '传错了' });
const reply = (...evidenceIds: string[]): InspectionCommand => ({ ...(REPLY as Extract<InspectionCommand, { type: 'replyRectification' }>), evidenceIds });
const found = (...evidenceIds: string[]): InspectionCommand => finding({ evidenceIds });

describe('evidence of an inspection', () => {
  test('is the team’s, cited by any of it, and by nobody else', () => {
    const course = underWay().and('2026-01-12 09:00', LEADER, attach('e1'));
    expect(course.state.evidence['e1']).toMatchObject({ unitId: 'supervisor', side: 'team', personId: 'supervisor-1', subject: null, cited: [], withdrawn: null });
    const recorded = course.and('2026-01-12 10:00', INSPECTOR, found('e1'));
    expect(recorded.state.evidence['e1']?.cited).toEqual(['f1']);
    // One photograph may show several findings.
    expect(recorded.when('2026-01-12 11:00', INSPECTOR, finding({ text: '另一问题', evidenceIds: ['e1'] })).rejected).toBeNull();
    const ordered = recorded.and('2026-01-12 12:00', SIGNER, SIGN);
    expect(ordered.when('2026-01-13', LEAD, reply('e1')).rejected).toBe('evidence-foreign');
  });

  test('that is nowhere, was withdrawn, or bears a name of the language is refused', () => {
    const course = underWay();
    for (const id of ['e9', 'constructor', '__proto__']) expect(course.when('2026-01-12', INSPECTOR, found(id)).rejected).toBe('evidence-unknown');
    const withdrawn = course.and('2026-01-12 09:00', INSPECTOR, attach('e1')).and('2026-01-12 09:05', LEADER, withdraw('e1'));
    expect(withdrawn.state.evidence['e1']?.withdrawn).toMatchObject({ personId: 'supervisor-1', reason: '传错了' });
    expect(withdrawn.when('2026-01-12 10:00', INSPECTOR, found('e1')).rejected).toBe('evidence-withdrawn');
    expect(withdrawn.when('2026-01-12 10:00', LEADER, withdraw('e1')).types).toEqual([]);
  });

  test('of a unit shows one finding, and stays once it is cited', () => {
    const two = rectifying().and('2026-01-13', INSPECTOR, finding({ text: '另一问题' })).and('2026-01-13', SIGNER, { type: 'signPaper', paperId: 'p2' });
    const attached = two.and('2026-01-14', LEAD, attach('e1', 'f1')).and('2026-01-14', LEAD, attach('e2', null, 'sha-e1')).and('2026-01-14', LEAD, attach('e3'));
    expect(attached.when('2026-01-14', LEAD, { ...(reply('e1') as object), findingId: 'f2' } as InspectionCommand).rejected).toBe('evidence-reused');
    const replied = attached.and('2026-01-15', LEAD, reply('e1', 'e3'));
    const again = (id: string): InspectionCommand => ({ ...(reply(id) as object), findingId: 'f2' }) as InspectionCommand;
    expect(replied.when('2026-01-15', LEAD, again('e3')).rejected).toBe('evidence-reused');
    // The same bytes, sent a second time.
    expect(replied.when('2026-01-15', LEAD, again('e2')).rejected).toBe('evidence-reused');
    expect(replied.when('2026-01-15', LEAD, withdraw('e1')).rejected).toBe('evidence-cited');
    expect(replied.when('2026-01-15', of('second', 1), withdraw('e2')).rejected).toBe('evidence-foreign');
    // Returned and answered again, the same evidence may stand for the same finding.
    const returned = replied.and('2026-01-16', LEADER, { type: 'returnRectification', findingId: 'f1', reason: '照片不清' });
    expect(returned.when('2026-01-19', LEAD, reply('e1')).rejected).toBeNull();
  });

  test('is attached by who takes part, to what is theirs', () => {
    const course = rectifying();
    expect(course.when('2026-01-13', of('helper', 1), attach('e1')).rejected).toBe('not-a-party');
    expect(course.when('2026-01-13', of('second', 1), attach('e1', 'f1')).rejected).toBe('not-the-assignee');
    expect(course.when('2026-01-13', LEAD, attach('e1', 'f9')).rejected).toBe('evidence-subject-unknown');
    expect(course.and('2026-01-13', LEAD, attach('e1', 'f1')).when('2026-01-13', LEAD, attach('e1', 'f1')).types).toEqual([]);
    const onBehalf: Actor = { kind: 'person', personId: 'office-9', unitId: 'office', onBehalfOf: 'lead' };
    expect(course.and('2026-01-13', onBehalf, attach('e1', 'f1')).state.evidence['e1']).toMatchObject({ unitId: 'lead', side: 'unit', personId: 'office-9' });
  });

  test('of an objection may still come where the inspection is closed', () => {
    const closed = rectifying().and('2026-01-13', LEAD, REPLY).and('2026-01-13', LEADER, { type: 'strikeOff', findingId: 'f1', text: '', evidenceIds: [] }).and('2026-01-13', LEADER, { type: 'reportInspection', conclusion: '完成', lookBackOn: null, dropUnanswered: '与重点无关' });
    expect(closed.state.closed).not.toBeNull();
    const attached = closed.and('2026-01-14', LEAD, attach('e1', 'f1'));
    expect(attached.when('2026-01-14', LEAD, { type: 'objectToFinding', findingId: 'f1', what: 'finding', reason: '事实不符', evidenceIds: ['e1'] }).rejected).toBeNull();
    expect(attached.when('2026-01-14', CONVENOR, attach('e2')).rejected).toBeNull();
  });

  test('is seen with what it shows, and stands in the report with its digest', () => {
    const course = underWay().and('2026-01-12 09:00', LEADER, attach('e1')).and('2026-01-12 09:00', LEADER, attach('e2')).and('2026-01-12 10:00', INSPECTOR, found('e1'));
    const seenBy = (c: typeof course, unitId: string): string[] => evidenceSeen(INSPECTION, c.state, { kind: 'units', unitIds: [unitId] }).map((e) => e.id);
    expect(seenBy(course, 'lead')).toEqual([]);
    const ordered = course.and('2026-01-12 12:00', SIGNER, SIGN);
    expect([seenBy(ordered, 'lead'), seenBy(ordered, 'second')]).toEqual([['e1'], []]);
    const replied = ordered.and('2026-01-13', LEAD, attach('e3', 'f1')).and('2026-01-13', LEAD, reply('e3')).and('2026-01-14', LEADER, attach('e4', 'f1')).and('2026-01-14', LEADER, { type: 'strikeOff', findingId: 'f1', text: '', evidenceIds: ['e4'] });
    expect(evidenceSeen(INSPECTION, replied.state, { kind: 'all' }).map((e) => e.id)).toEqual(['e1', 'e2', 'e3', 'e4']);
    const { byUnit } = reportOfInspection(replied.state) as { byUnit: { findings: { evidence: unknown; replies: { evidence: unknown }[]; acceptance: unknown }[] }[] };
    const named = (id: string) => ({ evidenceId: id, name: `${id}.jpg`, mediaType: 'image/jpeg', bytes: 3, sha256: `sha-${id}` });
    expect(byUnit[0]!.findings[0]).toMatchObject({ evidence: [named('e1')], replies: [{ evidence: [named('e3')] }], acceptance: [named('e4')] });
  });
});
