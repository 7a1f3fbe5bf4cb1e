import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Progress as Bar, Radio, Space, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { Failed } from '../../parts/answered';
import { Page } from '../../parts/page';
import { DraftSteps } from '../draft/steps';
import { importFile, tryFile, type Progress } from './import-file';
import styles from './plans.module.css';
import { PolicyFor } from './policy-for';
import { Trial } from './trial';

/** The first step of an import: a paper is read into a draft, or only to see what it holds. */
export function UploadPlan(): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [policyId, setPolicyId] = useState('standard');
  const [file, setFile] = useState<File | null>(null);
  const [onlyTry, setOnlyTry] = useState(false);
  const keeping = useMutation<string, Refused, { file: File; again: boolean }>({
    mutationFn: ({ file, again }) => importFile(file, again, policyId, setProgress),
    onSuccess: async (planId) => {
      await queries.invalidateQueries({ queryKey: ['plans'] });
      await navigate({ to: '/plans/$planId/draft', params: { planId }, search: {} });
    },
  });
  const [found, setFound] = useState<Schemas['DraftBody'] | null>(null);
  const trying = useMutation<Schemas['DraftBody'], Refused, File>({ mutationFn: (file) => tryFile(file, undefined, setProgress) });
  // What was found stays while it is compared, and where comparing fails.
  const comparing = useMutation<Schemas['DraftBody'], Refused, { file: File; with: string }>({ mutationFn: ({ file, with: other }) => tryFile(file, other, setProgress) });
  const busy = keeping.isPending || trying.isPending;
  const keep = (chosen: File, again: boolean): void => {
    setFile(chosen);
    setProgress(null);
    keeping.mutate({ file: chosen, again });
  };
  const forget = (): void => {
    trying.reset();
    comparing.reset();
    setFound(null);
  };
  const look = (chosen: File): void => {
    setFile(chosen);
    setProgress(null);
    keeping.reset();
    forget();
    trying.mutate(chosen, { onSuccess: setFound });
  };
  const refused = keeping.isError ? asRefused(keeping.error).problem.code : null;
  const choose = (chosen: File): void => {
    forget();
    if (onlyTry) look(chosen);
    else keep(chosen, false);
  };
  return (
    <Page title={t('plans.upload.title')}>
      <DraftSteps at="upload" />
      <div className={styles['upload']}>
        <p>{t('plans.upload.help')}</p>
        <Alert type="warning" showIcon title={t('plans.upload.secrecy')} />
        <PolicyFor value={policyId} onChange={setPolicyId} disabled={busy} />
        <Radio.Group
          aria-label={t('plans.upload.way')}
          value={onlyTry}
          onChange={(e) => setOnlyTry(e.target.value as boolean)}
          disabled={busy}
          options={[
            { value: false, label: t('plans.upload.ways.keep') },
            { value: true, label: t('plans.upload.ways.look') },
          ]}
        />
        <Upload.Dragger accept=".docx,.pdf,.xlsx,.csv,.txt,.md" showUploadList={false} disabled={busy} customRequest={() => undefined} beforeUpload={(chosen) => (choose(chosen), Upload.LIST_IGNORE)}>
          <p className={styles['icon']}>
            <InboxOutlined aria-hidden />
          </p>
          <p>{t('plans.upload.drop')}</p>
        </Upload.Dragger>
        {busy && file && (
          <div role="status">
            <p>{t('plans.upload.reading', { name: file.name })}</p>
            <Bar percent={progress === null || progress.of === 0 ? 0 : Math.round((progress.done / progress.of) * 100)} showInfo={false} aria-label={t('plans.upload.reading', { name: file.name })} />
            {progress && <p className="secondary numbers">{t(`plans.upload.progress.${progress.what}`, { done: progress.done, of: progress.of })}</p>}
          </div>
        )}
        {keeping.isError && <Failed error={keeping.error} />}
        {trying.isError && <Failed error={trying.error} />}
        {file && (refused === 'file-known' || refused === 'import-no-items') && (
          <Space>
            {refused === 'file-known' && <Button onClick={() => keep(file, true)}>{t('plans.upload.again')}</Button>}
            <Button onClick={() => look(file)}>{t('plans.upload.look')}</Button>
          </Space>
        )}
      </div>
      {found && file && !busy && <Trial file={file} found={found} keep={(again) => keep(file, again)} compare={(planId) => comparing.mutate({ file, with: planId }, { onSuccess: setFound })} comparing={comparing.isPending} notCompared={comparing.error} />}
    </Page>
  );
}
