import { aScheme } from '#libs/scoring/testing/a-scheme';
import type { Scheme } from '#libs/supervision/evaluation/scheme';
import { opened } from '#libs/supervision/testing/evaluation';
import { EvaluationChecks } from './evaluation-checks';

const whatIf = (scheme: Scheme): unknown => new EvaluationChecks(null as never, null as never).whatIf(opened().state, scheme);
const heavy = (): Scheme => {
  const scheme = aScheme();
  const [first] = scheme.classes[0]!.indicators;
  return { ...scheme, classes: scheme.classes.map((c) => ({ ...c, indicators: ['a', 'b'].map((id) => ({ ...first!, id, name: id, points: '90', formula: '90' })) })) };
};

describe('who would stand where under another scheme', () => {
  it('is asked of a sound one', () => {
    expect(whatIf(aScheme())).toHaveLength(3);
  });

  it.each<[string, Scheme, string]>([
    ['whose weights are 180 of 100', heavy(), 'scheme.classes[0].indicators'],
    ['without grades', { ...aScheme(), grades: [] }, 'scheme.grades'],
    ['with less than no decimals', { ...aScheme(), decimals: -3 }, 'scheme.decimals'],
    ['with more decimals than there are', { ...aScheme(), decimals: 2_000_000_000 }, 'scheme.decimals'],
    ['with a class twice', { ...aScheme(), classes: [...aScheme().classes, ...aScheme().classes] }, 'scheme.classes'],
  ])('is not asked of one %s: each fault is named by its field, as where one is set', (_, scheme, field) => {
    const refused = whatIf(scheme) as { rejected: { code: string; fields: { field: string }[] } };
    expect(refused.rejected.code).toBe('scheme-invalid');
    expect(refused.rejected.fields.map((f) => f.field)).toContain(field);
  });
});
