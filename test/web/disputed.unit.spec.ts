import { disputable } from '../../apps/web/pages/item/disputed';

const late = (overturned: object | null = null) => [{ overturned }];
const step = (id: string, more: object = {}) => ({ id, assignmentId: 'a1', status: 'open', lateness: [] as { overturned: object | null }[], submissions: [] as { outcome: string }[], ...more });
const steps = [
  step('running'),
  step('late and done', { status: 'done', lateness: late() }),
  step('corrected', { lateness: late({ basis: '更正' }) }),
  step('returned', { submissions: [{ outcome: 'returned' }, { outcome: 'pending' }] }),
  step('of another', { assignmentId: 'a2', lateness: late(), submissions: [{ outcome: 'returned' }] }),
];
const found = (what: 'lateness' | 'return' | 'attribution') => disputable(steps, 'a1', what).map(({ id }) => id);

describe('an objection recorded for a unit', () => {
  it('is about a step of its own that was late and still counts so, also a finished one', () => expect(found('lateness')).toEqual(['late and done']));
  it('or about one that was returned', () => expect(found('return')).toEqual(['returned']));
  it('and names no step where the task itself is not its own', () => expect(found('attribution')).toEqual([]));
});
