import { aScheme } from '#libs/scoring/testing/a-scheme';
import type { Scheme } from '#libs/supervision/evaluation/scheme';
import { opened } from '#libs/supervision/testing/evaluation';
import { ROSTER } from '#libs/supervision/testing/world';
import { SetClock } from '../clock';
import { EvaluationChecks } from './evaluation-checks';

const whatIf = (scheme: Scheme) => new EvaluationChecks(null as never, null as never, async () => ROSTER, new SetClock('2026-03-02T01:00:00.000Z')).whatIf(opened().state, scheme);
const heavy = (): Scheme => {
  const scheme = aScheme();
  const [first] = scheme.classes[0]!.indicators;
  return { ...scheme, classes: scheme.classes.map((c) => ({ ...c, indicators: ['a', 'b'].map((id) => ({ ...first!, id, name: id, points: '90', formula: '90' })) })) };
};

describe('who would stand where under another scheme', () => {
  it('is asked of a sound one', async () => {
    expect(await whatIf(aScheme())).toHaveLength(3);
  });

  it('puts each unit into the class that its traits put it into there, by what it was when the round was opened', async () => {
    const [first, second] = aScheme().classes;
    const byKind = (when: object): Scheme => ({ ...aScheme(), classes: [{ ...first!, when }, { ...second!, when: { unitClass: 'privateEnterprise' } }] });
    expect(await whatIf(byKind({ unitClass: 'governmentOrgan' }))).toMatchObject([{ unitId: 'union', classId: 'departments' }, { unitId: 'lead', classId: 'departments' }, { unitId: 'second', classId: 'enterprises' }]);
    expect(await whatIf(byKind({ unitClass: 'partyOrgan' }))).toMatchObject({ rejected: { code: 'class-unfit', fields: [{ field: 'scheme.classes', zh: expect.stringContaining('union') }, { zh: expect.stringContaining('lead') }] } });
  });

  it.each<[string, Scheme, string]>([
    ['whose weights are 180 of 100', heavy(), 'scheme.classes[0].indicators'],
    ['without grades', { ...aScheme(), grades: [] }, 'scheme.grades'],
    ['with less than no decimals', { ...aScheme(), decimals: -3 }, 'scheme.decimals'],
    ['with more decimals than there are', { ...aScheme(), decimals: 2_000_000_000 }, 'scheme.decimals'],
    ['with a class twice', { ...aScheme(), classes: [...aScheme().classes, ...aScheme().classes] }, 'scheme.classes'],
  ])('is not asked of one %s: each fault is named by its field, as where one is set', async (_, scheme, field) => {
    const refused = (await whatIf(scheme)) as { rejected: { code: string; fields: { field: string }[] } };
    expect(refused.rejected.code).toBe('scheme-invalid');
    expect(refused.rejected.fields.map((f) => f.field)).toContain(field);
  });
});
