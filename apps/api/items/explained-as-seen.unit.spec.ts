import type { NoticeTold } from '#libs/supervision/item/item.notices-told';
import type { LightCause } from '#libs/supervision/item/item.explain';
import type { ItemState, Lateness } from '#libs/supervision/item/item.types';
import { explainedAsSeen } from './item.answer';

const notice = (duty: string, assignmentId: string | null): NoticeTold => ({ noticeId: `${duty}/1/r`, kind: 'escalation', duty, rung: 'r', assignmentId, sentAt: '2031-03-01T00:00:00.000Z', to: [] });
const told = [notice('step:a1-1', 'a1'), notice('sign:p1', 'a1'), notice('approve:a1-1', 'a1'), notice('step:a2-1', 'a2'), notice('close-year', null)];
const cause = (assignmentId: string): LightCause => ({ assignmentId, unitId: 'u', stepId: `${assignmentId}-1`, title: '', light: 'yellow', rule: 'pastDeadline', since: null, deadline: {} as LightCause['deadline'], sentAt: '2031-03-02T00:00:00.000Z', past: { workingDays: 1, days: 1 }, graceWorkingDays: 2 });
const late = (duty: string): Lateness => ({ duty, arming: 1, dueAt: '2031-03-01T00:00:00.000Z', datesBefore: 0, recordedAt: '2031-03-01T00:00:00.000Z', overturned: null });
const explained = { papers: [], requests: [], notices: told, causes: [cause('a1'), cause('a2')], lateness: [late('step:a1-1'), late('step:a2-1')] };
const state = { assignments: {}, papers: {}, requests: {}, steps: { 'a1-1': { assignmentId: 'a1' }, 'a2-1': { assignmentId: 'a2' } } } as unknown as ItemState;

describe('the notices under the note on a light', () => {
  it('are all there for who sees the whole item', () => {
    expect(explainedAsSeen(explained, state, { kind: 'all' }).notices).toEqual(told);
  });

  it('are a unit’s own for the unit, without what was told of a draft that waited for the office’s signature', () => {
    expect(explainedAsSeen(explained, state, { kind: 'assignments', inFull: new Set(['a1']) }).notices.map(({ duty }) => duty)).toEqual(['step:a1-1', 'approve:a1-1']);
  });

  it('say nothing of when another unit sent its work, nor of what was put right of it', () => {
    const { causes, lateness } = explainedAsSeen(explained, state, { kind: 'assignments', inFull: new Set(['a1']) });
    expect(causes.map(({ sentAt, past }) => [sentAt, past])).toEqual([['2031-03-02T00:00:00.000Z', { workingDays: 1, days: 1 }], [null, null]]);
    expect(lateness.map(({ duty }) => duty)).toEqual(['step:a1-1']);
  });
});
