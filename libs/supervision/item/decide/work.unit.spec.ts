import { submissionFlags } from './work';
import type { CommandOf } from '../item.commands';
import { c, given } from '../../testing/given';
import { FOUR, of, officeFor, rulesWith, TARGET } from '../../testing/world';
import { sealedFor } from '../../testing/sealed';

const lead = of('lead');
const received = given().and('2026-01-06', lead, c.receive());
const submitted = received.and('2026-03-02', lead, c.submit());
const suspended = received.and('2026-03-02', of('office'), c.suspend);
const withdrawn = received.and('2026-03-02', of('conference'), { type: 'withdraw', reason: '不再办理' });

describe('receiving', () => {
  test('by the unit, once', () => {
    expect(given().when('2026-01-06', lead, c.receive()).types).toEqual(['AssignmentReceived']);
    expect(received.when('2026-01-07', lead, c.receive()).rejected).toBe('already-received');
    expect(given().when('2026-01-06', of('helper'), c.receive()).rejected).toBe('not-the-assignee');
    expect(given().when('2026-01-06', lead, c.receive('a9')).rejected).toBe('assignment-not-found');
  });

  test('by the office on behalf, at the day that it names', () => {
    const onBehalf = (date: string) => ({ type: 'receive', assignmentId: 'a1', onBehalf: { date, channel: 'phone' as const, caller: sealedFor('s-wang'), scanId: null } }) as const;
    const told = given().when('2026-01-08', officeFor('lead'), onBehalf('2026-01-06'));
    expect(told.events.at(-1)?.meta.occurredAt).toBe('2026-01-06T04:00:00.000Z');
    expect(told.state.assignments.a1?.receivedBy).toEqual({ personId: 'office-1', onBehalf: true });
    expect(given().when('2026-01-08', officeFor('lead'), onBehalf('2026-01-09')).rejected).toBe('date-invalid');
    expect(given().when('2026-01-08', officeFor('lead'), onBehalf('2026-01-04')).rejected).toBe('date-invalid');
    // Never before the item was issued, at ten that morning.
    expect(given({}, undefined, '2026-01-05 15:00').when('2026-01-08', officeFor('lead'), onBehalf('2026-01-05')).events.at(-1)?.meta.occurredAt).toBe('2026-01-05T07:00:00.000Z');
  });
});

