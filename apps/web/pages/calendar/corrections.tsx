import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import { useUnits } from '../../api/units';
import { Failed } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import { Job } from '../../parts/job';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';

type Offered = Schemas['CorrectionListBody'];
type JobAnswer = Schemas['JobAnswer'];

/** Past latenesses that the newest calendar judges otherwise: shown, then corrected with a basis. */
export function Corrections({ version }: { version: number }): React.ReactNode {
  const { t } = useTranslation();
  const [jobId, setJobId] = useState<string>();
  const look = useMutation<Offered, Refused, void>({
    mutationFn: () => answer(api.POST('/calendar/corrections', { params: { header: commandHeaders(newKey(), version) }, body: { basis: t('rules.corrections.look'), preview: true } }) as unknown as Promise<{ data?: Offered; response: Response }>),
  });
  const correct = useCommand((basis: string, key) => api.POST('/calendar/corrections', { params: { header: commandHeaders(key, version) }, body: { basis, preview: false } }) as unknown as Promise<{ data?: JobAnswer; response: Response }>, ['item', 'ledger', 'job']);
  const begin = ({ basis }: { basis: string }): void => correct.mutate(basis, { onSuccess: ({ job }) => setJobId(job.id) });
  return (
    <Section title={t('rules.corrections.title')}>
      <p className="secondary">{t('rules.corrections.help')}</p>
      <Button loading={look.isPending} onClick={() => look.mutate()}>
        {t('rules.corrections.look')}
      </Button>
      {look.isError && <Failed error={look.error} />}
      {look.data && look.data.count === 0 && <p role="status">{t('rules.corrections.none')}</p>}
      {look.data && look.data.count > 0 && jobId === undefined && (
        <>
          <Offers offered={look.data} />
          <Form layout="inline" requiredMark={false} validateTrigger={[]} onFinish={begin}>
            <Form.Item name="basis" label={t('rules.basis')} rules={[{ required: true, whitespace: true, message: t('rules.basisMissing') }]}>
              <Input maxLength={500} />
            </Form.Item>
            <Button htmlType="submit" type="primary" loading={correct.isPending}>
              {t('rules.corrections.apply', { count: look.data.count })}
            </Button>
            <NotTaken refused={correct.error} />
          </Form>
        </>
      )}
      {jobId !== undefined && <Job jobId={jobId} />}
    </Section>
  );
}

function Offers({ offered }: { offered: Offered }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <ReadTable
      title={t('rules.corrections.title')}
      rows={offered.rows.map((row) => ({ ...row, id: `${row.itemId}:${row.duty}:${row.arming}` }))}
      columns={[
        { title: t('rules.moved.item'), render: (_, r) => `${r.number} ${r.title}` },
        { title: t('rules.moved.unit'), render: (_, r) => nameOf(r.unitId) },
        { title: t('rules.corrections.deadline'), className: 'numbers', dataIndex: 'deadline' },
        { title: t('rules.corrections.newDeadline'), className: 'numbers', dataIndex: 'newDeadline' },
        { title: t('rules.corrections.verdict'), render: (_, r) => t(`rules.corrections.${r.verdict}`) },
      ]}
    />
  );
}
