import { given, c } from '../testing/given';
import { of, TARGET } from '../testing/world';
import type { ItemCommand } from './item.commands';

const quantify = (more: Partial<Extract<ItemCommand, { type: 'quantify' }>>): ItemCommand => ({ type: 'quantify', targets: [], deadline: null, steps: [], notNeeded: null, ...more });
const step = (id: string) => ({ id, assignmentId: 'a1', title: '方案', day: '2026-05-29', evidenceRequired: false });
const office = of('office');

describe('ids that people give', () => {
  it.each(['a:b', 'a/b', 'a b', ' a', '', '-a'])('are refused where they would fall apart in a key: “%s”', (id) => {
    expect(given().when('2026-02-02', office, quantify({ steps: [step(id)] })).rejected).toBe('id-invalid');
    expect(given().when('2026-02-02', office, quantify({ targets: [{ ...TARGET, id }] })).rejected).toBe('id-invalid');
  });

  it('are taken in the letters of any language, each once', () => {
    expect(given().when('2026-02-02', office, quantify({ steps: [step('方案-1'), step('b.2_c')] })).rejected).toBeNull();
    expect(given().when('2026-02-02', office, quantify({ steps: [step('s1'), step('s1')] })).rejected).toBe('name-taken');
    expect(given().when('2026-02-02', office, quantify({ targets: [{ ...TARGET, id: 't2' }, { ...TARGET, id: 't2' }] })).rejected).toBe('name-taken');
  });

  it('are never written over by a step that opens by itself', () => {
    const planned = given({ recurrence: 'monthly', deadline: null, steps: [] }).and('2026-01-06', office, quantify({ steps: [step('a1-2026-M02'), step('n1-a1-2026-M02')] }));
    const opened = planned.until('2026-02-02');
    expect(opened.state.steps['a1-2026-M02']).toMatchObject({ title: '方案', period: null });
    expect(opened.state.steps['a1-2026-M02.2']).toMatchObject({ period: '2026-M02' });
    const moved = opened.and('2026-02-03', office, c.transfer('spare')).state;
    expect(moved.steps['n1-a1-2026-M02']).toMatchObject({ assignmentId: 'a1', status: 'cancelled' });
    const goOn = Object.values(moved.steps).filter((s) => s.assignmentId === 'n1');
    expect(goOn.map((s) => s.title).sort()).toEqual(['技能培训 2026-M01', '技能培训 2026-M02', '方案', '方案']);
  });
});
