import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Alert } from 'antd';
import type { Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { Light } from '../../parts/light';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';

type Found = Schemas['RulesPreviewBody'];

/** What a version would bring about if it took effect: which deadlines move, which lights change. */
export function DryRunResult({ found, stale }: { found: Found; stale: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { moved, becomeOverdue, lights, notices, corrections } = found;
  return (
    <Section title={t('rules.result.title')}>
      {stale && <Alert type="warning" showIcon role="alert" title={t('rules.stale')} />}
      <p role="status" className="numbers">
        <strong>{t('rules.result.summary', { moved: moved.count, overdue: becomeOverdue.count, lights: lights.count, ...notices })}</strong>
      </p>
      <p className="secondary numbers">
        {t('rules.result.examined', { count: found.examined })}
        {!found.complete && ` · ${t('rules.result.partial')}`}
        {found.supersedes.length > 0 && ` · ${t('rules.result.supersedes', { versions: found.supersedes.join(t('common.list')) })}`}
        {corrections.count > 0 && ` · ${t('rules.result.corrections', { count: corrections.count })}`}
      </p>
      {moved.count + lights.count === 0 && <p>{t('rules.result.nothing')}</p>}
      {moved.count > 0 && <Moved moved={moved} />}
      {lights.count > 0 && <Lights lights={lights} />}
    </Section>
  );
}

function Moved({ moved }: { moved: Found['moved'] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const kinds = t('supervision.duty', { returnObjects: true }) as Record<string, string>;
  return (
    <>
      <h3>{t('rules.moved.title')}</h3>
      {moved.count > moved.rows.length && <p className="secondary numbers">{t('rules.moved.shown', { shown: moved.rows.length, count: moved.count })}</p>}
      <ReadTable
        title={t('rules.moved.title')}
        rows={moved.rows.map((row) => ({ ...row, id: `${row.itemId}:${row.duty}` }))}
        columns={[
          { title: t('rules.moved.item'), render: (_, r) => <ItemLink {...r} /> },
          { title: t('rules.moved.unit'), render: (_, r) => `${nameOf(r.unitId)} · ${kinds[r.kind] ?? r.kind}` },
          { title: t('rules.moved.from'), className: 'numbers', render: (_, r) => r.from ?? t('common.none') },
          { title: t('rules.moved.to'), className: 'numbers', render: (_, r) => <strong>{r.to ?? t('common.none')}</strong> },
          { title: t('rules.moved.overdue'), render: (_, r) => (r.becomesOverdue ? t('rules.moved.overdue') : t('common.none')) },
        ]}
      />
    </>
  );
}

function Lights({ lights }: { lights: Found['lights'] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ReadTable
      title={t('rules.moved.lightTo')}
      rows={lights.rows.map((row) => ({ ...row, id: row.itemId }))}
      columns={[
        { title: t('rules.moved.item'), render: (_, r) => <ItemLink {...r} /> },
        { title: t('rules.moved.lightFrom'), render: (_, r) => <Light light={r.from} /> },
        { title: t('rules.moved.lightTo'), render: (_, r) => <Light light={r.to} /> },
      ]}
    />
  );
}

function ItemLink({ itemId, number, title }: { itemId: string; number: string; title: string }): React.ReactNode {
  return (
    <Link to="/items/$itemId" params={{ itemId }}>
      {number} {title}
    </Link>
  );
}
