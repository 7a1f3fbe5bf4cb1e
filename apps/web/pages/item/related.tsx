import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { openingsOf } from '../proceedings/open/openings';
import styles from './item.module.css';

/** Difficulties that were raised from the item, with where they stand. */
export function Related({ itemId, planId, asOf }: { itemId: string; planId: string; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const openings = openingsOf(rolesOf(useIdentity())).filter(() => asOf === undefined);
  const query = useQuery({ queryKey: ['proceedings', 'of-item', itemId, asOf ?? null], queryFn: () => answer(api.GET('/proceedings', { params: { query: { fact: `sourceRef:${itemId}`, limit: 50, ...(asOf && { asOf }) } } })) });
  return (
    <Section title={t('itemParts.related')} term="difficulty">
      <Answered query={query} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="secondary">{t('itemParts.noRelated')}</p>
          ) : (
            <ul className={styles['plain']}>
              {rows.map((row) => (
                <li key={row.id}>
                  {t(`itemParts.proceedingKinds.${row.kind as 'difficulty'}`)} ·{' '}
                  <Link to="/proceedings/$kind/$id" params={{ kind: row.kind, id: row.id }}>
                    {row.title}
                  </Link>
                  {row.overdue && <span className="secondary"> · {t('itemParts.overdue')}</span>}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      <p className={`${styles['acts']} no-print`}>
        {openings.includes('difficulty') && (
          <Link to="/proceedings" search={{ begin: 'difficulty', item: itemId }}>
            {t('openMatter.acts.difficulty')}
          </Link>
        )}
        {openings.includes('inspection') && (
          <Link to="/proceedings" search={{ begin: 'inspection', item: itemId, plan: planId }}>
            {t('openMatter.acts.inspection')}
          </Link>
        )}
      </p>
    </Section>
  );
}
