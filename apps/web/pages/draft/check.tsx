import { Link } from '@tanstack/react-router';
import { App, Button, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders } from '../../api/client';
import { useCommand } from '../../api/commands';
import { openQuestions, PLAN_SHOWN, type Plan } from '../../api/plans';
import { useKeys } from '../../parts/keys';
import { Failed } from '../../parts/answered';
import { AddItem, type AddFrom } from './add-item';
import { BulkEdit } from './bulk-edit';
import styles from './draft.module.css';
import { ItemCard } from './item-card';
import { Source } from './source';

/** Source and draft side by side, one item at a time: is it what the paper says? */
export function Check({ plan, itemKey, show, decide }: { plan: Plan; itemKey: string | undefined; show: (itemKey: string) => void; decide: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [adding, setAdding] = useState<AddFrom>();
  const [editing, setEditing] = useState(false);
  const open = openQuestions(plan);
  const item = plan.items.find(({ key }) => key === itemKey) ?? plan.items[0];
  const undo = useCommand((_: void, key) => api.POST('/plans/{planId}/undo-change', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) } }), PLAN_SHOWN);
  const takeBack = (): void => undo.mutate(undefined, { onSuccess: () => void message.success(t('draft.doubts.undone')) });

  /** The next item with a doubt, from the one that is looked at on; where only the plan as a whole is open, the list of doubts. */
  function next(): void {
    const order = plan.items.map(({ key }) => key);
    const doubted = order.filter((key) => open.some((q) => q.itemKey === key));
    const at = order.indexOf(item?.key ?? '');
    const to = doubted.find((key) => order.indexOf(key) > at) ?? doubted[0];
    if (to === undefined) decide();
    else show(to);
  }

  useKeys({ KeyN: next, KeyU: () => plan.undoable > 0 && takeBack(), KeyA: () => document.querySelector<HTMLButtonElement>('[data-question] [data-take]:not(:disabled)')?.click() });
  useEffect(() => {
    // Where one left is where one returns.
    if (itemKey === undefined && item !== undefined) show(item.key);
  }, []);

  return (
    <>
      <div className={styles['bar']}>
        <span role="status" className="numbers">
          {open.length === 0 ? (
            <Doubts plan={plan} />
          ) : (
            <Link to="/plans/$planId/draft" params={{ planId: plan.id }} search={{ step: 'decide' }}>
              <Doubts plan={plan} />
            </Link>
          )}
        </span>
        <span className={styles['barActs']}>
          <Button onClick={() => setEditing(true)}>{t('draft.edit.act')}</Button>
          {plan.undoable > 0 && (
            <Tooltip title={t('draft.doubts.undoKey')}>
              <Button loading={undo.isPending} onClick={takeBack}>
                {t('draft.doubts.undo')}
              </Button>
            </Tooltip>
          )}
          {open.length > 0 && (
            <Tooltip title={t('draft.doubts.nextKey')}>
              <Button type="primary" onClick={next}>
                {t('draft.doubts.next')}
              </Button>
            </Tooltip>
          )}
        </span>
      </div>
      {undo.isError && <Failed error={undo.error} />}
      {item && (
        <div className={styles['sides']}>
          <Source plan={plan} selected={item} show={show} add={setAdding} />
          <ItemCard key={item.key} plan={plan} item={item} add={setAdding} />
        </div>
      )}
      {adding && <AddItem plan={plan} from={adding} added={show} close={() => setAdding(undefined)} />}
      {editing && <BulkEdit plan={plan} close={() => setEditing(false)} />}
    </>
  );
}

/** How many doubts are open, and how many of them keep the plan from being issued. */
export function Doubts({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  if (plan.openDecisions === 0) return t('draft.doubts.none');
  return (
    <>
      {t('draft.doubts.open', { open: plan.openDecisions, all: plan.decisions.length })}
      {plan.openBlocking > 0 && <strong> · {t('draft.doubts.blocking', { count: plan.openBlocking })}</strong>}
    </>
  );
}
