import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { Section } from '../../../parts/page';
import { ReadTable } from '../../../parts/read-table';
import type { Found } from '../acts/known';
import { Facts } from './facts';

/** What is to be inspected in the year, what has been, and how often a unit may be. */
export function ProgrammePart({ found }: { found: Extract<Found, { kind: 'programme' }> }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { entries, budget, bounds } = found.content;
  const names = (unitIds: readonly string[]): string => unitIds.map(nameOf).join(t('common.list'));
  const times = (count: number | null | undefined): string => (count == null ? t('proceedingParts.noBound') : t('proceedingParts.times', { count }));
  return (
    <>
      <Section title={t('proceedingParts.entries')}>
        {entries.length === 0 ? (
          <p className="secondary">{t('proceedingParts.noEntries')}</p>
        ) : (
          <ReadTable
            title={t('proceedingParts.entries')}
            rows={entries}
            columns={[
              { title: t('proceeding.name'), dataIndex: 'title' },
              { title: t('proceedingParts.scope'), render: (_, e) => names(e.unitIds) },
              { title: t('proceedingParts.days'), className: 'numbers', render: (_, e) => `${e.from} – ${e.to}` },
              { title: t('proceeding.status'), render: (_, e) => t(`proceedingParts.entryStatus.${e.status}`) },
              { title: t('proceeding.kinds.inspection'), render: (_, e) => [...new Set(Object.values(e.covered) as string[])].map((id) => <Link key={id} to="/proceedings/$kind/$id" params={{ kind: 'inspection', id }}>{t('proceeding.kinds.inspection')}</Link>) },
            ]}
          />
        )}
      </Section>
      <Section title={t('proceedingParts.bounds')}>
        <Facts facts={[[t('proceedingParts.everyUnit'), times(budget)], ...bounds.map((b) => [nameOf(b.unitId), times(b.places)] as const)]} />
      </Section>
    </>
  );
}
