import { App, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { ActForm } from '../../parts/act-form';
import { OwnSuggestions } from './own';

type Typed = Pick<Schemas['NewSuggestionBody'], 'kind' | 'text'>;
/** In characters. */
const LONGEST = 1000;
const KINDS = ['fault', 'burden', 'wish'] as const;

/** One sentence about the page that one is on, with no id of what it showed. @param page the pattern of its address @param text what is said already */
export function GiveSuggestion({ page, text, close }: { page: string; text?: string; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const make = useCommand((body: Schemas['NewSuggestionBody'], key) => api.POST('/suggestions', { params: { header: commandHeaders(key) }, body }), ['suggestions']);

  async function send(typed: Typed): Promise<boolean> {
    try {
      await make.mutateAsync({ ...typed, page });
    } catch {
      return false;
    }
    void message.success(t('suggestions.sent'));
    return true;
  }

  return (
    <ActForm<Typed> title={t('suggestions.give')} act={t('suggestions.send')} draft={`${text === undefined ? 'suggestion' : 'fault'}:${page}`} initial={{ kind: 'fault', text: text?.slice(0, LONGEST) ?? '' }} send={send} busy={make.isPending} refused={make.error} close={close}>
      <p className="secondary">{t('suggestions.help')}</p>
      <Form.Item label={t('suggestions.about')}>
        <code>{page}</code>
      </Form.Item>
      <Form.Item name="kind" label={t('suggestions.kind')}>
        <Radio.Group vertical options={KINDS.map((kind) => ({ value: kind, label: t(`suggestions.kinds.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="text" label={t('suggestions.text')} rules={[{ required: true, whitespace: true, message: t('suggestions.missing') }]}>
        <Input.TextArea rows={4} maxLength={LONGEST} showCount />
      </Form.Item>
      <OwnSuggestions />
    </ActForm>
  );
}
