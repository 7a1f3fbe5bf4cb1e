import type { Draft } from '#libs/supervision/plan/draft';
import { longestShared, twinsOf } from './twins';

describe('the invented paper of the story', () => {
  let real: Draft, twin: Draft;
  beforeAll(async () => {
    ({ real, twin } = await twinsOf('003_37132ff275600d1d.txt', '003-anqing.txt', '2022-06-08'));
  });

  it('has the structure of the real one: points, units by role, figures, what is open', () => {
    const structure = ({ items, plan, report, decisions, notUnderstood }: Draft): unknown => ({
      items: items.map((i) => [i.number, plan.categories.indexOf(i.category ?? ''), i.leads, i.participants, i.units, i.targets.map((t) => [t.comparison, t.value, t.unit]), i.deadline, i.recurrence]),
      found: report.found,
      period: plan.period,
      issuedOn: plan.issuedOn,
      open: decisions.map((d) => [d.kind, d.itemNumber, d.blocking]),
      notUnderstood,
    });
    expect(structure(twin)).toEqual(structure(real));
  });

  it('and none of its sentences', () => {
    for (const [i, item] of twin.items.entries()) {
      expect(item.title).not.toBe(real.items[i]!.title);
      for (const { title, content } of real.items) {
        expect(longestShared(item.title, title).length).toBeLessThan(5);
        expect(longestShared(item.content, content).length).toBeLessThan(9);
      }
    }
  });
});