describe('naming, urging, evidence', () => {
  test('a name on every assignment', () => {
    const name = { type: 'namePerson', assignmentId: 'a1', personId: 'p' } as const;
    const named = received.and('2026-01-07', lead, name);
    expect(named.state.assignments.a1?.responsiblePersonId).toBe('p');
    expect(named.when('2026-01-08', lead, name)).toMatchObject({ rejected: null, types: [] });
    expect(received.when('2026-01-08', of('other'), name).rejected).toBe('not-the-assignee');
  });

  test('urging, not too often, never one\'s own roof', () => {
    const urge = { type: 'urge', assignmentId: 'a1', text: '请抓紧' } as const;
    const urged = received.and('2026-01-07', of('supervisor'), urge);
    expect(urged.when('2026-01-07 20:00', of('supervisor'), urge).rejected).toBe('urged-too-often');
    expect(urged.when('2026-01-07 20:00', of('supervisor'), { ...urge, forced: true }).events.at(-1)).toMatchObject({ type: 'AssignmentUrged', data: { forced: true } });
    expect(urged.when('2026-01-08 10:00', of('supervisor'), urge).types).toEqual(['AssignmentUrged']);
    expect(received.when('2026-01-08', lead, urge).rejected).toBe('own-work');
    expect(received.when('2026-01-08', of('supervisor'), { ...urge, assignmentId: 'a9' }).rejected).toBe('assignment-not-found');
  });

  test('evidence belongs to its assignment, and to the step that asks for it', () => {
    const attach = { type: 'attachEvidence', assignmentId: 'a1', stepId: 'a1-1', evidenceId: 'e1', name: '照片.jpg', mediaType: 'image/jpeg', bytes: 3, sha256: 'x' } as const;
    const step = { type: 'addStep', stepId: 's2', assignmentId: 'a1', title: '总结', day: '2026-05-29', evidenceRequired: true } as const;
    const withStep = received.and('2026-01-07', of('office'), step);
    expect(withStep.when('2026-01-08', lead, c.submit('s2')).rejected).toBe('evidence-missing');
    expect(withStep.when('2026-01-08', lead, { type: 'submit', stepId: 's2', text: '好', evidenceIds: ['e9'], onBehalf: null }).rejected).toBe('evidence-unknown');
    const attached = withStep.and('2026-01-08', lead, attach);
    expect(attached.when('2026-01-09', lead, attach)).toMatchObject({ rejected: null, types: [] });
    expect(attached.when('2026-01-09', lead, { type: 'submit', stepId: 's2', text: '', evidenceIds: ['e1'], onBehalf: null }).types).toEqual(['StepSubmitted']);
    expect(received.when('2026-01-09', lead, { ...attach, stepId: 's9' }).rejected).toBe('step-not-found');
  });

  test('steps are added by the office or the unit, for a day to come that calendars know', () => {
    const add = { type: 'addStep', stepId: 's2', assignmentId: 'a1', title: '总结', day: '2026-05-29', evidenceRequired: false } as const;
    expect(received.when('2026-01-07', lead, add).types).toEqual(['StepAdded']);
    expect(received.when('2026-01-07', of('helper'), add).rejected).toBe('not-the-assignee');
    expect(received.when('2026-01-07', lead, { ...add, day: '2026-02-30' }).rejected).toBe('date-invalid');
    expect(received.when('2026-01-07', lead, { ...add, day: '2099-12-31' }).rejected).toBe('date-invalid');
    expect(received.when('2026-01-07', lead, { ...add, day: '2026-01-06' }).rejected).toBe('date-in-the-past');
    expect(received.when('2026-01-07', lead, { ...add, stepId: 'a1-1' })).toMatchObject({ rejected: null, types: [] });
    expect(received.when('2026-01-07', lead, { ...add, assignmentId: 'a9' }).rejected).toBe('assignment-not-found');
  });
});

describe('reporting', () => {
  const report: CommandOf<'report'> = { type: 'report', assignmentId: 'a1', stepId: 'a1-1', text: '', percent: null, values: [], noProgressReason: null, onBehalf: null };

  test('says something', () => {
    expect(received.when('2026-02-02', lead, report).rejected).toBe('nothing-substantial');
    expect(received.when('2026-02-02', lead, { ...report, noProgressReason: '等待审批' }).types).toEqual(['ProgressReported']);
    expect(received.when('2026-02-02', lead, { ...report, percent: 101 }).rejected).toBe('value-invalid');
    expect(received.when('2026-02-02', lead, { ...report, text: '好', stepId: 'x' }).rejected).toBe('step-not-found');
    expect(given().when('2026-02-02', lead, { ...report, text: '好' }).rejected).toBe('assignment-not-received');
  });

  test('values are of known targets, real figures, of days gone by', () => {
    const value = (v: { targetId?: string; value?: number; asOf?: string }) => ({ ...report, values: [{ targetId: 't1', value: 5, asOf: '2026-02-01', ...v }] });
    expect(received.when('2026-02-02', lead, value({})).types).toEqual(['ProgressReported']);
    expect(received.when('2026-02-02', lead, value({ targetId: 't9' })).rejected).toBe('target-not-found');
    expect(received.when('2026-02-02', lead, value({ value: -1 })).rejected).toBe('value-invalid');
    expect(received.when('2026-02-02', lead, value({ value: NaN })).rejected).toBe('value-invalid');
    expect(received.when('2026-02-02', lead, value({ asOf: '2026-02-03' })).rejected).toBe('date-invalid');
    const [one] = value({}).values;
    expect(received.when('2026-02-02', lead, { ...report, values: [one!, { ...one!, value: 6 }] }).rejected).toBe('named-twice');
  });

  test('the newer value holds, whichever came in last; a correction replaces it', () => {
    const at = (asOf: string, v: number) => ({ ...report, values: [{ targetId: 't1', value: v, asOf }] });
    const story = received.and('2026-03-02', lead, at('2026-03-01', 50)).and('2026-03-03', lead, at('2026-02-01', 20));
    expect(story.state.assignments.a1?.values.t1).toEqual({ value: 50, asOf: '2026-03-01' });
    const correct = { type: 'correctValue', assignmentId: 'a1', targetId: 't1', value: 40, asOf: '2026-03-01', reason: '重复统计' } as const;
    expect(story.and('2026-03-04', lead, correct).state.assignments.a1?.values.t1?.value).toBe(40);
    expect(story.when('2026-03-04', lead, { ...correct, reason: ' ' }).rejected).toBe('reason-missing');
    expect(story.when('2026-03-04', of('helper'), correct).rejected).toBe('not-the-assignee');
  });
});

