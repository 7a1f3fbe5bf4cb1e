import { readFileSync } from 'node:fs';
import type { Draft } from '#libs/supervision/plan/draft';
import { longestShared, realPaper, twinPaper, twinsOf } from './twins';

const [REAL, TWIN] = ['001_3ea4beed8d0e8e77.txt', '001-opinion.txt'] as const;

describe('the invented opinion of the story', () => {
  let real: Draft, twin: Draft;
  beforeAll(async () => {
    ({ real, twin } = await twinsOf(REAL, TWIN, '2022-12-31'));
  });

  it('has the structure of the real one: measures in order and for whom, a number and a day, and what it lacks', () => {
    const structure = ({ items, plan, narrative, report, decisions, notUnderstood }: Draft): unknown => ({
      items,
      head: [plan.documentNumber !== null, plan.issuer !== null, plan.year, plan.issuedOn?.slice(0, 7)],
      ordinals: narrative!.measures.flatMap((m) => m.ordinal ?? []),
      concerns: narrative!.measures.flatMap((m) => m.concerns ?? []),
      kinds: [...new Set(narrative!.measures.map((m) => m.kind))],
      sections: [...new Set(narrative!.measures.map((m) => m.place.section))].length,
      facts: narrative!.facts,
      announced: narrative!.announced,
      lacks: narrative!.lacks.map((l) => l.what),
      reconciliation: report.reconciliation,
      open: decisions.map((d) => d.kind),
      notUnderstood: notUnderstood.map((n) => n.reason),
    });
    expect(structure(twin)).toEqual(structure(real));
  });

  it('and none of its sentences', () => {
    expect(longestShared(readFileSync(twinPaper(TWIN), 'utf8'), readFileSync(realPaper(REAL), 'utf8')).length).toBeLessThan(14);
  });
});
