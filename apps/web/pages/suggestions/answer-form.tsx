import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { ActForm } from '../../parts/act-form';

type Typed = Schemas['SuggestionReplyBody'];

/** What will be done about a suggestion; an answer given before is changed. */
export function AnswerForm({ suggestion: { id, text, answer: before }, close }: { suggestion: Schemas['SuggestionBody']; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const reply = useCommand((body: Typed, key) => api.POST('/suggestions/{suggestionId}/answer', { params: { path: { suggestionId: id }, header: commandHeaders(key) }, body }), ['suggestions']);
  const send = (typed: Typed): Promise<boolean> =>
    reply.mutateAsync(typed).then(
      () => true,
      () => false,
    );
  return (
    <ActForm<Typed> title={t('suggestions.answer')} act={t('suggestions.answer')} draft={`suggestion-answer:${id}`} initial={{ answer: before ?? '' }} send={send} busy={reply.isPending} refused={reply.error} close={close}>
      <blockquote className="quote">{text}</blockquote>
      <Form.Item name="answer" label={t('suggestions.answerText')} rules={[{ required: true, whitespace: true, message: t('suggestions.answerMissing') }]}>
        <Input.TextArea rows={4} maxLength={1000} showCount />
      </Form.Item>
    </ActForm>
  );
}
