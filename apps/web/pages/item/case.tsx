import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemOf } from '../../api/items';
import { Answered } from '../../parts/answered';
import { Acts } from './acts/acts';
import { Evidence } from './evidence';
import { Assignments, Standing } from './item';
import { Requests, Steps } from './records';

/** What somebody needs of an item to decide on it, beside the queue that it waits in; the whole of it is one press away. */
export function CaseOfItem({ itemId, asOf }: { itemId: string; asOf: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Answered query={useQuery(itemOf(itemId, asOf))} rows={8}>
      {(found) => (
        <>
          <h2>
            <Link to="/items/$itemId" params={{ itemId }}>
              {found.number} {found.title}
            </Link>
          </h2>
          <Standing found={found} asOf={asOf} />
          {asOf === undefined ? <Acts found={found} /> : <p className="secondary">{t('history.noActs')}</p>}
          <Requests found={found} />
          <Assignments found={found} />
          {found.steps.length > 0 && <Steps found={found} />}
          <Evidence found={found} asOf={asOf} />
        </>
      )}
    </Answered>
  );
}
