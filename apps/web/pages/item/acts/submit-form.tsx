import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../../api/client';
import { useAbout } from '../../../parts/about';
import { ActForm } from '../../../parts/act-form';
import { EvidenceChoice } from '../evidence';
import type { ActGroup, Found } from './known';
import { useLookedOver, Wanting } from './looked-over';
import { useActOnItem } from './send';
import { subjectKey, useSubject } from './subject';

interface Typed {
  text: string;
  evidenceIds: string[];
}

/** The work goes to its verifier, with the words that it is judged by and the evidence that shows it. */
export function SubmitForm({ found, group, close }: { found: Found; group: ActGroup; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useSubject(found);
  const submit = useActOnItem(found, 'submit');
  const look = useLookedOver((body: Schemas['SubmitBody']) => api.POST('/items/{itemId}/submit/check', { params: { path: { itemId: found.id } }, body }));
  const { one: act, about } = useAbout(group.of, subjectKey, t('itemParts.step'), words);
  const assignmentId = found.steps.find(({ id }) => id === act.stepId)?.assignmentId;

  async function send({ text, evidenceIds }: Typed): Promise<boolean> {
    const body = { stepId: act.stepId!, text, evidenceIds: evidenceIds ?? [] };
    if (!(await look.passes(body))) return false;
    try {
      await submit.mutateAsync(body);
    } catch {
      return false;
    }
    void message.success(t('acts.submitted'));
    return true;
  }

  return (
    <ActForm<Typed> title={`${t('acts.submit')} · ${found.number} ${found.title}`} act={t('acts.submit')} about={about} draft={`submit:${found.id}`} initial={{ text: '', evidenceIds: [] }} send={send} busy={look.looking || submit.isPending} refused={submit.error} warning={look.flags.length > 0 && <Wanting flags={look.flags} />} clashes={() => submit.clashes({})} close={close}>
      <Form.Item name="text" label={t('acts.submission')} rules={[{ required: true, whitespace: true, message: t('acts.missingText') }]}>
        <Input.TextArea rows={6} maxLength={4000} />
      </Form.Item>
      {assignmentId !== undefined && <EvidenceChoice found={found} assignmentId={assignmentId} wrote={submit.wrote} />}
    </ActForm>
  );
}
