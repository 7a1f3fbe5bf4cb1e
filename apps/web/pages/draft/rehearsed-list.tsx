import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, newKey, type Schemas } from '../../api/client';
import type { Plan } from '../../api/plans';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { ReadTable } from '../../parts/read-table';

/** Which of the rehearsed notices are looked at: of a unit, of a month or of a day. */
export interface Looked {
  unitId?: string;
  of?: string;
  /** How many there are. */
  count: number;
}

/** The notices behind a count, by day, with what each is about. */
export function RehearsedList({ plan, people, looked, close }: { plan: Plan; people: Schemas['RehearseBody']['people']; looked: Looked; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const wide = Grid.useBreakpoint().md !== false;
  const { unitId, of, count } = looked;
  const query = useQuery({
    queryKey: ['rehearsal', plan.id, plan.version, people, unitId, of],
    queryFn: () => answer(api.POST('/plans/{planId}/rehearse', { params: { path: { planId: plan.id }, header: { 'Idempotency-Key': newKey() } }, body: { people, ...(unitId !== undefined && { unitId }), ...(of !== undefined && { of }) } })),
    staleTime: 60_000,
  });
  return (
    <Drawer open title={[unitId !== undefined && nameOf(unitId), of, t('draft.rehearsal.listed', { count })].filter(Boolean).join(' · ')} onClose={close} size={wide ? 720 : '100%'} placement={wide ? 'right' : 'bottom'}>
      <Answered query={query}>
        {({ list }) => (
          <>
            <ReadTable
              title={t('draft.rehearsal.list')}
              rows={list.map((n, at) => ({ ...n, id: String(at) }))}
              columns={[
                { title: t('draft.rehearsal.day'), className: 'numbers', dataIndex: 'day' },
                { title: t('draft.rehearsal.unit'), render: (_, n) => nameOf(n.unitId) },
                { title: t('draft.rehearsal.what'), render: (_, n) => t(`draft.rehearsal.${n.what as 'reminder'}`) },
                { title: t('shell.pages.item'), render: (_, n) => <OfDraft plan={plan} itemId={n.itemId} /> },
              ]}
            />
            {list.length < count && <p className="secondary">{t('draft.rehearsal.listedFirst', { shown: list.length, count })}</p>}
          </>
        )}
      </Answered>
    </Drawer>
  );
}

/** An item of the draft, which the rehearsal counts through from 1; opens it. */
export function OfDraft({ plan, itemId }: { plan: Plan; itemId: string }): React.ReactNode {
  const item = plan.items[Number(itemId.slice(plan.id.length + 1)) - 1];
  if (item === undefined) return null;
  return (
    <Link to="/plans/$planId/draft" params={{ planId: plan.id }} search={{ step: 'check', item: item.key }}>
      {`${item.number} ${item.title}`.trim()}
    </Link>
  );
}
