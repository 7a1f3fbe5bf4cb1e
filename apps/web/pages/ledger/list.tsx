import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NOW } from '../../api/as-of';
import { Answered } from '../../parts/answered';
import { useList } from '../overview/figures';
import type { Filter } from './asked';
import { Grid } from './grid';
import styles from './ledger.module.css';
import { Printed } from './printed';
import { allRows, useRows } from './rows';

/** The rows of a filter, or what is said where it has none. */
export function List({ filter, none, ...grid }: { filter: Filter; none: React.ReactNode } & Pick<React.ComponentProps<typeof Grid>, 'change' | 'columns' | 'selection' | 'low'>): React.ReactNode {
  const { t } = useTranslation();
  const [seen, setSeen] = useState({ from: 0, to: 0 });
  const rows = useRows(filter, seen.from, seen.to);
  const now = useList(filter.asOf === undefined ? undefined : { ...filter, asOf: NOW }).data?.total;
  const paper = usePaper(filter);
  return (
    <Answered query={rows.first} rows={10}>
      {(found) => (
        <>
          {found.incomplete && <Alert type="warning" showIcon title={t('common.incomplete')} />}
          <p className={`${styles['count']} secondary numbers`}>
            <span role="status">
              <span>{t('common.total', { count: found.total })}</span>
              {now !== undefined && <span className={styles['now']}>{t('history.now', { count: now })}</span>}
            </span>
            {found.total > 0 && (
              <Button type="link" className="no-print" loading={paper.busy} onClick={paper.print}>
                {t('ledgerTools.print')}
              </Button>
            )}
          </p>
          {paper.failed && <Alert type="error" showIcon title={t('ledgerTools.notPrinted')} />}
          {found.total > 0 ? <Grid key={JSON.stringify(filter)} {...grid} total={found.total} at={rows.at} sort={filter.sort} seen={setSeen} /> : none}
          <Printed {...(paper.all ?? found)} columns={grid.columns} />
        </>
      )}
    </Answered>
  );
}

/** Everything that matches, asked for when it is to be printed: a browser's own printing has what is on the screen alone. */
function usePaper(filter: Filter): { all: Awaited<ReturnType<typeof allRows>> | undefined; busy: boolean; failed: boolean; print: () => void } {
  const [asked, setAsked] = useState(false);
  const all = useQuery({ queryKey: ['ledger', filter, 'paper'], queryFn: () => allRows(filter), enabled: false });
  const { data } = all;
  useEffect(() => {
    if (!asked || data === undefined || all.isFetching) return;
    setAsked(false);
    window.print();
  }, [asked, data, all.isFetching]);
  const print = (): void => void all.refetch().then(({ isSuccess }) => setAsked(isSuccess));
  return { all: data, busy: all.isFetching, failed: all.isError, print };
}
