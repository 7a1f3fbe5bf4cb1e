import { readFileSync } from 'node:fs';
import type { Draft } from '#libs/supervision/plan/draft';
import { longestShared, realPaper, twinPaper, twinsOf } from './twins';

const [REAL, TWIN] = ['004_2f5b44ff293f560c.txt', '004-qujing.txt'] as const;

describe('the invented bulletin of the story', () => {
  let real: Draft, twin: Draft;
  beforeAll(async () => {
    ({ real, twin } = await twinsOf(REAL, TWIN, '2021-05-13'));
  });

  it('has the structure of the real one: points of what was done, figures, what is announced and not there', () => {
    const structure = ({ items, plan, narrative, report, decisions, notUnderstood }: Draft): unknown => ({
      items,
      measures: narrative?.measures.map((m) => [m.kind, m.ordinal, m.actor !== null, m.concerns]),
      facts: narrative?.facts.map((f) => [f.comparison, f.value, f.unit, f.reckoning, f.asOf, f.timeText]),
      announced: narrative?.announced.map((a) => [a.count, a.found, a.listedIn !== null]),
      lacks: narrative?.lacks.map((l) => l.what),
      found: report.found,
      counted: report.reconciliation.map((r) => [r.announced, r.found, r.agrees]),
      year: plan.year,
      issuedOn: plan.issuedOn,
      open: decisions.map((d) => [d.kind, d.itemNumber, d.blocking]),
      notUnderstood: notUnderstood.map((n) => n.reason),
    });
    expect(structure(twin)).toEqual(structure(real));
  });

  it('and none of its sentences', () => {
    const words = readFileSync(realPaper(REAL), 'utf8');
    const own = readFileSync(twinPaper(TWIN), 'utf8').split(/[。；\n\d]+/).filter((sentence) => sentence.length > 12);
    expect(own.length).toBeGreaterThan(40);
    expect(own.map((sentence) => longestShared(sentence, words)).filter((shared) => shared.length > 9)).toEqual([]);
  });
});
