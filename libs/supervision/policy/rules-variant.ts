import { hasTraits, type UnitTraits } from '../roster/unit-traits';
import { problemsOfRules, type Policy, type PolicyRules, type RulesVariant } from './policy';

const MOST = 50;
const LONGEST_GUIDANCE = 4_000;

/** The variants that are for a unit of these traits, in the policy's order. */
export function variantsFor(policy: Policy, traits: UnitTraits): RulesVariant[] {
  return policy.variants.filter((v) => hasTraits(traits, v.when));
}

/** The rules that hold for a unit of these traits; of variants that are both for it the later one has the last word. */
export function rulesFor(policy: Policy, traits: UnitTraits): PolicyRules {
  if (policy.variants.length === 0) return policy.rules;
  const variants = variantsFor(policy, traits);
  return variants.length === 0 ? policy.rules : variants.reduce((rules, v) => ({ ...rules, ...v.differences }), policy.rules);
}

type Problem = { field: string; zh: string; en: string };

/** What is wrong with a whole policy, by field: its rules, then each variant with its differences; fields of a variant are named `variants.<index>.<field>`. */
export function problemsOfPolicy(rules: PolicyRules, variants: readonly RulesVariant[]): Problem[] {
  const problems: Problem[] = problemsOfRules(rules);
  if (problems.length > 0) return problems;
  if (variants.length > MOST) problems.push({ field: 'variants', zh: `最多 ${MOST} 类`, en: `at most ${MOST}` });
  const names = new Set<string>();
  for (const [i, { name, when, differences, guidance }] of variants.entries()) {
    const at = `variants.${i}`;
    if (names.has(name)) problems.push({ field: `${at}.name`, zh: '名称重复', en: 'is the name of another variant too' });
    names.add(name);
    if (Object.values(when).every((v) => v === null || v === undefined)) problems.push({ field: `${at}.when`, zh: '至少写明一项：单位类别、规模、行业或地区', en: 'needs at least one of kind, size, trade and region' });
    if (Object.keys(differences).length === 0 && (guidance ?? '').trim() === '') problems.push({ field: `${at}.differences`, zh: '没有不同的规则，也没有指导意见', en: 'says nothing: neither rules that differ nor guidance' });
    if ((guidance ?? '').length > LONGEST_GUIDANCE) problems.push({ field: `${at}.guidance`, zh: `最多 ${LONGEST_GUIDANCE} 字`, en: `at most ${LONGEST_GUIDANCE} characters` });
    const templates = (['dutyTemplates', 'scheduleTemplates'] as const).filter((k) => differences[k] !== undefined);
    if (templates.length > 0) problems.push(...templates.map((k) => ({ field: `${at}.differences.${k}`, zh: '模板不分类别', en: 'is the same for all units' })));
    else problems.push(...problemsOfRules({ ...rules, ...differences }).map((p) => ({ ...p, field: `${at}.differences.${p.field}` })));
  }
  return problems;
}
