import type { NoticeTold } from '#libs/supervision/item/item.notices-told';
import { explainedAsSeen } from './item.answer';

const notice = (duty: string, assignmentId: string | null): NoticeTold => ({ noticeId: `${duty}/1/r`, kind: 'escalation', duty, rung: 'r', assignmentId, sentAt: '2031-03-01T00:00:00.000Z', to: [] });
const told = [notice('step:a1-1', 'a1'), notice('sign:p1', 'a1'), notice('approve:a1-1', 'a1'), notice('step:a2-1', 'a2'), notice('close-year', null)];
const explained = { papers: [], requests: [], notices: told };

describe('the notices under the note on a light', () => {
  it('are all there for who sees the whole item', () => {
    expect(explainedAsSeen(explained, { kind: 'all' }).notices).toEqual(told);
  });

  it('are a unit’s own for the unit, without what was told of a draft that waited for the office’s signature', () => {
    expect(explainedAsSeen(explained, { kind: 'assignments', inFull: new Set(['a1']) }).notices.map(({ duty }) => duty)).toEqual(['step:a1-1', 'approve:a1-1']);
  });
});
