import { useMutation } from '@tanstack/react-query';
import { App, Button, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import { PLAN_SHOWN, type Plan, type Question } from '../../api/plans';
import { Failed } from '../../parts/answered';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';
import styles from './draft.module.css';

type Preview = Schemas['PreviewBody'];
type Answered = Promise<{ data?: Schemas['PlanAnswer']; error?: unknown; response: Response }>;

/** One answer for all open doubts of a kind: first what it would change, then taken. */
export function Bulk({ plan, kind, open }: { plan: Plan; kind: string; open: readonly Question[] }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const name = useId();
  const [chosen, setChosen] = useState<string>();
  const path = { planId: plan.id };
  const preview = useMutation<Preview, Refused, string>({
    mutationFn: (optionId) => answer(api.POST('/plans/{planId}/settle-all', { params: { path, header: commandHeaders(newKey(), plan.version) }, body: { kind, optionId, preview: true } }) as unknown as Promise<{ data?: Preview; response: Response }>),
  });
  const apply = useCommand((optionId: string, key) => api.POST('/plans/{planId}/settle-all', { params: { path, header: commandHeaders(key, plan.version) }, body: { kind, optionId, preview: false } }) as Answered, PLAN_SHOWN);
  // What needs a value of its own is answered one by one, and so is what only one question offers.
  const options = open[0]!.options.filter((o) => !o.valueNeeded && open.every((q) => q.options.some(({ id }) => id === o.id)));
  if (options.length === 0) return null;
  const take = (): void =>
    apply.mutate(chosen!, {
      onSuccess: () => {
        preview.reset();
        void message.success(t('draft.bulk.applied'));
      },
    });
  return (
    <div className={styles['bulk']}>
      <p>{t('draft.bulk.same', { count: open.length })}</p>
      <Radio.Group name={name} className={styles['options']} value={chosen} onChange={(e) => setChosen(e.target.value as string)} options={options.map((o) => ({ value: o.id, label: o[language()] }))} />
      <Button type="primary" disabled={chosen === undefined} loading={preview.isPending} onClick={() => preview.mutate(chosen!)}>
        {t('draft.bulk.preview')}
      </Button>
      {preview.isError && <Failed error={preview.error} />}
      <Modal open={preview.isSuccess} title={t('draft.bulk.title')} okText={t('draft.bulk.apply')} cancelText={t('common.cancel')} onOk={take} confirmLoading={apply.isPending} onCancel={() => preview.reset()} width={800}>
        {preview.data && <Effect preview={preview.data} />}
        {apply.isError && <Failed error={apply.error} />}
      </Modal>
    </div>
  );
}

function Effect({ preview }: { preview: Preview }): React.ReactNode {
  const { t } = useTranslation();
  const option = preview.preview[0]?.option[language()];
  if (preview.changes.length === 0) return <p>{[option, t('draft.bulk.none')].filter(Boolean).join('：')}</p>;
  return <Changes changes={preview.changes} />;
}

/** What would change of what is issued: item, field, what it was and what it becomes. */
export function Changes({ changes }: { changes: Preview['changes'] }): React.ReactNode {
  const { t } = useTranslation();
  const fields = t('draft.field', { returnObjects: true }) as Record<string, string>;
  return (
    <ReadTable
      title={t('draft.bulk.title')}
      rows={changes.map((change, n) => ({ ...change, id: String(n) }))}
      columns={[
        { title: t('draft.item.number'), dataIndex: 'itemNumber', className: 'numbers', render: (n: string | null) => n ?? t('common.none') },
        { title: t('draft.item.name'), render: (_, c) => fields[c.field] ?? c.field },
        { title: t('draft.bulk.was'), render: (_, c) => c.before ?? t('common.none') },
        { title: t('draft.bulk.becomes'), render: (_, c) => c.after ?? t('common.none') },
      ]}
    />
  );
}
