import { gathered, type Told } from '#apps/web/parts/gathered';

const entry = (at: string, zh: string, unitId: string | null, by: string | null = null): Told & { id: string } => ({
  id: `${at} ${zh} ${unitId}`, at, zh, of: unitId === null ? null : { unitId }, reason: null, actor: { kind: by === null ? 'system' : 'person', personId: by, unitId: by, onBehalfOf: null },
});
const minute = (at: string): string => at.slice(0, 16);

it('tells newest first, what the system did of several units at one minute as one, with the units', () => {
  const told = gathered([entry('2031-03-01T00:00:01', '下发', null), entry('2031-03-10T00:00:01', '逾期', 'u1'), entry('2031-03-10T00:00:02', '逾期', 'u2'), entry('2031-03-10T00:00:03', '逾期', 'u2')], minute);
  expect(told.map(({ entry: { zh }, count, of }) => [zh, count, of])).toEqual([['逾期', 3, ['u2', 'u1']], ['下发', 1, []]]);
});

it('keeps apart what is said otherwise, later, or by somebody else, and names no unit twice', () => {
  const told = gathered([entry('2031-03-10T00:00:01', '签收', 'u1', 'u1'), entry('2031-03-10T00:00:02', '签收', 'u2', 'u2'), entry('2031-03-10T00:01:00', '签收', 'u2', 'u2')], minute);
  expect(told.map(({ count, of }) => [count, of])).toEqual([[1, []], [1, []], [1, []]]);
});
