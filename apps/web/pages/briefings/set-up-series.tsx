import { App, Button, Form, Input, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { useUnits } from '../../api/units';
import { NotTaken } from '../../parts/field-faults';
import { Restored, useKept } from '../../parts/kept';
import { Section } from '../../parts/page';
import { useSeen, type Seen } from '../../parts/seen';

type Series = Schemas['BriefingsBody'];
type Typed = { name: string } & Pick<Series['lists'], 'report' | 'send' | 'issue'>;

/** Name of the briefings, and to whom they go. */
export function SetUpSeries({ series }: { series: Series }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { units } = useUnits();
  const [form] = Form.useForm<Typed>();
  const fresh: Typed = { name: series.name, report: series.lists.report, send: series.lists.send, issue: series.lists.issue };
  const set = useCommand(({ name, ...lists }: Typed, key) => api.POST('/briefings/{officeUnitId}/set-up', { params: { path: { officeUnitId: series.officeUnitId }, header: commandHeaders(key, seen.version() || undefined) }, body: { name, lists: { ...series.lists, ...lists, unitIds: idsOf(lists) } } }), ['briefings']);
  const seen: Seen<Typed> = useSeen({ version: series.version, values: fresh }, set.error);
  const { keep, drop, ...kept } = useKept<Typed>({ name: `series:${series.officeUnitId}`, form, fresh, takeUp: seen.takeUp, basis: seen.basis });
  // What others set meanwhile is shown where its writer typed nothing; a briefing that was drawn up changes none of it.
  useEffect(() => {
    const own = seen.changed(form.getFieldsValue() as Typed);
    form.setFieldsValue(Object.fromEntries(seen.others().filter(({ field }) => !(field in own)).map(({ field, theirs }) => [field, theirs])));
  }, [series.version]);
  const whole = (typed: Typed): Typed => ({ ...fresh, ...seen.changed(typed) });
  /** Whoever is named by a unit's name is told in the system too. */
  const idsOf = (lists: Omit<Typed, 'name'>): string[] => {
    const named = new Set([...lists.report, ...lists.send, ...lists.issue]);
    return units.filter((u) => named.has(u.name)).map(({ id }) => id);
  };
  const saved = (): void => {
    drop();
    void message.success(t('briefings.setUp.saved'));
  };
  return (
    <Section title={t('briefings.setUp.title')}>
      <Form<Typed> form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={kept.initial} onValuesChange={(_, typed) => keep(typed)} onFinish={(typed) => set.mutate(whole(typed), { onSuccess: saved })}>
        <Restored {...kept} />
        <Form.Item name="name" label={t('briefings.setUp.name')} rules={[{ required: true, whitespace: true, message: t('briefings.setUp.nameMissing') }]}>
          <Input maxLength={60} />
        </Form.Item>
        {(['report', 'send', 'issue'] as const).map((list) => (
          <Form.Item key={list} name={list} label={t(`briefings.setUp.${list}`)} extra={t('briefings.setUp.listHelp')}>
            <Select mode="tags" tokenSeparators={['、', ',', '，']} options={units.map(({ name }) => ({ value: name, label: name }))} />
          </Form.Item>
        ))}
        <Button htmlType="submit" loading={set.isPending}>
          {t('briefings.setUp.save')}
        </Button>
        <NotTaken refused={set.error} fieldOf={(field) => /^lists\.(\w+)/.exec(field)?.[1] ?? field} />
      </Form>
    </Section>
  );
}
