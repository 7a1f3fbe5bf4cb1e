import { useQuery } from '@tanstack/react-query';
import { Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { after } from '../../api/written';
import { Answered } from '../../parts/answered';
import { Download } from '../../parts/download';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import styles from './levels.module.css';

type Found = Schemas['CoverageBody'];
type Counts = Omit<Found['cells'][number], 'unitId' | 'period'>;
const STANDINGS = ['missing', 'late', 'inTime', 'excused', 'notDue'] as const;

/** 缺报: what units owe by periods, of the plan and of every plan below it; who owes most first. */
export function Coverage({ planId }: { planId: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['coverage', planId], queryFn: () => answer(api.GET('/coverage', { params: { query: { planId, throughLevels: true, ...after() } } })) });
  return (
    <Section title={t('levels.views.coverage')}>
      <Space wrap>
        <span className="secondary">{t('levels.coverageHelp')}</span>
        <Download path={`/coverage/export?planId=${planId}&throughLevels=true&format=xlsx`}>{t('schedule.export')}</Download>
      </Space>
      <Answered query={query}>{(found) => (found.units.length === 0 ? <p className="secondary">{t('levels.noPeriods')}</p> : <Matrix found={found} />)}</Answered>
    </Section>
  );
}

function Matrix({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const cell = new Map(found.cells.map((c) => [`${c.unitId} ${c.period}`, c]));
  const rows = found.units.map((u) => ({ ...u, id: u.unitId })).sort((a, b) => b.missing - a.missing || b.late - a.late);
  return (
    <ReadTable
      title={t('levels.views.coverage')}
      rows={rows}
      columns={[
        { title: t('levels.unit'), render: (_, u) => nameOf(u.unitId) },
        { title: t('levels.standing.missing'), align: 'right', className: 'numbers', render: (_, u) => (u.missing > 0 ? <span className={styles['missing']}>{u.missing}</span> : 0) },
        ...found.periods.map(({ period }) => ({ title: period, className: 'numbers', render: (_: unknown, u: { id: string }) => <Cell counts={cell.get(`${u.id} ${period}`)} /> })),
      ]}
    />
  );
}

function Cell({ counts }: { counts: Counts | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const told = STANDINGS.filter((s) => (counts?.[s] ?? 0) > 0);
  if (counts === undefined || told.length === 0) return t('common.none');
  return (
    <span className={counts.missing > 0 ? styles['missing'] : undefined}>{told.map((s) => `${t(`levels.standing.${s}`)} ${counts[s]}`).join(' · ')}</span>
  );
}