describe('the day that a value is true of', () => {
  const at = (asOf: string): CommandOf<'report'> => ({ type: 'report', assignmentId: 'a1', stepId: null, text: '', percent: null, values: [{ targetId: 't1', value: 50, asOf }], noProgressReason: null, onBehalf: null });

  test('does not lie before the plan where a figure comes together over it, reported or corrected', () => {
    expect(received.when('2026-03-02', lead, at('2025-12-31'))).toMatchObject({ rejected: 'as-of-before-plan' });
    expect(received.when('2026-03-02', lead, at('2026-01-01')).types).toEqual(['ProgressReported']);
    const told = received.and('2026-03-02', lead, at('2026-03-01'));
    expect(told.when('2026-03-03', lead, { type: 'correctValue', assignmentId: 'a1', targetId: 't1', value: 40, asOf: '2025-12-31', reason: '重复统计' }).rejected).toBe('as-of-before-plan');
  });

  test('may lie before it where the figure tells what there is, or the item goes on from an earlier one', () => {
    for (const change of [{ targets: [{ ...TARGET, reckoning: 'stock' as const }] }, { carriedFrom: { itemId: 'p0-1', firstDeadline: '2025-12-31' } }]) {
      expect(given(change).and('2026-01-06', lead, c.receive()).when('2026-03-02', lead, at('2025-12-31')).types).toEqual(['ProgressReported']);
    }
  });
});

