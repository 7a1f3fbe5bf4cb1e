import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { useUnits } from '../../../api/units';
import type { At } from '../../../parts/choice';
import type { Clash } from '../../../parts/clashes';
import { between, type Fact } from '../../../parts/facts';
import { othersChanges } from '../../../parts/merge';
import { useMatterWords } from '../use-words';
import { contentsOf } from './contents';
import type { Act, Found } from './known';
import { namedIn } from './named';

type Typed = Readonly<Record<string, unknown>>;
interface Form {
  beforehand: (found: Found) => Typed;
  fields: readonly { readonly name: string; readonly label: string }[];
}

/**
 * Tells what of a matter others changed between two looks at it, in words, beside what is typed of the thing that the act is about:
 * field by field where the form begins with what is there.
 *
 * @param form what stands in the form of the act before anybody types, and what its fields are called
 */
export function useMatterClashes(): (before: Found, now: Found, act: Pick<Act, 'about' | 'subject'>, typed: Typed, at: At, form: Form) => Clash[] {
  const { t, i18n } = useTranslation();
  const { nameOf } = useUnits();
  const facts = useFacts();
  // Asked by the form whose field chooses among them.
  const { data: plans } = useQuery({ queryKey: ['plans'], enabled: false, queryFn: () => answer(api.GET('/plans')) });
  const one = (value: unknown, named: ReadonlyMap<string, string>): string => {
    if (value == null) return '';
    const option = `proceedingActs.options.${String(value)}`;
    return named.get(String(value)) ?? (i18n.exists(option) ? t(option as 'proceedingActs.options.minor') : nameOf(String(value)));
  };
  return (before, now, { about, subject }, typed, at, { beforehand, fields: labels }) => {
    const named = namedIn([before, now], plans?.rows ?? []);
    const words = (value: unknown): string => (Array.isArray(value) ? value.map((each) => one(each, named)).join(t('common.list')) : one(value, named));
    const fields = othersChanges<Record<string, unknown>>(beforehand(before), beforehand(now)).map(
      ({ field, before: was, theirs }): Clash => ({ id: `field:${field}`, label: t(`proceedingActs.fields.${(labels.find(({ name }) => name === field)?.label ?? field) as 'title'}`), before: words(was), theirs: words(theirs), mine: words(typed[field]), choice: at(field, theirs, { with: was }) }),
    );
    const mine = Object.values(typed).filter((said) => typeof said === 'string' || typeof said === 'number');
    const itself = `${about}:${subject}`;
    return [...fields, ...between(facts(before), facts(now), { [itself]: mine.join(' · ') }).filter(({ id }) => fields.length === 0 || id !== itself)];
  };
}

function useFacts(): (found: Found) => Map<string, Fact> {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { status } = useMatterWords();
  const said = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ');
  return (found) => {
    const { steps = [], visits = [], findings = [], matters = [], entries = [], plans = [] } = contentsOf(found);
    return new Map<string, Fact>([
      ['status', { label: t('proceeding.status'), value: status(found.status) }],
      ...found.papers.map((p): [string, Fact] => [`paper:${p.id}`, { label: said(...new Set(p.to.map((to) => nameOf(to.unitId)))), value: said(p.text?.split('\n')[0], t(`proceeding.paperStatus.${p.status}`)) }]),
      ...findings.map((f): [string, Fact] => [`finding:${f.id}`, { label: said(t('proceedingActs.fields.finding'), nameOf(f.unitId)), value: said(f.text, t(`proceedingActs.options.${f.severity}`), t(`proceedingParts.findingStatus.${f.status}`)) }]),
      ...steps.map((s): [string, Fact] => [`step:${s.id}`, { label: said(t('proceedingActs.fields.todo'), nameOf(s.unitId)), value: said(s.text, s.day, t(`proceedingParts.stepStatus.${s.status}`)) }]),
      ...visits.map((v): [string, Fact] => [
        `visit:${v.id}`,
        // A visit of an inspection is planned and done; one to a unit that is guided is told when it was made.
        'status' in v
          ? { label: said(t('proceedingActs.fields.visitDay'), nameOf(v.unitId)), value: said(v.day, t(`proceedingParts.visitStatus.${v.status}`)) }
          : { label: t('proceedingActs.fields.visitDay'), value: said(v.day, v.findings) },
      ]),
      ...matters.map((m): [string, Fact] => [`matter:${m.id}`, { label: t('proceedingActs.fields.title'), value: said(m.title, t(`proceedingParts.matterStatus.${m.status}`)) }]),
      ...entries.map((e): [string, Fact] => [`entry:${e.id}`, { label: t('proceedingActs.fields.entryTitle'), value: said(e.title, e.unitIds.map(nameOf).join(t('common.list')), `${e.from} – ${e.to}`, t(`proceedingParts.entryStatus.${e.status}`)) }]),
      ...plans.map((p): [string, Fact] => [`plan:${p.planId}`, { label: p.title, value: t(`proceedingParts.planStatus.${p.status}`) }]),
    ]);
  };
}
