import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ReadTable } from '../../parts/read-table';
import { LIGHTS, type LedgerSearch } from '../ledger/search';
import { countOf } from './figures';

type Light = (typeof LIGHTS)[number];
export interface CountRow {
  id: string;
  name: string;
  counts: readonly { light: string; count: number }[];
  /** The list behind a figure of the row; of the row where no light is named. Undefined: there is no list. */
  search?: (light?: Light) => LedgerSearch;
}

/** Counts by light, each figure its list. */
export function CountTable({ title, head, rows, lights = LIGHTS }: { title: string; head: string; rows: readonly CountRow[]; lights?: readonly Light[] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ReadTable<CountRow>
      title={title}
      rows={rows}
      columns={[
        { title: head, render: (_, { name, search }) => (search ? <Link to="/ledger" search={search()}>{name}</Link> : name) },
        ...lights.map((light) => ({
          title: t(`supervision.light.${light}`),
          align: 'right' as const,
          className: 'numbers',
          render: (_: unknown, { counts, search }: CountRow) => {
            const count = countOf(counts, light);
            return count === 0 || search === undefined ? count : <Link to="/ledger" search={search(light)}>{count}</Link>;
          },
        })),
      ]}
    />
  );
}
