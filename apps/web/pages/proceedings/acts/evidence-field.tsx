import { Alert, Button, Checkbox, Form, Select, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import type { Kind } from '../search';
import styles from './acts.module.css';
import { PROCEEDING_SHOWN, type Act, type Found } from './known';

type Kept = Pick<Found['evidence'][number], 'id' | 'name'>;

/** Files that show it: those that are there already, and a picker for more. */
export function EvidenceField({ found, act, label, wrote }: { found: Found; act: Act; label: string; wrote: (version: number) => void }): React.ReactNode {
  const form = Form.useFormInstance();
  const { offered, keep } = useOffered(evidenceFor(found, act));
  const taken = (one: Kept): void => {
    keep(one);
    form.setFieldValue('evidenceIds', [...((form.getFieldValue('evidenceIds') as string[] | undefined) ?? []), one.id]);
  };
  return (
    <>
      <Form.Item name="evidenceIds" label={label}>
        <Checkbox.Group options={offered.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <EvidenceUpload found={found} subject={placeOf(act)} wrote={wrote} taken={taken} />
    </>
  );
}

interface DocumentOf {
  found: Found;
  act: Act;
  item: { name: (string | number)[]; label: string; rules: { required: boolean; message: string }[] };
  wrote: (version: number) => void;
}

/** The one file that something is: chosen among those that are there, or sent. */
export function DocumentField({ found, act, item, wrote }: DocumentOf): React.ReactNode {
  const form = Form.useFormInstance();
  const { offered, keep } = useOffered(found.evidence.filter((e) => e.withdrawn === null));
  const taken = (one: Kept): void => {
    keep(one);
    form.setFieldValue(item.name, one.id);
  };
  return (
    <>
      <Form.Item {...item}>
        <Select allowClear options={offered.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <EvidenceUpload found={found} subject={placeOf(act)} wrote={wrote} taken={taken} />
    </>
  );
}

/** Files that are known, and those that were sent from this form: these are offered at once, whenever the page behind it is asked anew. */
function useOffered(known: readonly Kept[]): { offered: readonly Kept[]; keep: (one: Kept) => void } {
  const [sent, setSent] = useState<readonly Kept[]>([]);
  return { offered: [...known, ...sent.filter(({ id }) => known.every((e) => e.id !== id))], keep: (one) => setSent((before) => [...before, one]) };
}

/** What evidence of an act belongs to; null: to the whole. */
export const placeOf = ({ about, subject }: Act): string | null => (about === 'paper' || about === 'lateness' || about === 'link' ? null : subject);

export function evidenceFor(found: Found, act: Act): Found['evidence'] {
  const place = placeOf(act);
  return found.evidence.filter((e) => e.withdrawn === null && (e.subject === place || e.subject === null));
}

interface UploadOf {
  found: Pick<Found, 'kind' | 'id'>;
  /** What it belongs to; null: to the whole. */
  subject: string | null;
  /** What the picker says; left out: that a file is added. */
  words?: string;
  /** What it is called beyond that, where there are several on a page. */
  label?: string;
  /** The unit without an account that the office stores it for (代录). */
  onBehalfOf?: string;
  wrote?: (version: number) => void;
  taken?: (one: Kept) => void;
}

/** Sends a file as evidence, with the warning that belongs beside every picker of files. */
export function EvidenceUpload({ found, subject, words, label, onBehalfOf, wrote, taken }: UploadOf): React.ReactNode {
  const { t } = useTranslation();
  const upload = useCommand<File, Schemas['ProceedingEvidenceAnswer']>(
    (file, key) =>
      api.POST('/proceedings/{kind}/{id}/evidence', {
        params: { path: { kind: found.kind as Kind, id: found.id }, query: { name: file.name, ...(subject !== null && { subject }), ...(onBehalfOf !== undefined && { onBehalfOf }) }, header: commandHeaders(key) },
        body: file as never,
        bodySerializer: (body: unknown) => body as never,
        headers: { 'Content-Type': file.type === '' ? 'application/octet-stream' : file.type },
      }),
    PROCEEDING_SHOWN,
  );
  async function send(file: File): Promise<void> {
    const sent = await upload.mutateAsync(file).catch(() => null);
    if (sent === null) return;
    taken?.({ id: sent.evidence.id, name: sent.evidence.name });
    wrote?.(sent.proceeding.version);
  }
  return (
    <div className={styles['upload']}>
      <Upload
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <Button aria-label={label} loading={upload.isPending}>
          {words ?? t('proceedingActs.upload')}
        </Button>
      </Upload>
      <span className={styles['warning']}>{t('itemParts.uploadWarning')}</span>
      {upload.isError && <Alert type="error" showIcon role="alert" title={upload.error.words} />}
    </div>
  );
}
