import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { Section } from '../../../parts/page';
import { ReadTable } from '../../../parts/read-table';
import { useClassName } from '../acts/choices';
import type { Found } from '../acts/known';
import styles from '../acts/acts.module.css';

/** The result by class and rank, with the digest of what it rests on. */
export function Ranking({ found }: { found: Extract<Found, { kind: 'evaluation' }> }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const classOf = useClassName(found);
  const { result, publications } = found.content;
  if (result === null) return null;
  const published = publications.some((p) => p.material === result.material);
  return (
    <Section title={t('proceedingParts.ranking')}>
      {!published && <p className="secondary">{t('proceedingParts.provisional')}</p>}
      <ReadTable
        title={t('proceedingParts.ranking')}
        rows={[...result.rows].sort((a, b) => a.classId.localeCompare(b.classId) || a.rank - b.rank).map((row) => ({ ...row, id: row.unitId }))}
        columns={[
          { title: t('proceedingParts.class'), render: (_, row) => classOf(row.classId) },
          { title: t('proceedingParts.rank'), align: 'right', className: 'numbers', dataIndex: 'rank', width: 72 },
          { title: t('proceedingParts.unit'), render: (_, row) => nameOf(row.unitId) },
          { title: t('proceedingParts.total'), align: 'right', className: 'numbers', dataIndex: 'total' },
          { title: t('proceedingParts.grade'), dataIndex: 'grade' },
        ]}
      />
      <p className="secondary numbers">
        {t('proceedingActs.signs.material', { material: result.material })} · {t('proceedingActs.signs.digest')} <code className={styles['digest']}>{result.hash}</code>
      </p>
    </Section>
  );
}
