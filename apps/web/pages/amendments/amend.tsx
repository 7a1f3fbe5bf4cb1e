import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import { PLAN_SHOWN, type Plan } from '../../api/plans';
import { NotTaken } from '../../parts/field-faults';
import { Restored, useKept } from '../../parts/kept';
import { Section } from '../../parts/page';
import styles from './amendments.module.css';
import { ChangeFields } from './change-fields';
import { Changes } from './changes';
import { NewItemFields } from './fields';
import type { Choice } from './item-choice';
import { MergeFields, SplitFields } from './regroup-fields';
import { bodyOf, type Typed } from './typed';
import { SendButton } from '../../parts/send-button';

type Found = Schemas['AmendmentAnswer'];

/** A notice of amendment: items changed, added, split, merged, dropped; first what it changes, then sent. */
export function Amend({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const typed = Form.useWatch([], form) as Typed | undefined;
  const { keep, drop: _, ...kept } = useKept<Typed>({ name: `amend:${plan.id}`, form, fresh: { changes: [{}] } as unknown as Typed });
  const items = useQuery({ queryKey: ['ledger', 'amend', plan.id], queryFn: () => answer(api.GET('/ledger', { params: { query: { planId: plan.id, limit: 500, sort: 'number' } } })) });
  const path = { planId: plan.id };
  const asked = (of: Typed): string => JSON.stringify(bodyOf(of, true));
  const look = useMutation<{ found: Found; of: string; version: number }, Refused, Typed>({
    mutationFn: async (of) => ({ version: plan.version, found: await answer(api.POST('/plans/{planId}/amend', { params: { path, header: commandHeaders(newKey(), plan.version) }, body: bodyOf(of, true) })), of: asked(of) }),
  });
  const amend = useCommand((of: Typed, key) => api.POST('/plans/{planId}/amend', { params: { path, header: commandHeaders(key, look.data?.version) }, body: bodyOf(of, false) }) as unknown as Promise<{ data?: Found & { position: string }; response: Response }>, [...PLAN_SHOWN, 'amendments', 'item', 'ledger']);
  const seen = look.data !== undefined && typed !== undefined && look.data.of === asked(typed) && look.data.version === plan.version;
  const done = ({ number }: Found): void => {
    kept.discard();
    look.reset();
    void message.success(t('planEnd.amendments.done', { number }));
  };
  const choices = items.data?.rows.map((r) => ({ value: r.itemId, label: `${r.number} ${r.title}` })) ?? [];
  return (
    <Section title={t('planEnd.amendments.make')}>
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={kept.initial} onValuesChange={() => keep(form.getFieldsValue(true))} onFinish={(sent: Typed) => look.mutate(sent)}>
        <Restored {...kept} />
        <Form.Item name="basis" label={t('planEnd.amendments.basis')} rules={[{ required: true, whitespace: true, message: t('planEnd.amendments.basisMissing') }]}>
          <Input maxLength={500} />
        </Form.Item>
        <Kinds choices={choices} />
        <Button htmlType="submit" type={seen ? 'default' : 'primary'} loading={look.isPending}>
          {t('planEnd.amendments.preview')}
        </Button>
      </Form>
      <NotTaken form={form} refused={look.error} />
      {look.data && (
        <>
          <Changes title={t('planEnd.amendments.preview')} changes={look.data.found.changes} />
          {!seen && <p role="alert">{t('planEnd.amendments.stale')}</p>}
          <SendButton type="primary" disabled={!seen} loading={amend.isPending} onClick={() => amend.mutate(typed!, { onSuccess: done })}>
            {t('planEnd.amendments.apply')}
          </SendButton>
        </>
      )}
      <NotTaken form={form} refused={amend.error} />
    </Section>
  );
}

const KINDS = ['changes', 'adds', 'splits', 'merges'] as const;

/** Each kind of change is a list of its own; what is empty is only a button. */
function Kinds({ choices }: { choices: readonly Choice[] }): React.ReactNode {
  const { t } = useTranslation();
  return KINDS.map((kind) => (
    <Form.List key={kind} name={kind}>
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <fieldset key={key} className={styles['part']}>
              <legend>{t(`amend.kinds.${kind}`)}</legend>
              {kind === 'changes' && <ChangeFields name={name} choices={choices} />}
              {kind === 'adds' && <NewItemFields at={[name]} />}
              {kind === 'splits' && <SplitFields name={name} choices={choices} />}
              {kind === 'merges' && <MergeFields name={name} choices={choices} />}
              <Button onClick={() => remove(name)}>{t('planEnd.amendments.remove')}</Button>
            </fieldset>
          ))}
          <Form.Item>
            <Button onClick={() => add({})}>{kind === 'changes' ? t('planEnd.amendments.add') : t(`amend.more.${kind}`)}</Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  ));
}
