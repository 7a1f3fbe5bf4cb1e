import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { Checkbox, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { ITEM_SHOWN } from '../../api/commands';
import { useUnits } from '../../api/units';
import type { SentFile } from '../../api/waiting-files';
import { Answered } from '../../parts/answered';
import { EvidencePicker, useUnsent } from '../../parts/evidence-picker';
import { EvidenceTable } from '../../parts/evidence-table';
import { Section } from '../../parts/page';

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
  /** What the picker says. */
  label: string;
  /** What it is called by itself: files that wait in one place are told to who asks for them there. */
  place: string;
  /** Told of each file that the system has. */
  taken: (file: SentFile) => void;
}

/** Takes files as evidence of an assignment. */
export function Upload({ found, assignmentId, onBehalf = false, label, place, taken }: UploadOf): React.ReactNode {
  const queries = useQueryClient();
  const has = (file: SentFile): void => {
    taken(file);
    void Promise.all(ITEM_SHOWN.map((first) => queries.invalidateQueries({ queryKey: [first] })));
  };
  return <EvidencePicker place={place} path={(name) => `/items/${found.id}/evidence?${new URLSearchParams({ assignmentId, name, ...(onBehalf && { onBehalf: 'true' }) }).toString()}`} label={label} taken={has} />;
}

/** In the form of an act: which files show it, those that are there already and a picker for more. @param wrote the item's version after a file was sent */
export function EvidenceChoice({ found, assignmentId, onBehalf, wrote }: Omit<UploadOf, 'label' | 'place' | 'taken'> & { wrote: (version: number) => void }): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const evidence = useEvidence(found.id);
  const place = `item/${found.id}/${assignmentId}`;
  const unsent = useUnsent(place);
  // What was sent from this form is offered at once, whenever the list of the item is asked anew.
  const [sent, setSent] = useState<readonly { id: string; name: string }[]>([]);
  const known = evidence.data?.evidence.filter((e) => e.assignmentId === assignmentId) ?? [];
  const here = [...known, ...sent.filter(({ id }) => known.every((e) => e.id !== id))];
  const taken = (file: SentFile): void => {
    wrote(file.version);
    setSent((before) => [...before, file]);
    const chosen = (form.getFieldValue('evidenceIds') as string[] | undefined) ?? [];
    form.setFieldValue('evidenceIds', [...new Set([...chosen, file.id])]);
  };
  return (
    <>
      <Form.Item name="evidenceIds" label={t('itemActs.fields.evidence')} hidden={here.length === 0} rules={[{ validator: () => (unsent === 0 ? Promise.resolve() : Promise.reject(new Error(t('files.unsent', { count: unsent })))) }]}>
        <Checkbox.Group options={here.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Upload found={found} assignmentId={assignmentId} onBehalf={onBehalf} label={t('itemParts.upload')} place={place} taken={taken} />
    </>
  );
}
