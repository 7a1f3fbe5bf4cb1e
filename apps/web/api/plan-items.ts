import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answer, api, type Schemas } from './client';

type Row = Schemas['LedgerBody']['rows'][number];
const PAGE = 500;

/** Every item of a plan, however many: asked for page after page. */
export function usePlanItems(planId: string | undefined, wanted = true, light?: Row['light']): UseQueryResult<Row[]> {
  return useQuery({ queryKey: ['ledger', 'whole', planId, light ?? null], enabled: wanted && planId !== undefined, queryFn: () => itemsOf(planId!, light) });
}

async function itemsOf(planId: string, light: Row['light'] | undefined): Promise<Row[]> {
  const found: Row[] = [];
  for (;;) {
    const { rows, total } = await answer(api.GET('/ledger', { params: { query: { planId, offset: found.length, limit: PAGE, ...(light !== undefined && { light: [light] }) } } }));
    found.push(...rows);
    if (rows.length === 0 || found.length >= total) return found;
  }
}
