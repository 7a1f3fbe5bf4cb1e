import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../../../api/client';
import styles from './kinds.module.css';

/** Difficulties that a visit or a survey brought back, by their titles where the reader may see them. */
export function BroughtBack({ ids }: { ids: readonly string[] }): React.ReactNode {
  const found = useQueries({ queries: ids.map((id) => ({ queryKey: ['proceeding', 'difficulty', id, {}], queryFn: () => answer(api.GET('/proceedings/{kind}/{id}', { params: { path: { kind: 'difficulty', id } } })), retry: false })) });
  return (
    <ul className={styles['plain']}>
      {found.map(({ data }, at) => (
        <li key={ids[at]}>
          {data && (
            <Link to="/proceedings/$kind/$id" params={{ kind: 'difficulty', id: ids[at]! }}>
              {data.title}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
