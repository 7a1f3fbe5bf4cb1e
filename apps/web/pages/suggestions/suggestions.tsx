import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { AnswerForm } from './answer-form';
import { Said } from './said';
import styles from './suggestions.module.css';

const PAGE = 50;
const route = getRouteApi('/suggestions');

/** What people say about the system, and what is still to be answered. */
export function Suggestions(): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { all } = route.useSearch();
  const go = route.useNavigate();
  const [limit, setLimit] = useState(PAGE);
  const [answering, setAnswering] = useState<Schemas['SuggestionBody']>();
  const query = useQuery({ queryKey: ['suggestions', all ?? false, limit], queryFn: () => answer(api.GET('/suggestions', { params: { query: { limit, ...(all ? {} : { open: true }) } } })), placeholderData: (before) => before });
  return (
    <Page title={t('suggestions.title')}>
      <Answered query={query}>
        {({ rows, total, open }) => (
          <>
            <Segmented
              aria-label={t('suggestions.title')}
              value={all ? 'all' : 'open'}
              onChange={(chosen) => void go({ search: chosen === 'all' ? { all: true } : {} })}
              options={[
                { value: 'open', label: t('suggestions.open', { count: open }) },
                { value: 'all', label: t('suggestions.all') },
              ]}
            />
            {rows.length === 0 && <Empty {...t('suggestions.none', { returnObjects: true })} />}
            <ul className={styles['list']}>
              {rows.map((s) => (
                <li key={s.id} className={styles['row']}>
                  <Said suggestion={s} unit={s.unitId === null ? undefined : nameOf(s.unitId)} />
                  <div>
                    <Button onClick={() => setAnswering(s)}>{t(s.answer === null ? 'suggestions.answer' : 'suggestions.answerAgain')}</Button>
                  </div>
                </li>
              ))}
            </ul>
            {total > rows.length && <Button onClick={() => setLimit(Math.min(limit + PAGE, 500))}>{t('suggestions.more', { count: Math.min(PAGE, total - rows.length) })}</Button>}
          </>
        )}
      </Answered>
      {answering !== undefined && <AnswerForm suggestion={answering} close={() => setAnswering(undefined)} />}
    </Page>
  );
}
