import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { PLAN_SHOWN, type PlanRow } from '../../api/plans';
import { toTakeUp } from '../../api/uppers';
import { Answered, Failed } from '../../parts/answered';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { asked } from '../../words/figures';
import styles from './levels.module.css';

/** 承接: items of a higher plan become a draft of the reader's own level. @param own what this level has taken up of it */
export function TakeUp({ plan, own }: { plan: PlanRow; own: readonly PlanRow[] }): React.ReactNode {
  const { t } = useTranslation();
  const offered = useQuery(toTakeUp(plan.planId));
  return (
    <div className={styles['view']}>
      {own.length > 0 && <Own rows={own} />}
      <Section title={t('levels.takeUp.title')} term="takeUp">
        <p className="secondary">{t('levels.takeUp.help')}</p>
        <Answered query={offered}>{(found) => (found.items.length === 0 ? <p className="secondary">{t('levels.takeUp.nothing')}</p> : <Choose found={found} />)}</Answered>
      </Section>
    </div>
  );
}

function Own({ rows }: { rows: readonly PlanRow[] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('levels.takeUp.own')}>
      <ReadTable
        title={t('levels.takeUp.own')}
        rows={rows.map((row) => ({ ...row, id: row.planId }))}
        columns={[
          { title: t('levels.title'), dataIndex: 'title' },
          { title: t('levels.state'), render: (_, p) => t(`levels.states.${(p.wayUp ?? 'draft') as 'draft'}`) },
          { title: t('levels.items'), align: 'right', className: 'numbers', dataIndex: 'takenUp' },
          { title: t('levels.quantified'), align: 'right', className: 'numbers', render: (_, p) => t('levels.some', { taken: p.quantified, of: p.items }) },
          { title: t('plans.columns.next'), render: (_, p) => <Open plan={p} /> },
        ]}
      />
    </Section>
  );
}

function Open({ plan: { planId, status } }: { plan: PlanRow }): React.ReactNode {
  const { t } = useTranslation();
  return status === 'draft' || status === 'issuing' ? (
    <Link to="/plans/$planId/draft" params={{ planId }}>
      {t('levels.takeUp.open')}
    </Link>
  ) : (
    <Link to="/ledger" search={{ planId }}>
      {t('levels.takeUp.open')}
    </Link>
  );
}

/** The plan's open items as they now stand. */
function Choose({ found }: { found: Schemas['ToTakeUpBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<React.Key[]>([]);
  const [withSteps, setWithSteps] = useState(false);
  const take = useCommand((body: Schemas['TakeUpBody'], key) => api.POST('/plans/take-up', { params: { header: commandHeaders(key) }, body }), PLAN_SHOWN);
  const rows = found.items.map((item) => ({ ...item, id: item.itemId }));
  const send = (): void =>
    take.mutate({ upperPlanId: found.planId, itemIds: chosen.map(String), withSteps }, { onSuccess: ({ plan }) => void navigate({ to: '/plans/$planId/draft', params: { planId: plan.id }, search: {} }) });
  return (
    <>
      <ReadTable
        title={t('levels.takeUp.title')}
        rows={rows}
        selection={{ selectedRowKeys: chosen, onChange: setChosen, getCheckboxProps: (i) => ({ 'aria-label': `${i.number} ${i.title}` }), getTitleCheckboxProps: () => ({ 'aria-label': t('levels.takeUp.all', { count: rows.length }) }) }}
        columns={[
          { title: t('draft.item.number'), dataIndex: 'number', className: 'numbers' },
          { title: t('draft.item.name'), dataIndex: 'title' },
          { title: t('draft.item.targets'), render: (_, i) => i.targets.map((x) => `${x.metric} ${asked(x)} ${x.unit}`).join(t('common.list')) || t('common.none') },
          { title: t('draft.item.deadline'), render: (_, i) => i.deadline ?? t('common.none') },
        ]}
      />
      <div className={styles['take']}>
        <Button onClick={() => setChosen(rows.map(({ id }) => id))}>{t('levels.takeUp.all', { count: rows.length })}</Button>
        <Checkbox checked={withSteps} onChange={(e) => setWithSteps(e.target.checked)}>
          {t('levels.takeUp.steps')}
        </Checkbox>
        <Button type="primary" disabled={chosen.length === 0} loading={take.isPending} onClick={send}>
          {chosen.length === 0 ? t('levels.takeUp.none') : t('levels.takeUp.act', { count: chosen.length })}
        </Button>
      </div>
      {take.isError && <Failed error={take.error} />}
    </>
  );
}
