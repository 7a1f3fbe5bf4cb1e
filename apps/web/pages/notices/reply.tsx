import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { itemOf } from '../../api/items';
import { ITEM_SHOWN, useCommand } from '../../api/commands';
import { useIdentity } from '../../api/use-session';
import { ActForm } from '../../parts/act-form';
import { Answered } from '../../parts/answered';
import { cityMoment } from '../../words/moments';
import styles from './notices.module.css';

/** The answer of the unit that a supervision order is addressed to: what it answered, or the form for it. */
export function Reply({ itemId, paperId, asOf }: { itemId: string; paperId: string; asOf: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const { unitId } = useIdentity();
  const [open, setOpen] = useState(false);
  const query = useQuery(itemOf(itemId, asOf));
  return (
    <div className={styles['part']}>
      <Answered query={query} rows={1}>
        {(item) => {
          const paper = item.papers.find(({ id }) => id === paperId);
          if (paper === undefined) return null;
          const ours = item.assignments.some((a) => a.id === paper.assignmentId && a.unitId === unitId);
          return (
            <>
              {paper.answer !== null && (
                <>
                  <p className="secondary numbers">{t('inbox.wasReplied', { at: cityMoment(paper.answer.at) })}</p>
                  <p className="quote">{paper.answer.text}</p>
                </>
              )}
              {asOf === undefined && ours && paper.status === 'issued' && paper.answer === null && <Button onClick={() => setOpen(true)}>{t('inbox.reply')}</Button>}
              {open && <ReplyForm item={item} paperId={paperId} close={() => setOpen(false)} />}
            </>
          );
        }}
      </Answered>
    </div>
  );
}

function ReplyForm({ item, paperId, close }: { item: Schemas['ItemPageBody']; paperId: string; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const reply = useCommand((body: Schemas['AnswerPaperBody'], key) => api.POST('/items/{itemId}/answer-paper', { params: { path: { itemId: item.id }, header: commandHeaders(key, item.version) }, body }), ITEM_SHOWN);

  async function send({ text }: { text: string }): Promise<boolean> {
    try {
      await reply.mutateAsync({ paperId, text });
    } catch {
      return false;
    }
    void message.success(t('inbox.replied'));
    return true;
  }

  return (
    <ActForm<{ text: string }> title={`${item.number} ${item.title}`} act={t('inbox.reply')} draft={`answer:${item.id}:${paperId}`} initial={{ text: '' }} send={send} busy={reply.isPending} refused={reply.error} close={close}>
      <Form.Item name="text" label={t('inbox.replyText')} rules={[{ required: true, whitespace: true, message: t('inbox.replyMissing') }]}>
        <Input.TextArea rows={6} maxLength={4000} />
      </Form.Item>
    </ActForm>
  );
}
