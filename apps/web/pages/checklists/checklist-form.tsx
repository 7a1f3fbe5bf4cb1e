import { App, Button, Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { ActForm } from '../../parts/act-form';
import formLines from '../../parts/form-lines.module.css';

type Body = Schemas['ChecklistBody'];

/** A template as it is typed: its name and its questions, each with what it rests on. A change is its next version; inspections keep theirs. */
export function ChecklistForm({ template, close }: { template: Schemas['ChecklistTemplateBody'] | null; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const set = useCommand((body: Body, key) => (template === null ? api.POST('/checklists', { params: { header: commandHeaders(key) }, body }) : api.POST('/checklists/{id}', { params: { path: { id: template.id }, header: commandHeaders(key, template.version) }, body })), ['checklists']);
  const act = t(template === null ? 'checklists.add' : 'checklists.change');
  const send = ({ name, items = [], retired }: Partial<Body>): Promise<boolean> =>
    set.mutateAsync({ name: name ?? '', items: items.map(({ text, basis }) => ({ text, basis: basis ?? '' })), retired: retired ?? false }).then(
      ({ template: taken }) => Boolean(message.success(t('rules.taken', { version: taken.version }))),
      () => false,
    );
  const needed = (field: string): { required: boolean; whitespace: boolean; message: string }[] => [{ required: true, whitespace: true, message: t('openMatter.missing', { field }) }];
  return (
    <ActForm<Partial<Body>> title={template?.name ?? act} act={act} draft={`checklist:${template?.id ?? ''}:${template?.version ?? 0}`} initial={template === null ? { items: [{ text: '', basis: '' }] } : { name: template.name, items: template.items, retired: template.retired }} send={send} busy={set.isPending} refused={set.error} close={close}>
      <Form.Item name="name" label={t('checklists.name')} rules={needed(t('checklists.name'))}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.List name="items">
        {(lines, { add, remove }) => (
          <fieldset className={formLines['group']}>
            <legend>{t('checklists.questions')}</legend>
            {lines.map(({ key, name }) => (
              <div key={key} className={formLines['line']} role="group" aria-label={t('proceedingActs.step', { number: name + 1 })}>
                <Form.Item name={[name, 'text']} label={t('checklists.question')} rules={needed(t('checklists.question'))}>
                  <Input.TextArea rows={2} maxLength={2000} />
                </Form.Item>
                <Form.Item name={[name, 'basis']} label={t('checklists.basis') + t('proceedingActs.optional')}>
                  <Input maxLength={2000} />
                </Form.Item>
                {lines.length > 1 && (
                  <Button type="link" onClick={() => remove(name)}>
                    {t('proceedingActs.remove')}
                  </Button>
                )}
              </div>
            ))}
            <Button onClick={() => add({})}>{t('proceedingActs.add')}</Button>
          </fieldset>
        )}
      </Form.List>
      {template !== null && (
        <Form.Item name="retired" valuePropName="checked">
          <Checkbox>{t('checklists.retire')}</Checkbox>
        </Form.Item>
      )}
    </ActForm>
  );
}
