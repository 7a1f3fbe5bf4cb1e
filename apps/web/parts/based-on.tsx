import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Opens the records that a figure was counted from. @param what the figure */
export function BasedOn({ what, refs, open }: { what: string; refs: readonly string[]; open: (of: { title: string; refs: readonly string[] }) => void }): React.ReactNode {
  const { t } = useTranslation();
  if (refs.length === 0) return t('eligibility.nothing');
  return (
    <Button type="link" size="small" aria-label={t('eligibility.openOf', { what, count: refs.length })} onClick={() => open({ title: what, refs })}>
      {t('eligibility.open', { count: refs.length })}
    </Button>
  );
}
