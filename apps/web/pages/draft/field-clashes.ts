import { useTranslation } from 'react-i18next';
import type { Clash } from '../../parts/clashes';
import type { OthersChange } from '../../parts/merge';
import type { Typed } from './item-typed';

/** What others changed of an item of a draft, in words, beside what is typed of the same. */
export function useFieldClashes(): (others: readonly OthersChange<Typed>[], typed: Typed) => Clash[] {
  const { t } = useTranslation();
  const labels: Record<keyof Typed, string> = {
    number: t('draft.item.number'),
    title: t('draft.item.name'),
    category: t('draft.item.category'),
    leads: t('draft.item.leads'),
    participants: t('draft.item.participants'),
    units: t('draft.item.unmarked'),
    deadline: t('draft.item.deadline'),
    recurrence: t('draft.item.recurrence'),
    content: t('draft.item.content'),
  };
  const words = (field: keyof Typed, value: Typed[keyof Typed] | undefined): string => {
    if (field === 'recurrence' && value) return t(`draft.rhythm.${value as 'monthly'}`);
    return (Array.isArray(value) ? value.join(t('common.list')) : value) || t('common.none');
  };
  return (others, typed) => others.map(({ field, before, theirs }) => ({ id: field, label: labels[field], before: words(field, before), theirs: words(field, theirs), mine: words(field, typed[field]) }));
}