describe('submitting and verifying', () => {
  test('out of order', () => {
    expect(given().when('2026-01-06', lead, c.submit()).rejected).toBe('assignment-not-received');
    expect(received.when('2026-01-07', lead, c.submit('x')).rejected).toBe('step-not-found');
    expect(received.when('2026-01-07', lead, { type: 'submit', stepId: 'a1-1', text: ' ', evidenceIds: [], onBehalf: null }).rejected).toBe('nothing-substantial');
    expect(received.when('2026-01-07', of('supervisor'), c.verify()).rejected).toBe('step-not-submitted');
    expect(received.when('2026-01-07', of('supervisor'), c.return()).rejected).toBe('step-not-submitted');
    expect(received.when('2026-01-07', lead, c.recall()).rejected).toBe('step-not-submitted');
    expect(submitted.when('2026-03-03', lead, c.submit()).rejected).toBe('step-not-open');
  });

  test('accepted by the supervising unit or the office, by nobody else', () => {
    expect(submitted.when('2026-03-03', of('supervisor'), c.verify()).types).toContain('StepAccepted');
    expect(submitted.when('2026-03-03', of('office'), c.verify()).types).toContain('StepAccepted');
    expect(submitted.when('2026-03-03', of('helper'), c.verify()).rejected).toBe('not-the-verifier');
    expect(submitted.when('2026-03-03', lead, c.verify()).rejected).toBe('own-work');
    expect(submitted.when('2026-03-03', of('lead', 2), c.verify()).rejected).toBe('own-work');
    expect(submitted.when('2026-03-03', { kind: 'system', name: 'clock' }, c.verify()).rejected).toBe('not-the-verifier');
  });

  test('participants\' work by the coordinator alone', () => {
    const story = given({ assignments: FOUR }).and('2026-01-06', of('helper'), c.receive('a3')).and('2026-03-02', of('helper'), c.submit('a3-1'));
    expect(story.when('2026-03-03', lead, c.verify('a3-1')).types).toContain('StepAccepted');
    expect(story.when('2026-03-03', of('second'), c.verify('a3-1')).rejected).toBe('not-the-verifier');
    expect(story.when('2026-03-03', of('office'), c.verify('a3-1')).rejected).toBe('not-the-verifier');
    // A coordinator that nobody is registered for: the office in its name.
    expect(story.when('2026-03-03', officeFor('lead'), c.verify('a3-1')).types).toContain('StepAccepted');
  });

  test('one roof is one body: the office does not accept what its own union did, the other unit does', () => {
    const union = given({ assignments: [{ id: 'a1', unitId: 'union', role: 'implementer', coordinator: true }], supervisingUnitId: null });
    const sent = union.and('2026-01-06', of('union'), c.receive()).and('2026-03-02', of('union'), c.submit());
    expect(sent.when('2026-03-03', of('office'), c.verify()).rejected).toBe('own-work');
    // Nor in another's name: it is still the office's own hand.
    expect(sent.when('2026-03-03', officeFor('other'), c.verify()).rejected).toBe('own-work');
    expect(sent.when('2026-03-03', of('other'), c.verify()).types).toContain('StepAccepted');
  });

  test('the standing authorisation lifts the roof for the persons named and until its day, not for their own hand', () => {
    const standing = { unitId: null, standing: { personIds: ['office-2', 'union-1'], until: '2026-03-31', basis: '联席会议纪要' } };
    const union = given({ assignments: [{ id: 'a1', unitId: 'union', role: 'implementer', coordinator: true }], supervisingUnitId: null, otherVerification: standing });
    const sent = union.and('2026-01-06', of('union'), c.receive()).and('2026-03-02', of('union'), c.submit());
    expect(sent.when('2026-03-31', of('office', 2), c.verify()).events.find((e) => e.type === 'StepAccepted')?.data).toMatchObject({ standingBasis: '联席会议纪要' });
    expect(sent.when('2026-03-31', of('office', 3), c.verify()).rejected).toBe('own-work');
    expect(sent.when('2026-04-01', of('office', 2), c.verify()).rejected).toBe('own-work');
    expect(sent.when('2026-03-31', of('union', 1), c.verify()).rejected).toBe('own-work');
  });

  test('recalled by the submitter, and sent again in the same attempt', () => {
    expect(submitted.when('2026-03-03', of('helper'), c.recall()).rejected).toBe('not-the-submitter');
    const again = submitted.and('2026-03-03', lead, c.recall()).and('2026-03-04', lead, c.submit());
    expect(again.state.steps['a1-1']).toMatchObject({ attempt: 1, arming: 1, status: 'submitted' });
  });

  test('returned: the next attempt has its working days, the first deadline decides lateness', () => {
    expect(submitted.when('2026-03-03', of('supervisor'), { type: 'return', stepId: 'a1-1', reason: '' }).rejected).toBe('reason-missing');
    const late = received.and('2026-06-29', lead, c.submit()).and('2026-07-06', of('supervisor'), c.return());
    // Sent in time, but returned past the deadline: late from now on, with five working days to answer.
    expect(late.state.steps['a1-1']).toMatchObject({ attempt: 2, arming: 2, attemptDay: '2026-07-13' });
    expect(late.state.lateness).toMatchObject([{ duty: 'step:a1-1', arming: 2, dueAt: '2026-07-06T02:00:00.000Z', overturned: null }]);
    const done = late.and('2026-07-10', lead, c.submit()).and('2026-07-13', of('supervisor'), c.verify());
    expect(done.state.steps['a1-1']).toMatchObject({ status: 'done', completedLate: true });
    const early = submitted.and('2026-03-03', of('supervisor'), c.return()).and('2026-03-20', lead, c.submit()).and('2026-03-23', of('supervisor'), c.verify());
    expect(early.state.steps['a1-1']).toMatchObject({ completedLate: false });
  });

  test('late twice by one deadline is late once', () => {
    const twice = received.and('2026-07-02', lead, c.submit()).and('2026-07-06', of('supervisor'), c.return()).until('2026-07-20');
    expect(twice.state.lateness).toMatchObject([{ arming: 1, dueAt: '2026-06-30T16:00:00.000Z' }]);
    expect(twice.state.steps['a1-1']?.marks.overdue).not.toBeNull();
  });

  test('however long the verifier takes: sent on the last day it is in time', () => {
    const sent = received.and('2026-06-30 23:59', lead, c.submit());
    expect(sent.and('2026-09-01', of('supervisor'), c.verify()).state).toMatchObject({ lateness: [], steps: { 'a1-1': { completedLate: false } } });
    const missed = received.and('2026-07-01 00:00', lead, c.submit());
    expect(missed.and('2026-09-01', of('supervisor'), c.verify()).state.steps['a1-1']?.completedLate).toBe(true);
  });

  test('judged by the rules that held when it was sent', () => {
    const rules = rulesWith({ rules: { deadlineOnHoliday: 'nextWorkingDay' } }, { from: '2026-07-10T00:00:00.000Z', rules: { deadlineOnHoliday: 'stays' } });
    const story = given({ deadline: '2026-07-04' }, rules).and('2026-01-06', lead, c.receive()).and('2026-07-06', lead, c.submit());
    expect(story.and('2026-07-13', of('supervisor'), c.verify()).state.steps['a1-1']?.completedLate).toBe(false);
  });

  test('recorded late by the office though sent in time: the lateness was an error of entry, struck through with its basis', () => {
    const told = (date: string, scanId: string | null = 's') => ({ type: 'submit' as const, stepId: 'a1-1', text: '完成', evidenceIds: [], onBehalf: { date, channel: 'paper' as const, caller: sealedFor('s-wang'), scanId } });
    const scanned = received.and('2026-07-03', officeFor('lead'), { type: 'attachEvidence', assignmentId: 'a1', stepId: null, evidenceId: 's', name: '来函.pdf', mediaType: 'application/pdf', bytes: 3, sha256: 'aa' });
    expect(scanned.when('2026-07-03', officeFor('lead'), told('2026-06-30', null)).rejected).toBe('scan-missing');
    expect(scanned.when('2026-07-03', officeFor('lead'), told('2026-06-30', 'e9')).rejected).toBe('evidence-unknown');
    const story = scanned.and('2026-07-03', officeFor('lead'), told('2026-06-30'));
    expect(story.events.at(-1)?.data).toMatchObject({ onBehalf: { date: '2026-06-30', channel: 'paper', scanId: 's' } });
    // Both days are shown.
    expect(story.state.steps['a1-1']?.submissions[0]).toMatchObject({ at: '2026-06-30T04:00:00.000Z', pendingSince: '2026-07-03T02:00:00.000Z', told: { channel: 'paper', scanId: 's' } });
    const returned = story.and('2026-07-06', of('supervisor'), { type: 'return', stepId: 'a1-1', reason: '缺名册' });
    // What was returned was not answered before it was.
    expect(returned.when('2026-07-07', officeFor('lead'), told('2026-06-30')).rejected).toBe('date-invalid');
    expect(returned.when('2026-07-07', officeFor('lead'), told('2026-07-06')).rejected).toBeNull();
    expect(story.state.lateness).toMatchObject([{ overturned: null }]);
    const accepted = story.when('2026-07-06', of('supervisor'), c.verify());
    expect(accepted.types.slice(0, 2)).toEqual(['LatenessOverturned', 'StepAccepted']);
    expect(accepted.state.steps['a1-1']?.completedLate).toBe(false);
    // The verifier's days count from the recording.
    expect(story.state.fired['verify:a1-1:1/1']).toBeUndefined();
  });
});

