import { useQuery } from '@tanstack/react-query';
import { Button, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders } from '../../../api/client';
import { usePlanItems } from '../../../api/plan-items';
import { Choose, DayField, Line, PersonField, PlanField, TextField, UnitField } from './fields';
import { bodyOf, KINDS, type Body, type InspectionTyped } from './inspection-typed';
import formLines from '../../../parts/form-lines.module.css';
import styles from './open.module.css';
import { OpenForm } from './open-form';
import { ScopePreview } from './scope-preview';

/** An inspection: of what and why, when, by whom, by which checklist; who would be inspected is shown before it is sent. */
export function InspectionForm({ itemId, unitId, planId, close }: { itemId?: string; unitId?: string; planId?: string; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const initial: Partial<InspectionTyped> = { planId, kind: itemId === undefined ? 'unit' : 'item', ...(itemId !== undefined && { itemIds: [itemId] }), ...(unitId !== undefined && { unitIds: [unitId] }) };
  const templates = useQuery({ queryKey: ['checklists'], queryFn: () => answer(api.GET('/checklists')) });
  return (
    <OpenForm<InspectionTyped, Body> what="inspection" initial={initial} bodyOf={bodyOf} call={(body, key) => api.POST('/inspections', { params: { header: commandHeaders(key) }, body })} close={close}>
      <PlanField />
      <Line name="title" label="title" />
      <Form.Item name="kind" label={t('openMatter.whyKind')}>
        <Radio.Group options={KINDS.map((value) => ({ value, label: t(`openMatter.kinds.${value}`) }))} />
      </Form.Item>
      <Scope />
      <TextField name="why" label="why" />
      <div className={styles['days']}>
        <DayField name={['days', 'from']} label="from" />
        <DayField name={['days', 'to']} label="to" />
      </div>
      <UnitField name={['leader', 'unitId']} label="leaderUnit" />
      <PersonField name={['leader', 'personId']} label="leader" unitName={['leader', 'unitId']} />
      <Members />
      <Choose name="templateIds" label="templates" many optional loading={templates.isPending} options={(templates.data?.templates ?? []).filter((x) => !x.retired).map(({ id, name }) => ({ value: id, label: name }))} />
    </OpenForm>
  );
}

function Scope(): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const kind = Form.useWatch('kind', form) as InspectionTyped['kind'] | undefined;
  const planId = Form.useWatch('planId', form) as string | undefined;
  const year = ((Form.useWatch(['days', 'from'], form) as string | undefined) ?? '').slice(0, 4) || undefined;
  const items = usePlanItems(planId, kind === 'item');
  const programme = useQuery({ queryKey: ['programmes', year], enabled: kind === 'programme', queryFn: () => answer(api.GET('/programmes', { params: { query: { year } } as never })) });
  return (
    <>
      {(kind === 'unit' || kind === 'programme') && <UnitField name="unitIds" label="units" many />}
      {kind === 'item' && <Choose name="itemIds" label="items" many loading={items.isPending} options={(items.data ?? []).map(({ itemId, number, title }) => ({ value: itemId, label: `${number} ${title}` }))} />}
      {kind === 'light' && <Choose name="colour" label="colour" options={(['yellow', 'red'] as const).map((value) => ({ value, label: t(`supervision.light.${value}`) }))} />}
      {kind === 'programme' && <Choose name="entryId" label="entry" loading={programme.isPending} options={(programme.data?.entries ?? []).filter((e) => e.status === 'planned' && e.planId === planId).map((e) => ({ value: e.id, label: e.title }))} />}
      <ScopePreview />
    </>
  );
}

function Members(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Form.List name="team">
      {(lines, { add, remove }) => (
        <fieldset className={formLines['group']}>
          <legend>{t('openMatter.team')}</legend>
          {lines.map(({ key, name }) => (
            <div key={key} className={formLines['line']}>
              <UnitField name={[name, 'unitId']} label="memberUnit" />
              <PersonField name={[name, 'personId']} label="member" unitName={['team', name, 'unitId']} />
              <Button type="link" onClick={() => remove(name)}>
                {t('openMatter.remove')}
              </Button>
            </div>
          ))}
          <Button onClick={() => add({})}>{t('openMatter.addMember')}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}
