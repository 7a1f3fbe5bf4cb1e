import type { ItemCommand } from '../item.commands';
import { c, given } from '../../testing/given';
import { FOUR, of, TARGET } from '../../testing/world';

const settle = (how: 'once' | 'apart'): ItemCommand => ({ type: 'settleOverlap', targetId: 't1', sources: ['a1', 'a2'], how, reason: '经核对名册' });

test('two rates are one or stand beside one another: nobody can decide that they add up', () => {
  const rates = given({ assignments: FOUR, targets: [{ ...TARGET, metric: '就业率', value: 90, unit: '%', text: '90%以上' }] }).and('2026-01-06', of('lead'), c.receive());
  expect(rates.when('2026-01-06', of('office'), settle('apart')).rejected).toBe('figure-never-adds-up');
  expect(rates.when('2026-01-06', of('office'), settle('once')).types).toContain('OverlapSettled');
  expect(given({ assignments: FOUR }).when('2026-01-06', of('office'), settle('apart')).types).toContain('OverlapSettled');
});
