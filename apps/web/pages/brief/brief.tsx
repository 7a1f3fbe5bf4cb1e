import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { useToday } from '../../api/today';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { cityMoment } from '../../words/moments';
import { Changes } from '../overview/changes';
import { useDashboard, useDashboardAt } from '../overview/figures';
import { Lights } from '../overview/lights';
import { useLastWorkingDay } from '../workbench/days';
import { ForMe } from './for-me';
import { Red } from './red';

/** A leader's one page: what is red, what waits for them, and what changed since the last working day. */
export function Brief(): React.ReactNode {
  const { t } = useTranslation();
  const asOf = useAsOf();
  const dayOf = useToday();
  const query = useDashboard(undefined, asOf);
  const today = query.data && dayOf(query.data.asOf);
  const since = useLastWorkingDay(today);
  const before = useDashboardAt(undefined, since).data;
  return (
    <Page title={t('brief.title')}>
      <Answered query={query} rows={10}>
        {(found) => (
          <>
            {found.incomplete && <Alert type="warning" showIcon title={t('common.incomplete')} />}
            <p className="secondary numbers">{t('brief.asOf', { at: cityMoment(found.asOf) })}</p>
            <ForMe />
            {found.total === 0 ? (
              <Empty {...t('brief.none', { returnObjects: true })} />
            ) : (
              <>
                <Lights now={found} before={before} day={since} planId={undefined} />
                <Red />
                {since !== undefined && <Changes planId={undefined} day={since} asOf={asOf} />}
              </>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}
