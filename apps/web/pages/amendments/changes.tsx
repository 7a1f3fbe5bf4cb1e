import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { ReadTable } from '../../parts/read-table';

/** What an amendment changes, item by item: what was, and what becomes of it. */
export function Changes({ title, changes }: { title: string; changes: readonly Schemas['AmendmentChangeBody'][] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ReadTable
      title={title}
      rows={changes.map((c, n) => ({ ...c, id: String(n) }))}
      columns={[
        {
          title: t('planEnd.amendments.item'),
          render: (_, c) =>
            c.itemId === null ? (
              t('common.none')
            ) : (
              <Link to="/items/$itemId" params={{ itemId: c.itemId }}>
                {c.itemId}
              </Link>
            ),
        },
        { title: t('planEnd.amendments.what'), render: (_, c) => t(`planEnd.amendments.kinds.${c.kind}`) },
        { title: t('planEnd.amendments.before'), render: (_, c) => c.before ?? t('common.none') },
        { title: t('planEnd.amendments.after'), render: (_, c) => c.after ?? t('common.none') },
      ]}
    />
  );
}
