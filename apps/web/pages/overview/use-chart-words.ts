import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Words } from './options';

export function useChartWords(): Words {
  const { t } = useTranslation();
  return useMemo(() => ({ light: (light) => t(`supervision.light.${light}`), due: t('overview.due'), completed: t('overview.completed') }), [t]);
}
