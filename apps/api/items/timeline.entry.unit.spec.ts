import type { RecordedEvent } from '#libs/event-store/event';
import { DIFFICULTY } from '#libs/supervision/difficulty/difficulty';
import { ROSTER, rulesWith } from '#libs/supervision/testing/world';
import { proceedingTimeline } from '../proceedings/proceeding.timeline';
import { personsOf, timelineEntry } from './timeline.entry';

const event = (type: string, actor: object, data: object = {}): RecordedEvent =>
  ({ version: 3, type, data, meta: { actor, occurredAt: '2026-01-05T02:00:00.000Z', reason: '岗位调整' }, recordedAt: '2026-01-05T02:00:00.000Z', hash: Buffer.from('ab', 'hex') }) as unknown as RecordedEvent;
const NAMES = new Map([['p1', '甲'], ['p2', '乙'], ['p3', '丙'], ['p4', '丁']]);
const WORDS = { zh: '某事', en: 'something' };
const KNOWN = { id: 'd1', papers: {} };
const ALL = { who: false, contents: false };
const stoodIn = event('StepDone', { kind: 'person', personId: 'p1', unitId: 'lead', insteadOf: 'p2' });
const signed = event('ResultSigned', { kind: 'person', personId: 'p1', unitId: 'lead' }, { inPlaceOf: { unitId: 'helper', personId: 'p3' } });
const moved = event('HandedOver', { kind: 'person', personId: 'p4', unitId: 'office' }, { from: { unitId: 'lead', personId: 'p2' }, to: { unitId: 'helper', personId: null } });

describe('an entry of a timeline', () => {
  it('names everybody whom it speaks of, once each', () => {
    expect(personsOf([stoodIn, signed, moved, event('OverdueMarked', { kind: 'system', name: 'clock' })])).toEqual(['p1', 'p2', 'p3', 'p4']);
  });

  it('has both names: of who acted and in whose place', () => {
    expect(timelineEntry(stoodIn, WORDS, ROSTER, NAMES, ALL).actor).toMatchObject({ name: '甲', unit: 'lead', insteadOf: { personId: 'p2', name: '乙' } });
    expect(timelineEntry(signed, WORDS, ROSTER, NAMES, ALL).actor.insteadOf).toEqual({ personId: 'p3', name: '丙' });
    expect(timelineEntry(moved, WORDS, ROSTER, NAMES, ALL).handedOver).toEqual({ from: { unitId: 'lead', unit: 'lead', personId: 'p2', name: '乙' }, to: { unitId: 'helper', unit: 'helper', personId: null, name: null } });
  });

  it('has them in a proceeding as in an item', () => {
    const [entry] = proceedingTimeline(DIFFICULTY, KNOWN, [stoodIn], rulesWith(), NAMES, { kind: 'all' });
    expect(entry).toMatchObject({ zh: '报办结', actor: { name: '甲', insteadOf: { personId: 'p2', name: '乙' } } });
  });

  it('names nobody to who sees only that it happened', () => {
    expect(timelineEntry(moved, WORDS, ROSTER, NAMES, { who: true, contents: true })).toMatchObject({ actor: { personId: null, name: null }, handedOver: null, reason: null, data: null });
    expect(timelineEntry(stoodIn, WORDS, ROSTER, NAMES, { who: false, contents: true })).toMatchObject({ actor: { name: '甲' }, reason: null, data: null });
    const seenBy = (unitId: string): unknown => proceedingTimeline(DIFFICULTY, KNOWN, [moved], rulesWith(), NAMES, { kind: 'units', unitIds: [unitId] })[0]!.handedOver;
    expect([seenBy('spare'), seenBy('helper') !== null, seenBy('lead') !== null]).toEqual([null, true, true]);
  });
});