describe('approvals inside the unit', () => {
  const two = rulesWith({ rules: { unitApprovals: 2 } });
  const sought = given({}, two).and('2026-01-06', lead, c.receive()).and('2026-03-02', lead, c.submit());

  test('each by another person; the last one sends the report out', () => {
    expect(sought.state.steps['a1-1']).toMatchObject({ status: 'open' });
    expect(sought.when('2026-03-03', lead, { type: 'approve', stepId: 'a1-1' }).rejected).toBe('own-work');
    expect(sought.when('2026-03-03', of('helper'), { type: 'approve', stepId: 'a1-1' }).rejected).toBe('not-the-assignee');
    expect(sought.when('2026-03-03', lead, c.submit()).rejected).toBe('step-not-open');
    const once = sought.and('2026-03-03', of('lead', 2), { type: 'approve', stepId: 'a1-1' });
    expect(once.state.steps['a1-1']?.approvals).toHaveLength(1);
    expect(once.when('2026-03-03', of('lead', 2), { type: 'approve', stepId: 'a1-1' }).rejected).toBe('own-work');
    expect(once.when('2026-03-04', of('lead', 3), { type: 'approve', stepId: 'a1-1' }).types.slice(-2)).toEqual(['ApprovalGiven', 'StepSubmitted']);
  });

  test('sent back with a reason; nothing to approve is refused', () => {
    expect(sought.when('2026-03-03', of('lead', 2), { type: 'sendBack', stepId: 'a1-1', reason: '' }).rejected).toBe('reason-missing');
    const back = sought.and('2026-03-03', of('lead', 2), { type: 'sendBack', stepId: 'a1-1', reason: '数据有误' });
    expect(back.when('2026-03-04', of('lead', 2), { type: 'approve', stepId: 'a1-1' }).rejected).toBe('approval-not-due');
    expect(back.when('2026-03-04', of('lead', 2), { type: 'sendBack', stepId: 'a1-1', reason: '再来' }).rejected).toBe('approval-not-due');
  });

  test.each([[0, ['StepSubmitted']], [1, ['ApprovalSought']]] as const)('%d approvals', (unitApprovals, types) => {
    const story = given({}, rulesWith({ rules: { unitApprovals } })).and('2026-01-06', lead, c.receive());
    expect(story.when('2026-03-02', lead, c.submit()).types.filter((t) => t !== 'DueSoonMarked')).toEqual([...types]);
  });
});

