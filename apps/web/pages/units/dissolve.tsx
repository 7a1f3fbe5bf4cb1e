import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import type { Roster } from '../../api/units';
import { Failed } from '../../parts/answered';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';
import { ROSTER_SHOWN, type Unit } from './roster';
import styles from './units.module.css';

type Effect = Schemas['DissolutionBody'];

/** Dissolves a unit, after a look at what passes on to whom. */
export function Dissolve({ roster, unit }: { roster: Roster; unit: Unit }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [successorId, setSuccessor] = useState<string>();
  const path = { unitId: unit.id };
  const body = { successorId: successorId ?? null };
  const look = useMutation<Effect, Refused, void>({
    mutationFn: () => answer(api.POST('/roster/units/{unitId}/dissolve', { params: { path, header: commandHeaders(newKey(), roster.version) }, body: { ...body, preview: true } }) as unknown as Promise<{ data?: Effect; response: Response }>),
  });
  const dissolve = useCommand((_: void, key) => api.POST('/roster/units/{unitId}/dissolve', { params: { path, header: commandHeaders(key, roster.version) }, body: { ...body, preview: false } }) as unknown as Promise<{ data?: Schemas['RosterAnswer']; response: Response }>, ROSTER_SHOWN);
  const wrong = look.error?.problem.fields?.find(({ field }) => field === 'successorId')?.[language()];
  const done = (): void => {
    look.reset();
    void message.success(t('administration.units.done'));
  };
  return (
    <Form layout="inline" onFinish={() => look.mutate()}>
      <Form.Item extra={t('administration.units.successorHelp')} {...(wrong !== undefined && { validateStatus: 'error', help: wrong })}>
        <Select aria-label={t('administration.units.to')} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('administration.units.to')} value={successorId} onChange={setSuccessor} className={styles['choice']} options={roster.units.filter((u) => u.id !== unit.id && u.until === null).map((u) => ({ value: u.id, label: u.name }))} />
      </Form.Item>
      <Button htmlType="submit" danger loading={look.isPending}>
        {t('administration.units.dissolve')}
      </Button>
      {look.isError && <Failed error={look.error} />}
      <Modal open={look.isSuccess} title={`${t('administration.units.dissolve')} ${unit.name}`} okText={t('administration.units.dissolve')} cancelText={t('common.cancel')} confirmLoading={dissolve.isPending} onOk={() => dissolve.mutate(undefined, { onSuccess: done })} onCancel={() => look.reset()} width={800}>
        {look.data && <Passed effect={look.data} />}
        {dissolve.isError && <Failed error={dissolve.error} />}
      </Modal>
    </Form>
  );
}

function Passed({ effect }: { effect: Effect }): React.ReactNode {
  const { t } = useTranslation();
  if (effect.count === 0) return <p>{t('administration.units.dissolveNothing')}</p>;
  return (
    <>
      <p className="numbers">{t('administration.units.dissolveEffect', { count: effect.count })}</p>
      <ReadTable
        title={t('administration.units.dissolve')}
        rows={effect.rows.map((row) => ({ ...row, id: row.assignmentId + row.itemId }))}
        columns={[
          { title: t('rules.moved.item'), render: (_, r) => `${r.number} ${r.title}` },
          { title: t('administration.units.role'), render: (_, r) => t(`supervision.role.${r.role}`) },
          { title: t('administration.units.to'), render: (_, r) => r.toUnit ?? t('administration.units.toNobody') },
        ]}
      />
    </>
  );
}
