import type { RecordedEvent } from '#libs/event-store/event';
import { ROSTER } from '#libs/supervision/testing/world';
import { given } from '#libs/supervision/testing/given';
import { timelineOf } from './timeline';

const event = (type: string, data: object): RecordedEvent =>
  ({ version: 3, type, data, meta: { actor: { kind: 'system', name: 'test' }, occurredAt: '2026-01-05T02:00:00.000Z' }, recordedAt: '2026-01-05T02:00:00.000Z', hash: Buffer.from('ab', 'hex') }) as unknown as RecordedEvent;
const origin = (number: string, amendment: number, by = 'merge') => ({ itemId: `i${number}`, number, title: `事项${number}`, firstDeadline: null, ended: true, by, amendment });
const named = [{ itemId: 'i8', number: '8', title: '新事项' }, { itemId: 'i9', number: '', title: '无编号事项' }];

it.each([
  ['ItemIssued', { origins: [origin('1', 1), origin('2', 2), origin('3', 2)] }, '由合并而来：2 事项2；3 事项3', 'merged from: 2 事项2; 3 事项3'],
  ['ItemIssued', { origins: [origin('1', 1, 'split')] }, '由拆分而来：1 事项1', 'split off: 1 事项1'],
  ['ItemIssued', { carriedFrom: null }, '下发', 'issued'],
  ['ItemAmended', { amendment: 2, takesIn: { origins: [origin('1', 1), origin('2', 2)], figures: [] } }, '并入了：2 事项2', 'merged into it: 2 事项2'],
  ['ItemAmended', { amendment: 2, splitOff: named }, '拆出：8 新事项；无编号事项', 'split off it: 8 新事项; 无编号事项'],
  ['ItemAmended', { amendment: 2 }, '调整', 'amended'],
  ['ItemClosed', { how: 'dropped', goesOnIn: { by: 'merge', items: named } }, '并入：8 新事项；无编号事项', 'merged into: 8 新事项; 无编号事项'],
  ['ItemClosed', { how: 'dropped', goesOnIn: { by: 'split', items: named } }, '拆分为：8 新事项；无编号事项', 'split into: 8 新事项; 无编号事项'],
  ['ItemClosed', { how: 'dropped' }, '结束', 'closed'],
])('%s %j is told as %s', (type, data, zh, en) => {
  expect(timelineOf([event(type, data)], given().state, ROSTER, new Map(), { kind: 'all' })[0]).toMatchObject({ zh, en });
});
