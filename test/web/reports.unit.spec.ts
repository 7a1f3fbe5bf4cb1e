import { reportKey, reportsOf } from '../../apps/web/pages/item/acts/reports';

const step = (id: string, assignmentId: string, status = 'open') => ({ id, assignmentId, status });

describe('what a unit may report', () => {
  it('is each of its open steps, and its share as a whole where none is open', () => {
    const steps = [step('s1', 'a1'), step('s2', 'a1'), step('s3', 'a1', 'accepted'), step('s4', 'a2', 'accepted'), step('s5', 'a3')];
    const found = reportsOf(steps, [{ assignmentId: 'a1' }, { assignmentId: 'a2' }]);
    expect(found.map(({ act, step: of }) => [act.assignmentId, of?.id ?? null])).toEqual([['a1', 's1'], ['a1', 's2'], ['a2', null]]);
    expect(found.map(reportKey)).toEqual(['s1', 's2', 'a2']);
  });
});
