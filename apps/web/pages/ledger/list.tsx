import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../parts/answered';
import { Grid } from './grid';
import { Printed } from './printed';
import { useRows, type Filter } from './rows';

/** The rows of a filter, or what is said where it has none. */
export function List({ filter, none, ...grid }: { filter: Filter; none: React.ReactNode } & Pick<React.ComponentProps<typeof Grid>, 'change' | 'columns' | 'selection' | 'low'>): React.ReactNode {
  const { t } = useTranslation();
  const [seen, setSeen] = useState({ from: 0, to: 0 });
  const rows = useRows(filter, seen.from, seen.to);
  return (
    <Answered query={rows.first} rows={10}>
      {(found) => (
        <>
          {found.incomplete && <Alert type="warning" showIcon title={t('common.incomplete')} />}
          <p className="secondary numbers" role="status">
            {t('common.total', { count: found.total })}
          </p>
          {found.total > 0 ? <Grid key={JSON.stringify(filter)} {...grid} total={found.total} at={rows.at} sort={filter.sort} seen={setSeen} /> : none}
          <Printed rows={found.rows} total={found.total} asOf={found.asOf} />
        </>
      )}
    </Answered>
  );
}
