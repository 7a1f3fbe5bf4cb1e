import { useTranslation } from 'react-i18next';
import type { At } from '../../parts/choice';
import type { Clash } from '../../parts/clashes';
import type { OthersChange } from '../../parts/merge';
import type { TypedItem } from './item-typed';

type Value = TypedItem[keyof TypedItem] | undefined;

/** What others changed of an item of a draft, in words, beside what is typed of the same. */
export function useFieldClashes(): (others: readonly OthersChange<TypedItem>[], typed: TypedItem, at: At) => Clash[] {
  const { t } = useTranslation();
  const labels: Record<keyof TypedItem, string> = {
    number: t('draft.item.number'),
    title: t('draft.item.name'),
    category: t('draft.item.category'),
    leads: t('draft.item.leads'),
    participants: t('draft.item.participants'),
    units: t('draft.item.unmarked'),
    deadline: t('draft.item.deadline'),
    recurrence: t('draft.item.recurrence'),
    content: t('draft.item.content'),
    targets: t('draft.item.targets'),
    steps: t('draft.step.all'),
  };
  const line = (one: string | TypedItem['targets'][number] | TypedItem['steps'][number]): string =>
    typeof one === 'string' ? one : 'metric' in one ? `${one.metric} ${one.comparison} ${one.value} ${one.unit}` : `${one.title} ${t('draft.step.takes', { count: one.workingDays })}`;
  const words = (field: keyof TypedItem, value: Value): string => {
    if (field === 'recurrence' && value) return t(`draft.rhythm.${value as 'monthly'}`);
    return (Array.isArray(value) ? value.map(line).join(t('common.list')) : value) || t('common.none');
  };
  return (others, typed, at) => others.map(({ field, before, theirs }) => ({ id: field, label: labels[field], before: words(field, before), theirs: words(field, theirs), mine: words(field, typed[field]), choice: at(field, theirs, { with: before }) }));
}
