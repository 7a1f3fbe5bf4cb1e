import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Light, type LightColour } from '../../parts/light';
import { Section } from '../../parts/page';
import { useList } from './figures';
import styles from './overview.module.css';

const SHOWN = 8;

/** Items whose light or status changed, worst first: the old light, then the new one. */
export function Changes({ planId, day, asOf }: { planId: string | undefined; day: string; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const search = { planId, changedSince: day, ...(asOf && { asOf }) };
  const query = useList({ ...search, sort: 'light' }, SHOWN);
  return (
    <Section title={t('overview.changes', { day })}>
      <Answered query={query}>
        {({ rows, total }) =>
          total === 0 ? (
            <p className="secondary">{t('overview.changesEmpty')}</p>
          ) : (
            <>
              <ul className={styles['changes']}>
                {rows.map((row) => (
                  <li key={row.itemId}>
                    <span className={styles['turn']}>
                      {row.before === null ? <span className="secondary">{t('overview.cameNew')}</span> : <Was light={row.before.light as LightColour} status={row.before.light === row.light ? row.before.status : undefined} />}
                      <span aria-hidden="true">→</span>
                      {row.before?.light === row.light ? <span>{t(`supervision.status.${row.status as 'inProgress'}`)}</span> : <Light light={row.light as LightColour} late={row.late} paused={row.paused} />}
                    </span>
                    <Link to="/items/$itemId" params={{ itemId: row.itemId }}>
                      {row.number} {row.title}
                    </Link>
                    <span className="secondary">{row.leadUnitIds.map(nameOf).join(t('common.list'))}</span>
                  </li>
                ))}
              </ul>
              {total > rows.length && (
                <Link to="/ledger" search={{ ...search, sort: 'light' }}>
                  {t('overview.open', { count: total })}
                </Link>
              )}
            </>
          )
        }
      </Answered>
    </Section>
  );
}

/** @param status where the light is the same, what else was otherwise */
function Was({ light, status }: { light: LightColour; status: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <span>
      <span className="unseen">{t('overview.was')} </span>
      <Light light={light} />
      {status !== undefined && <span> {t(`supervision.status.${status as 'inProgress'}`)}</span>}
    </span>
  );
}
