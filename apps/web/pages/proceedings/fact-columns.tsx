import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import type { Kind } from './search';

type Row = Schemas['ProceedingListBody']['rows'][number];

/** What a list of one kind shows beside what all kinds have: of surveys how far they are, of reform units what their roster says. */
export function useFactColumns(kind: readonly Kind[] | undefined): TableColumnsType<Row> {
  const { t } = useTranslation();
  const words = (title: string, of: (row: Row) => React.ReactNode): TableColumnsType<Row>[number] => ({ title, render: (_, row) => of(row) });
  switch (kind?.length === 1 ? kind[0] : undefined) {
    case 'survey':
      return [
        words(t('proceedingParts.places'), (row) => row.kind === 'survey' && `${row.facts.surveyed}/${row.facts.places - row.facts.leftOut}`),
        words(t('proceedingParts.broughtBack'), (row) => row.kind === 'survey' && row.facts.difficulties),
      ];
    case 'reform-unit':
      return [
        words(t('proceedingActs.fields.batch'), (row) => row.kind === 'reform-unit' && row.facts.batch),
        words(t('proceedingActs.fields.level'), (row) => row.kind === 'reform-unit' && row.facts.level),
        words(t('proceedingParts.ownPlan'), (row) => row.kind === 'reform-unit' && row.facts.ownPlan),
        words(t('proceedingParts.visits'), (row) => row.kind === 'reform-unit' && row.facts.visits),
        words(t('proceedingParts.owedStatus.missed'), (row) => row.kind === 'reform-unit' && row.facts.missedVisits),
      ];
    default:
      return [];
  }
}
