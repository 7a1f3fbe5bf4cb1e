import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Progress as Bar, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asRefused, type Refused } from '../../api/problem';
import { Failed } from '../../parts/answered';
import { Page } from '../../parts/page';
import { DraftSteps } from '../draft/steps';
import { importFile, type Progress } from './import-file';
import styles from './plans.module.css';
import { PolicyFor } from './policy-for';

/** The first step of an import: a paper is read into a draft. */
export function UploadPlan(): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [policyId, setPolicyId] = useState('standard');
  const [file, setFile] = useState<File | null>(null);
  const reading = useMutation<string, Refused, { file: File; again: boolean }>({
    mutationFn: ({ file, again }) => importFile(file, again, policyId, setProgress),
    onSuccess: async (planId) => {
      await queries.invalidateQueries({ queryKey: ['plans'] });
      await navigate({ to: '/plans/$planId/draft', params: { planId }, search: {} });
    },
  });
  const read = (chosen: File, again: boolean): void => {
    setFile(chosen);
    setProgress(null);
    reading.mutate({ file: chosen, again });
  };
  const known = reading.isError && asRefused(reading.error).problem.code === 'file-known';
  return (
    <Page title={t('plans.upload.title')}>
      <DraftSteps at="upload" />
      <div className={styles['upload']}>
        <p>{t('plans.upload.help')}</p>
        <Alert type="warning" showIcon title={t('plans.upload.secrecy')} />
        <PolicyFor value={policyId} onChange={setPolicyId} disabled={reading.isPending} />
        <Upload.Dragger accept=".docx,.pdf,.xlsx,.csv,.txt,.md" showUploadList={false} disabled={reading.isPending} customRequest={() => undefined} beforeUpload={(chosen) => (read(chosen, false), Upload.LIST_IGNORE)}>
          <p className={styles['icon']}>
            <InboxOutlined aria-hidden />
          </p>
          <p>{t('plans.upload.drop')}</p>
        </Upload.Dragger>
        {reading.isPending && file && (
          <div role="status">
            <p>{t('plans.upload.reading', { name: file.name })}</p>
            <Bar percent={progress === null || progress.of === 0 ? 0 : Math.round((progress.done / progress.of) * 100)} showInfo={false} aria-label={t('plans.upload.reading', { name: file.name })} />
            {progress && <p className="secondary numbers">{t(`plans.upload.progress.${progress.what}`, { done: progress.done, of: progress.of })}</p>}
          </div>
        )}
        {reading.isError && <Failed error={reading.error} />}
        {known && file && (
          <div>
            <Button onClick={() => read(file, true)}>{t('plans.upload.again')}</Button>
          </div>
        )}
      </div>
    </Page>
  );
}