describe('closed and suspended items', () => {
  test.each([c.receive(), c.submit(), c.report(5), c.recall(), c.extend('2026-08-01'), c.decline(), { type: 'approve', stepId: 'a1-1' } as const])('a suspended item does not take $type', (command) => {
    expect(suspended.when('2026-03-03', lead, command).rejected).toBe('item-suspended');
  });

  test.each([c.submit(), c.verify(), c.suspend, c.resume, c.transfer('spare'), { type: 'urge', assignmentId: 'a1', text: 'x' } as const, { type: 'withdraw', reason: '再次' } as const])('a closed item does not take $type', (command) => {
    expect(withdrawn.when('2026-03-03', of('office'), command).rejected).toBe('item-closed');
  });
});

describe('a submission', () => {
  const send = (text: string, evidenceIds: string[] = []) => ({ type: 'submit' as const, stepId: 'a1-1', text, evidenceIds, onBehalf: null });
  const rules = (came: { events: { data: unknown }[] }): string[] | undefined => (came.events.at(-1)?.data as { flags?: { rule: string }[] }).flags?.map((f) => f.rule);
  const attach = { type: 'attachEvidence' as const, assignmentId: 'a1', stepId: null, evidenceId: 'e1', name: '照片.jpg', mediaType: 'image/jpeg', bytes: 3, sha256: 'aa' };
  const sound = '举办两期培训班，名册与签到表附后';

  test('says by which rules it was found wanting, the same before and after it is sent', () => {
    const came = received.when('2026-01-08', lead, send('正在推进'));
    expect(rules(came)).toEqual(['figureMissing', 'evidenceMissing', 'saysNothing']);
    expect(submissionFlags(received.state, send('正在推进'), { now: came.events.at(-1)!.meta.recordedAt, rules: received.rules })).toEqual((came.events.at(-1)!.data as { flags: unknown }).flags);
    expect(came.state.steps['a1-1']?.submissions[0]?.flags.map((f) => f.rule)).toEqual(['figureMissing', 'evidenceMissing', 'saysNothing']);
    const figure = { type: 'report' as const, assignmentId: 'a1', stepId: null, text: sound, percent: null, values: [{ targetId: 't1', value: 40, asOf: '2026-01-07' }], noProgressReason: null, onBehalf: null };
    const shown = received.and('2026-01-08', lead, figure).and('2026-01-08', lead, attach);
    expect(rules(shown.when('2026-01-08', lead, send(sound, ['e1'])))).toBeUndefined();
  });

  test('that was returned and comes again as it was repeats itself', () => {
    const returned = received.and('2026-01-08', lead, attach).and('2026-01-08', lead, send(sound, ['e1'])).and('2026-01-09', of('supervisor'), { type: 'return', stepId: 'a1-1', reason: '缺名册' });
    expect(rules(returned.when('2026-01-12', lead, send(sound, ['e1'])))).toEqual(['repeatsLast', 'figureMissing']);
  });
});
