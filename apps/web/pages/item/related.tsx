import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { rolesOf, useIdentity } from '../../api/use-session';
import { after } from '../../api/written';
import { Answered } from '../../parts/answered';
import { LateTag } from '../../parts/late-tag';
import { Section } from '../../parts/page';
import { openingsOf } from '../proceedings/open/openings';
import { useMatterWords } from '../proceedings/use-words';
import styles from './item.module.css';
import { Decided, Findings } from './related-parts';

type Row = Schemas['ProceedingListBody']['rows'][number];

/** Matters whose pages are asked for what they say of the item; older ones are named alone. */
const MOST = 50;

/** What else is about the item: inspections with what they found of it, meetings with what they decided, instructions and difficulties; each opens its page. */
export function Related({ itemId, planId, asOf }: { itemId: string; planId: string; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const openings = openingsOf(rolesOf(useIdentity())).filter(() => asOf === undefined);
  const query = useQuery({ queryKey: ['proceedings', 'of-item', itemId, asOf ?? null], queryFn: () => answer(api.GET('/proceedings', { params: { query: { itemId, sort: '-opened', limit: MOST, ...(asOf === undefined ? after() : { asOf }) } } })) });
  return (
    <Section title={t('itemParts.related')} term="difficulty">
      <Answered query={query} rows={2}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p className="secondary">{t('itemParts.noRelated')}</p>
          ) : (
            <>
              <ul className={styles['plain']}>
                {rows.map((row) => (
                  <li key={`${row.kind}/${row.id}`}>
                    <Matter row={row} asOf={asOf} />
                    {row.kind === 'inspection' && <Findings id={row.id} itemId={itemId} asOf={asOf} />}
                    {row.kind === 'meeting' && <Decided id={row.id} of={rows.flatMap((r) => (r.kind === 'difficulty' ? [r.id] : []))} asOf={asOf} />}
                  </li>
                ))}
              </ul>
              {total > rows.length && <p className="secondary numbers">{t('itemParts.relatedMore', { count: total - rows.length })}</p>}
            </>
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

function Matter({ row, asOf }: { row: Row; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const words = useMatterWords();
  return (
    <span className={styles['matter']}>
      {words.kind(row.kind)} ·{' '}
      <Link to="/proceedings/$kind/$id" params={{ kind: row.kind, id: row.id }} search={{ ...(asOf && { asOf }) }}>
        {row.title}
      </Link>{' '}
      · {words.status(row.status, row.kind)} {row.overdue && <LateTag>{t('proceeding.overdue')}</LateTag>}
    </span>
  );
}
