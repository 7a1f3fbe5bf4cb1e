import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';

/** What would move by kind and one by one, and each thing that would stay, with why. */
export function HandOverEffect({ found }: { found: Schemas['HandOverPreviewBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const kinds = t('administration.handOver.kinds', { returnObjects: true }) as Record<string, string>;
  const moving = found.rows.flatMap((row) => row.held.filter((h) => h.stays === null).map((h) => ({ id: `${row.id}:${h.id}`, kind: row.kind, title: row.title, text: h.text })));
  const stays = found.rows.flatMap((row) => row.held.filter((h) => h.stays !== null).map((h) => ({ id: `${row.id}:${h.id}`, title: row.title, why: h.stays![language()] })));
  const number = { align: 'right' as const, className: 'numbers' };
  if (found.counts.length === 0) return <p role="status">{t('administration.handOver.nothing')}</p>;
  return (
    <>
      <ReadTable
        title={t('administration.handOver.counts')}
        rows={found.counts.map((c) => ({ ...c, id: c.kind }))}
        columns={[
          { title: t('administration.handOver.kind'), render: (_, c) => kinds[c.kind] ?? c.kind },
          { title: t('administration.handOver.moves'), ...number, dataIndex: 'moves' },
          { title: t('administration.handOver.stays'), ...number, dataIndex: 'stays' },
        ]}
      />
      {moving.length > 0 && (
        <ReadTable
          title={t('administration.handOver.what')}
          rows={moving}
          columns={[
            { title: t('administration.handOver.kind'), render: (_, m) => kinds[m.kind] ?? m.kind },
            { title: t('administration.handOver.what'), className: 'wraps', render: (_, m) => (m.text === null || m.text === m.title || m.text.endsWith(` ${m.title}`) ? (m.text ?? m.title) : `${m.title} · ${m.text}`) },
          ]}
        />
      )}
      {stays.length > 0 && (
        <ReadTable
          title={t('administration.handOver.stays')}
          rows={stays}
          columns={[
            { title: t('administration.handOver.stays'), dataIndex: 'title' },
            { title: t('administration.handOver.why'), dataIndex: 'why' },
          ]}
        />
      )}
      {found.closed > 0 && <p className="secondary numbers">{t('administration.handOver.closed', { count: found.closed })}</p>}
    </>
  );
}
