import { readFileSync } from 'node:fs';
import type { Draft } from '#libs/supervision/plan/draft';
import { longestShared, realPaper, twinPaper, twinsOf } from './twins';

const [REAL, TWIN] = ['002_7e6d23d195f41a03.txt', '002-region.txt'] as const;

describe('the invented report of the story', () => {
  let real: Draft, twin: Draft;
  beforeAll(async () => {
    ({ real, twin } = await twinsOf(REAL, TWIN, '2025-11-08'));
  });

  it('has the figures of the real one by unit and reckoning, and announces as many', () => {
    const structure = ({ items, narrative, decisions, notUnderstood, report }: Draft): unknown => ({
      items: items.length,
      facts: narrative!.facts.map(({ comparison, value, unit, reckoning, asOf }) => [comparison, value, unit, reckoning, asOf]),
      announced: narrative!.announced.map(({ count, found, listedIn }) => [count, found, listedIn === null]),
      lacks: narrative!.lacks.map((l) => l.what),
      sections: new Set(narrative!.measures.map((m) => m.place.section)).size,
      announcedBy: report.reconciliation.map(({ announced, found, agrees }) => [announced, found, agrees]),
      open: decisions.map((d) => [d.kind, d.blocking]),
      notUnderstood: notUnderstood.map((n) => n.reason),
    });
    expect(structure(twin)).toEqual(structure(real));
  });

  it('and none of its sentences', () => {
    expect(longestShared(readFileSync(twinPaper(TWIN), 'utf8'), readFileSync(realPaper(REAL), 'utf8')).length).toBeLessThan(20);
    for (const { text } of twin.narrative!.measures) for (const other of real.narrative!.measures) expect(longestShared(text, other.text).length).toBeLessThan(17);
  });
});
