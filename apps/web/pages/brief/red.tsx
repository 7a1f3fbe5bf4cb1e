import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Light } from '../../parts/light';
import { Section } from '../../parts/page';
import type { LedgerSearch } from '../ledger/search';
import { OPEN, useList } from '../overview/figures';
import styles from './brief.module.css';

const SHOWN = 10;
const RED: LedgerSearch = { light: ['red'], status: OPEN, sort: 'deadline' };

/** Items overdue beyond grace, the longest first. */
export function Red(): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <Section title={t('brief.red')} term="light">
      <Answered query={useList(RED, SHOWN)}>
        {({ rows, total }) =>
          total === 0 ? (
            <p className="secondary">{t('brief.redNone')}</p>
          ) : (
            <>
              <ul className={styles['rows']} aria-label={t('brief.red')}>
                {rows.map((row) => (
                  <li key={row.itemId}>
                    <Link to="/items/$itemId" params={{ itemId: row.itemId }} className={styles['row']}>
                      <Light light="red" late={row.late} paused={row.paused} />
                      <span>
                        <span className="numbers">{row.number}</span> {row.title}
                      </span>
                      <span className="secondary numbers">
                        {row.leadUnitIds.map(nameOf).join(t('common.list'))} · {row.deadline ?? t('common.none')}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
              {total > rows.length && (
                <Link to="/ledger" search={RED}>
                  {t('brief.openAll', { count: total })}
                </Link>
              )}
            </>
          )
        }
      </Answered>
    </Section>
  );
}
