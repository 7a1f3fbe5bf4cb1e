import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Image, Upload as Picker } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { ITEM_SHOWN, useCommand } from '../../api/commands';
import { fetchFile } from '../../api/files';
import { useUnits } from '../../api/units';
import { Answered, Failed } from '../../parts/answered';
import { Download } from '../../parts/download';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityMoment } from '../../words/moments';
import styles from './item.module.css';

type Found = Schemas['ItemPageBody'];
type One = Schemas['EvidenceListBody']['evidence'][number];

export function useEvidence(itemId: string, asOf?: string): UseQueryResult<Schemas['EvidenceListBody']> {
  return useQuery({ queryKey: ['evidence', itemId, asOf ?? null], queryFn: () => answer(api.GET('/items/{itemId}/evidence', { params: { path: { itemId }, query: { ...(asOf && { asOf }) } } })) });
}

/** Files that show what was done. Photographs are shown as the API makes them safe; everything else is downloaded and never opened here. */
export function Evidence({ found, asOf }: { found: Found; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const query = useEvidence(found.id, asOf);
  const [open, setOpen] = useState<One | null>(null);
  const unitOf = (assignmentId: string): string => nameOf(found.assignments.find(({ id }) => id === assignmentId)?.unitId ?? '');
  const path = (e: One): string => `/items/${found.id}/evidence/${e.id}`;
  return (
    <Section title={t('itemParts.evidence')} term="evidence">
      <Answered query={query}>
        {({ evidence }) =>
          evidence.length === 0 ? (
            <p className="secondary">{t('itemParts.noEvidence.help')}</p>
          ) : (
            <ReadTable
              title={t('itemParts.evidence')}
              rows={evidence}
              columns={[
                { title: t('itemParts.file'), dataIndex: 'name' },
                { title: t('itemParts.unit'), render: (_, e) => unitOf(e.assignmentId) },
                { title: t('itemParts.size'), align: 'right', className: 'numbers', render: (_, e) => t('itemParts.kilobytes', { count: Math.max(1, Math.round(e.bytes / 1000)) }) },
                { title: t('itemParts.at'), className: 'numbers', render: (_, e) => cityMoment(e.at) },
                {
                  title: '',
                  render: (_, e) => (
                    <span className={styles['acts']}>
                      {e.preview && (
                        <Button size="small" onClick={() => setOpen(e)} aria-label={`${t('itemParts.preview')} ${e.name}`}>
                          {t('itemParts.preview')}
                        </Button>
                      )}
                      <Download size="small" path={path(e)} aria-label={`${t('itemParts.download')} ${e.name}`}>
                        {t('itemParts.download')}
                      </Download>
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Answered>
      {open && <Photograph path={`${path(open)}/preview`} name={open.name} close={() => setOpen(null)} />}
    </Section>
  );
}

/** A photograph, from bytes that were fetched with the session: the picture is all that the browser makes of them. */
function Photograph({ path, name, close }: { path: string; name: string; close: () => void }): React.ReactNode {
  const [address, setAddress] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    fetchFile(path).then(({ bytes }) => {
      if (left) return;
      made = URL.createObjectURL(bytes);
      setAddress(made);
    }, (e: unknown) => setError(e));
    return () => {
      left = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [path]);
  if (error !== null) return <Failed error={error} />;
  if (address === null) return null;
  return <Image src={address} alt={name} className={styles['unseenPicture']} preview={{ open: true, onOpenChange: (shown) => !shown && close() }} />;
}

/** Sends a file as evidence of an assignment, with the warning that belongs beside every picker of files. */
export function Upload({ found, assignmentId, taken }: { found: Found; assignmentId: string; taken?: (evidenceId: string, version: number) => void }): React.ReactNode {
  const { t } = useTranslation();
  const [done, setDone] = useState<string | null>(null);
  const upload = useCommand<File, Schemas['EvidenceAnswer']>(
    (file, key) =>
      api.POST('/items/{itemId}/evidence', {
        params: { path: { itemId: found.id }, query: { assignmentId, name: file.name }, header: commandHeaders(key) },
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
    taken?.(sent.evidence.id, sent.item.version);
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
        <Button loading={upload.isPending}>{t('itemParts.upload')}</Button>
      </Picker>
      <span className={styles['warning']}>{t('itemParts.uploadWarning')}</span>
      <span role="status">{done !== null && t('itemParts.uploaded', { name: done })}</span>
      {upload.isError && <Alert type="error" showIcon role="alert" title={upload.error.words} />}
    </div>
  );
}
