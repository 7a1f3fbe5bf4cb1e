import { useTranslation } from 'react-i18next';
import { useTold, type Figure } from './roll-up';

/** What nobody below has promised of a figure; what is promised beyond it is said as such. */
export function Gap({ figure: { gap, unit } }: { figure: Figure }): React.ReactNode {
  const { t } = useTranslation();
  const told = useTold();
  if (gap === null) return t('common.none');
  return gap < 0 ? t('levels.over', { value: told.value(-gap, unit) }) : told.value(gap, unit);
}
