import { c, given, moment, type Story } from '../testing/given';
import { of } from '../testing/world';
import { litUnits, unitsTurnedSince } from './item.lit';
import { itemLight } from './item.light';
import { settleItem } from './item.settle';

/** Who turned red within a quarter, recovered or not. The step of `lead` is due on 2026-06-30, and red some working days later. */
const LEAD = of('lead', 1);
const red = (): Story => given({}).and('2026-01-06', LEAD, c.receive());
const since = (story: Story, now: string, day: string): string[] => unitsTurnedSince(story.events, settleItem(story.state, moment(now), story.rules).state, 'red', day);

test('what is red now is so since the day on which it turned', () => {
  const story = red().until('2026-07-20');
  expect(itemLight(story.state).light).toBe('red');
  expect(litUnits(story.state, 'red')).toEqual(['lead']);
  expect([since(story, '2026-07-20', '2026-01-01'), since(story, '2026-07-20', '2026-07-20')]).toEqual([['lead'], []]);
});

test('what turned red and has recovered is found all the same, and not what turned red before', () => {
  const story = red().until('2026-07-20').and('2026-07-23', LEAD, c.submit()).and('2026-07-24', of('supervisor', 1), c.verify());
  expect(litUnits(story.state, 'red')).toEqual([]);
  expect([since(story, '2026-09-01', '2026-07-01'), since(story, '2026-09-01', '2026-07-20')]).toEqual([['lead'], []]);
});

test('whether the timer had run does not matter', () => {
  const late = red().and('2026-07-23', LEAD, c.submit()).and('2026-07-24', of('supervisor', 1), c.verify());
  expect(since(late, '2026-09-01', '2026-07-01')).toEqual(['lead']);
});

test('what was put right was never red', () => {
  const objected = red().until('2026-07-20').and('2026-07-20', LEAD, c.object('lateness'));
  expect(since(objected, '2026-07-21', '2026-06-01')).toEqual(['lead']);
  const upheld = objected.and('2026-07-21', of('supervisor', 4), c.rule(true, 'o1'));
  expect(upheld.state.lateness[0]?.overturned).not.toBeNull();
  expect(since(upheld, '2026-07-22', '2026-06-01')).toEqual([]);
});

test('what was never late was never red', () => {
  const story = red().and('2026-06-02', LEAD, c.submit()).and('2026-06-03', of('supervisor', 1), c.verify());
  expect(since(story, '2026-09-01', '2026-01-01')).toEqual([]);
});

test('a new date takes the colour away, and what was red before stays found', () => {
  const story = red().until('2026-07-20').and('2026-07-20', LEAD, c.extend('2026-12-31')).and('2026-07-21', of('supervisor', 1), c.rule(true, 'r1', { day: '2026-12-31' }));
  expect(litUnits(story.state, 'red')).toEqual([]);
  expect(since(story, '2026-08-03', '2026-07-01')).toEqual(['lead']);
});
