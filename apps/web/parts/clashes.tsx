import { useTranslation } from 'react-i18next';
import type { Clash } from './facts';
import { ReadTable } from './read-table';

export type { Clash };

/** All four columns stand beside each other in the narrow sheet of a form. */
const WRAPS = 'wraps narrow';

/** What was, what others made of it, and what the form says, side by side: its writer decides, and what was typed stays in its fields. */
export function Clashes({ clashes }: { clashes: readonly Clash[] }): React.ReactNode {
  const { t } = useTranslation();
  if (clashes.length === 0) return <p>{t('acts.clash.none')}</p>;
  return (
    <>
      <ReadTable
        title={t('acts.clash.title')}
        rows={clashes}
        columns={[
          { title: t('acts.clash.what'), className: WRAPS, dataIndex: 'label' },
          { title: t('acts.clash.before'), className: WRAPS, dataIndex: 'before' },
          { title: t('acts.clash.theirs'), className: WRAPS, dataIndex: 'theirs' },
          { title: t('acts.clash.mine'), className: WRAPS, render: (_, c) => (c.mine === '' ? t('common.none') : c.mine) },
        ]}
      />
      <p>{t('acts.clash.keep')}</p>
    </>
  );
}
