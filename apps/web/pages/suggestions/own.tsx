import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { Said } from './said';
import styles from './suggestions.module.css';

/** What one said before, and what was answered. */
export function OwnSuggestions(): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['suggestions', 'own'], queryFn: () => answer(api.GET('/suggestions/own', { params: { query: { limit: 10 } } })), staleTime: 0 });
  return (
    <Section title={t('suggestions.own')}>
      <Answered query={query} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="secondary">{t('suggestions.ownNone')}</p>
          ) : (
            <ul className={styles['list']}>
              {rows.map((s) => (
                <li key={s.id} className={styles['row']}>
                  <Said suggestion={s} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Section>
  );
}
