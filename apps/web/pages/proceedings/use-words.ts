import { useTranslation } from 'react-i18next';

/** Words of states and duties of matters; a kind may have one without words of its own, which is then shown by its name. */
export function useMatterWords(): { status: (status: string, kind?: string) => string; duty: (kind: string) => string; kind: (kind: string) => string } {
  const { t } = useTranslation();
  const statuses = t('proceeding.statuses', { returnObjects: true }) as Record<string, string>;
  const own = t('proceeding.statusesOf', { returnObjects: true }) as Record<string, Record<string, string>>;
  const duties = t('proceeding.dutyKinds', { returnObjects: true }) as Record<string, string>;
  const kinds = t('proceeding.kinds', { returnObjects: true }) as Record<string, string>;
  return { status: (s, k = '') => own[k]?.[s] ?? statuses[s] ?? s, duty: (k) => duties[k] ?? k, kind: (k) => kinds[k] ?? k };
}
