import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SentFile } from '../../../api/waiting-files';
import { EvidencePicker, useUnsent } from '../../../parts/evidence-picker';
import { PROCEEDING_SHOWN, type Act, type Found } from './known';

type Kept = Pick<Found['evidence'][number], 'id' | 'name'>;

/** Files that show it: those that are there already, and a picker for more. */
export function EvidenceField({ found, act, label, wrote }: { found: Found; act: Act; label: string; wrote: (version: number) => void }): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const { offered, keep } = useOffered(evidenceFor(found, act));
  const unsent = useUnsent(placeName(found, placeOf(act)));
  const taken = (one: Kept): void => {
    keep(one);
    form.setFieldValue('evidenceIds', [...((form.getFieldValue('evidenceIds') as string[] | undefined) ?? []), one.id]);
  };
  return (
    <>
      <Form.Item name="evidenceIds" label={label} rules={[{ validator: () => (unsent === 0 ? Promise.resolve() : Promise.reject(new Error(t('files.unsent', { count: unsent })))) }]}>
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
      <EvidenceUpload found={found} subject={placeOf(act)} field={item.name.join('.')} wrote={wrote} taken={taken} />
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
  /** The field that it is for, where a form has several that take files. */
  field?: string;
  /** What surrounds it warns of classified files once for all. */
  warned?: boolean;
  wrote?: (version: number) => void;
  taken?: (one: Kept) => void;
}

/** What waits for a matter, or for a part of it, is called. */
const placeName = ({ kind, id }: UploadOf['found'], subject: string | null, ...more: string[]): string => [kind, id, subject ?? '', ...more].join('/');

/** Takes files that show it, and tells of each that the system has. */
export function EvidenceUpload({ found, subject, words, label, onBehalfOf, field, warned, wrote, taken }: UploadOf): React.ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const has = (file: SentFile): void => {
    taken?.(file);
    wrote?.(file.version);
    void Promise.all(PROCEEDING_SHOWN.map((first) => queries.invalidateQueries({ queryKey: [first] })));
  };
  const path = (name: string): string => `/proceedings/${found.kind}/${found.id}/evidence?${new URLSearchParams({ name, ...(subject !== null && { subject }), ...(onBehalfOf !== undefined && { onBehalfOf }) }).toString()}`;
  const place = placeName(found, subject, ...(onBehalfOf === undefined ? [] : [onBehalfOf]), ...(field === undefined ? [] : [field]));
  return <EvidencePicker place={place} path={path} label={words ?? t('proceedingActs.upload')} aria={label} warned={warned} taken={has} />;
}
