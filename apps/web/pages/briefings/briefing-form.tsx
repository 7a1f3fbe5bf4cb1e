import { App, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { usePlanTitles } from '../../api/plans';
import { ActForm } from '../../parts/act-form';
import { DayField } from '../../parts/day/day-field';
import styles from './briefings.module.css';
import { Figures } from './figures';

type Series = Schemas['BriefingsBody'];
type One = Schemas['BriefingBody'];
interface Typed {
  /** Why the issue that it corrects is corrected. */
  reason?: string;
  planId?: string;
  title: string;
  from: string;
  to: string;
  sections: { heading?: string; paragraphs: Schemas['ParagraphDto'][] }[];
}

interface Of {
  series: Series;
  /** The draft that is edited; null: a new one. */
  briefing: One | null;
  /** The issue that a new one corrects (更正): it begins with what that one says. */
  corrects: One | null;
  close: () => void;
}

/** Title and paragraphs; a figure that was counted brings its source along. */
export function BriefingForm({ series, briefing, corrects, close }: Of): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const plans = usePlanTitles();
  const header = (key: string) => commandHeaders(key, briefing?.version);
  const path = { officeUnitId: series.officeUnitId };
  const save = useCommand(({ reason = '', planId, title, from, to, sections }: Typed, key) => {
    const told = sections.map((s) => ({ heading: s.heading || null, paragraphs: s.paragraphs.map((p) => ({ text: p.text, sources: p.sources ?? [] })) }));
    return briefing === null
      ? api.POST('/briefings/{officeUnitId}', { params: { path, header: header(key) }, body: { title, sections: told, period: { from, to }, planId: planId ?? null, corrects: corrects === null ? null : { briefingId: corrects.id, reason } } })
      : api.POST('/briefings/{officeUnitId}/{briefingId}/edit', { params: { path: { ...path, briefingId: briefing.id }, header: header(key) }, body: { title, sections: told } });
  }, ['briefings']);

  async function send(typed: Typed): Promise<boolean> {
    try {
      await save.mutateAsync(typed);
    } catch {
      return false;
    }
    void message.success(t('briefings.saved'));
    return true;
  }

  const begun = briefing ?? corrects;
  const initial: Typed = begun === null ? { title: '', from: '', to: '', sections: [{ paragraphs: [{ text: '', sources: [] }] }] } : { title: begun.title, planId: begun.planId ?? undefined, ...begun.period, sections: begun.sections.map((s) => ({ heading: s.heading ?? '', paragraphs: s.paragraphs })) };
  const rule = (field: 'titleMissing' | 'periodMissing') => [{ required: true, message: t(`briefings.fields.${field}`) }];
  return (
    <ActForm<Typed> title={t(corrects !== null ? 'briefings.correct' : briefing === null ? 'briefings.draft' : 'briefings.edit')} act={t('briefings.save')} draft={`briefing:${series.officeUnitId}:${briefing?.id ?? (corrects === null ? 'new' : `corrects-${corrects.id}`)}`} initial={initial} send={send} busy={save.isPending} refused={save.error} close={close}>
      {corrects !== null && (
        <Form.Item name="reason" label={t('briefings.fields.reason')} rules={[{ required: true, whitespace: true, message: t('briefings.fields.reasonMissing') }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
      <Form.Item name="title" label={t('briefings.fields.title')} rules={rule('titleMissing')}>
        <Input maxLength={100} />
      </Form.Item>
      <div className={styles['period']}>
        <Form.Item name="from" label={t('briefings.fields.from')} rules={rule('periodMissing')}>
          <DayField disabled={briefing !== null} />
        </Form.Item>
        <Form.Item name="to" label={t('briefings.fields.to')} rules={rule('periodMissing')}>
          <DayField disabled={briefing !== null} />
        </Form.Item>
      </div>
      <Form.Item name="planId" label={t('briefings.fields.plan')} extra={t('briefings.fields.planHelp')}>
        <Select allowClear disabled={briefing !== null} options={plans.map((p) => ({ value: p.planId, label: p.title }))} />
      </Form.Item>
      <Figures officeUnitId={series.officeUnitId} />
      <Form.List name="sections">
        {(sections, { add, remove }) => (
          <>
            {sections.map(({ key, name }) => (
              <fieldset key={key} className={styles['section']}>
                <Form.Item name={[name, 'heading']} label={t('briefings.fields.heading')}>
                  <Input />
                </Form.Item>
                <Paragraphs section={name} />
                {sections.length > 1 && <Button onClick={() => remove(name)}>{t('briefings.fields.remove')}</Button>}
              </fieldset>
            ))}
            <Button onClick={() => add({ paragraphs: [{ text: '', sources: [] }] })}>{t('briefings.fields.addSection')}</Button>
          </>
        )}
      </Form.List>
    </ActForm>
  );
}

function Paragraphs({ section }: { section: number }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Form.List name={[section, 'paragraphs']}>
      {(paragraphs, { add, remove }) => (
        <>
          {paragraphs.map(({ key, name }) => (
            <div key={key}>
              <Form.Item name={[name, 'text']} label={t('briefings.fields.paragraph')} rules={[{ required: true, whitespace: true, message: t('briefings.fields.textMissing') }]}>
                <Input.TextArea rows={2} />
              </Form.Item>
              <Form.Item name={[name, 'sources']} hidden>
                <Input />
              </Form.Item>
              {paragraphs.length > 1 && <Button onClick={() => remove(name)}>{t('briefings.fields.remove')}</Button>}
            </div>
          ))}
          <Button onClick={() => add({ text: '', sources: [] })}>{t('briefings.fields.addParagraph')}</Button>
        </>
      )}
    </Form.List>
  );
}
