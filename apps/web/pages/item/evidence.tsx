import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Upload as Picker } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { ITEM_SHOWN, useCommand } from '../../api/commands';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { EvidenceTable } from '../../parts/evidence-table';
import { Section } from '../../parts/page';
import styles from './item.module.css';

type Found = Schemas['ItemPageBody'];

export function useEvidence(itemId: string, asOf?: string): UseQueryResult<Schemas['EvidenceListBody']> {
  return useQuery({ queryKey: ['evidence', itemId, asOf ?? null], queryFn: () => answer(api.GET('/items/{itemId}/evidence', { params: { path: { itemId }, query: { ...(asOf && { asOf }) } } })) });
}

/** Files that show what was done. */
export function Evidence({ found, asOf }: { found: Found; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const query = useEvidence(found.id, asOf);
  const unitOf = (assignmentId: string): string => nameOf(found.assignments.find(({ id }) => id === assignmentId)?.unitId ?? '');
  return (
    <Section title={t('itemParts.evidence')} term="evidence">
      <Answered query={query}>
        {({ evidence }) => (evidence.length === 0 ? <p className="secondary">{t('itemParts.noEvidence.help')}</p> : <EvidenceTable title={t('itemParts.evidence')} files={evidence} path={(e) => `/items/${found.id}/evidence/${e.id}`} unitOf={(e) => unitOf(e.assignmentId)} />)}
      </Answered>
    </Section>
  );
}

interface UploadOf {
  found: Found;
  assignmentId: string;
  /** Stored by the office for a unit without an account (代录). */
  onBehalf?: boolean;
  label?: string;
  taken?: (evidenceId: string, version: number, name: string) => void;
}

/** Sends a file as evidence of an assignment, with the warning that belongs beside every picker of files. */
export function Upload({ found, assignmentId, onBehalf = false, label, taken }: UploadOf): React.ReactNode {
  const { t } = useTranslation();
  const [done, setDone] = useState<string | null>(null);
  const upload = useCommand<File, Schemas['EvidenceAnswer']>(
    (file, key) =>
      api.POST('/items/{itemId}/evidence', {
        params: { path: { itemId: found.id }, query: { assignmentId, name: file.name, ...(onBehalf && { onBehalf }) }, header: commandHeaders(key) },
        body: file as never,
        bodySerializer: (body: unknown) => body as never,
        headers: { 'Content-Type': file.type === '' ? 'application/octet-stream' : file.type },
      }),
    ITEM_SHOWN,
  );
  async function send(file: File): Promise<void> {
    setDone(null);
    const sent = await upload.mutateAsync(file).catch(() => null);
    if (sent === null) return;
    setDone(sent.evidence.name);
    taken?.(sent.evidence.id, sent.item.version, sent.evidence.name);
  }
  return (
    <div className={styles['upload']}>
      <Picker
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <Button loading={upload.isPending}>{label ?? t('itemParts.upload')}</Button>
      </Picker>
      <span className={styles['warning']}>{t('itemParts.uploadWarning')}</span>
      <span role="status">{done !== null && t('itemParts.uploaded', { name: done })}</span>
      {upload.isError && <Alert type="error" showIcon role="alert" title={upload.error.words} />}
    </div>
  );
}

/** In the form of an act: which files show it, those that are there already and a picker for more. @param wrote the item's version after a file was sent */
export function EvidenceChoice({ found, assignmentId, onBehalf, wrote }: Omit<UploadOf, 'label' | 'taken'> & { wrote: (version: number) => void }): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const evidence = useEvidence(found.id);
  const here = evidence.data?.evidence.filter((e) => e.assignmentId === assignmentId) ?? [];
  const taken = (id: string, version: number): void => {
    wrote(version);
    form.setFieldValue('evidenceIds', [...((form.getFieldValue('evidenceIds') as string[] | undefined) ?? []), id]);
  };
  return (
    <>
      <Form.Item name="evidenceIds" label={t('itemActs.fields.evidence')} hidden={here.length === 0}>
        <Checkbox.Group options={here.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Upload found={found} assignmentId={assignmentId} onBehalf={onBehalf} taken={taken} />
    </>
  );
}
