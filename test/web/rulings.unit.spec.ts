import { rulingOf } from '../../apps/web/pages/workbench/rulings';

describe('the queue of what waits for a ruling', () => {
  it.each([
    [null, 'rule:r1', 'decline', 'decline'],
    [null, 'rule:r1', 'extension', 'extension'],
    [null, 'rule:r1', 'reason', 'extension'],
    [null, 'rule:r1', 'objection', 'objection'],
    ['difficulty/d1', 'rule:step-1', undefined, 'extension'],
    ['meeting/m1', 'objection:o1', undefined, 'objection'],
    ['plan-review/p1', 'objection:o1', undefined, 'objection'],
    ['inspection/i1', 'rule:o1', undefined, 'objection'],
  ] as const)('%s %s %s: %s', (proceeding, duty, asked, queue) => expect(rulingOf({ proceeding, duty }, asked)).toBe(queue));

  it('leaves nothing out of which it is not known what was asked', () => expect(rulingOf({ proceeding: null, duty: 'rule:r1' }, undefined)).toBe('extension'));
});
