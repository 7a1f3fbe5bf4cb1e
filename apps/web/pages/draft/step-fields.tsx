import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../parts/day/day-field';
import { KeptField } from '../../parts/kept-field';
import formLines from '../../parts/form-lines.module.css';
import type { TypedItem, TypedStep } from './item-typed';

/** The steps of an item, that are scheduled backwards from its day. A step's unit is one that the item names. */
export function StepFields(): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance<TypedItem>();
  const typed = (Form.useWatch((all: TypedItem) => all.steps, form) ?? []) as Partial<TypedStep>[];
  const units = (Form.useWatch((all: TypedItem) => [...(all.leads ?? []), ...(all.participants ?? []), ...(all.units ?? [])], form) ?? []) as string[];
  const missing = [{ required: true, message: t('draft.step.missing') }];
  const named = (step: Partial<TypedStep> | undefined, at: number): string => `${at + 1}. ${step?.title ?? ''}`;
  return (
    <Form.List name="steps">
      {(lines, { add, remove }) => (
        <fieldset className={formLines['group']}>
          <legend>{t('draft.step.all')}</legend>
          {lines.map(({ key, name }, at) => (
            <div key={key} className={formLines['line']} role="group" aria-label={named(typed[at], at)}>
              <KeptField name={[name, 'key']} />
              <Form.Item name={[name, 'title']} label={t('draft.step.title')} rules={missing}>
                <Input maxLength={500} />
              </Form.Item>
              <Form.Item name={[name, 'workingDays']} label={t('draft.step.workingDays')} rules={missing}>
                <InputNumber min={1} precision={0} inputMode="numeric" />
              </Form.Item>
              <Form.Item name={[name, 'unit']} label={t('draft.step.unit')} extra={t('draft.step.unitHelp')}>
                <Select allowClear options={[...new Set(units)].map((value) => ({ value, label: value }))} />
              </Form.Item>
              <Form.Item name={[name, 'after']} label={t('draft.step.after')}>
                <Select mode="multiple" options={typed.flatMap((step, n) => (n === at || step?.key === undefined ? [] : [{ value: step.key, label: named(step, n) }]))} />
              </Form.Item>
              <Form.Item name={[name, 'deadline']} label={t('draft.step.deadline')}>
                <DayField />
              </Form.Item>
              <Button type="link" onClick={() => remove(name)}>
                {t('planEnd.amendments.remove')}
              </Button>
            </div>
          ))}
          <Button onClick={() => add({ key: freeKey(typed), after: [] })}>{t('draft.step.add')}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function freeKey(steps: readonly Partial<TypedStep>[]): string {
  const taken = new Set(steps.map((step) => step?.key));
  let n = steps.length + 1;
  while (taken.has(`s${n}`)) n++;
  return `s${n}`;
}
