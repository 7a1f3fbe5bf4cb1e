import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../../api/client';
import { itemOf } from '../../../api/items';
import { useNamesIn } from '../../../api/people';
import { useUnits } from '../../../api/units';
import { contentsOf, type Indicator } from './contents';
import type { Source } from './fields';
import type { Act, Found } from './known';

type Class = Schemas['SchemeDto']['classes'][number];

export interface Choice {
  value: string;
  label: string;
}

/** What a field of the form chooses among. */
export function useChoices(found: Found, act: Act, source: Source): Choice[] {
  const { t } = useTranslation();
  const { units, nameOf } = useUnits();
  const { scope, checklist = [], team = [], offers = [], units: evaluated = [], memberUnitIds = [], plans = [] } = contentsOf(found);
  const personOf = useNamesIn(source === 'team' ? team.map((m) => m.unitId) : []);
  const items = useQueries({ queries: (source === 'items' ? (scope?.itemIds ?? []) : []).map((itemId) => itemOf(itemId)) });
  const indicators = useIndicators(found, source === 'indicators' ? act.unitId : null);
  const difficulties = useQuery({ queryKey: ['proceedings', 'at-conference'], enabled: source === 'difficulties', queryFn: () => answer(api.GET('/proceedings', { params: { query: { kind: ['difficulty'], status: ['atConference'], limit: 100 } } })) });
  const issued = useQuery({ queryKey: ['plans'], enabled: source === 'plans', queryFn: () => answer(api.GET('/plans')) });
  const named = (ids: readonly string[]): Choice[] => ids.map((value) => ({ value, label: nameOf(value) }));
  switch (source) {
    case 'units':
      return units.map(({ id, name }) => ({ value: id, label: name }));
    case 'inspectedUnits':
      return named([...new Set([...(scope?.unitIds ?? []), ...(scope?.reformUnitIds ?? [])])]);
    case 'checklist':
      return checklist.map(({ key, text }) => ({ value: key, label: text }));
    case 'items':
      return items.flatMap(({ data }) => (data === undefined ? [] : [{ value: data.id, label: `${data.number} ${data.title}` }]));
    case 'team':
      return team.filter((m) => m.left === null).map((m) => ({ value: m.personId, label: `${personOf(m.personId) ?? ''} ${t(`proceedingParts.teamRoles.${m.role}`)} · ${nameOf(m.unitId)}`.trim() }));
    case 'offers':
      return offers.map((o) => ({ value: o.inspectionId, label: `${o.from} – ${o.to} · ${o.unitIds.map(nameOf).join(t('common.list'))}` }));
    case 'evaluatedUnits':
      return named(evaluated.map((u) => u.unitId));
    case 'verifiedUnits':
      return named(evaluated.filter((u) => u.stage === 'verified').map((u) => u.unitId));
    case 'indicators':
      return indicators.map(({ id, name }) => ({ value: id, label: name }));
    case 'members':
      return named([...new Set([found.officeUnitId, ...memberUnitIds])]);
    case 'difficulties':
      return (difficulties.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }));
    case 'plans':
      return (issued.data?.rows ?? []).map(({ planId, title }) => ({ value: planId, label: title }));
    case 'returnedPlans':
      return plans.filter((p) => p.status === 'returned').map(({ planId, title }) => ({ value: planId, label: title }));
    case 'waitingPlans':
      return plans.filter((p) => p.status === 'returned' || p.status === 'sent').map(({ planId, title }) => ({ value: planId, label: title }));
  }
}

/** The indicators by which a unit is scored: those of its class, in the version of the scheme that the round goes by. */
export function useIndicators(found: Found, unitId: string | null): readonly Indicator[] {
  const classId = contentsOf(found).units?.find((u) => u.unitId === unitId)?.classId;
  return useClasses(found, unitId !== null).find((c) => c.id === classId)?.indicators ?? [];
}

/** The names of the classes that units are ranked in, each by itself. */
export function useClassName(found: Found): (classId: string) => string {
  const classes = useClasses(found, true);
  return (classId) => classes.find((c) => c.id === classId)?.name ?? classId;
}

/** In the version of the scheme that an evaluation goes by; none of what is no evaluation. */
function useClasses(found: Found, wanted: boolean): readonly Class[] {
  const { schemeId, schemeVersion } = contentsOf(found);
  const query = useQuery({ queryKey: ['scheme', schemeId], enabled: wanted && schemeId !== undefined, queryFn: () => answer(api.GET('/schemes/{schemeId}', { params: { path: { schemeId: schemeId! } } })) });
  return query.data?.versions.find((v) => v.version === schemeVersion)?.scheme.classes ?? [];
}
