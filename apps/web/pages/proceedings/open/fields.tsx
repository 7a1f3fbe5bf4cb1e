import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { usePeople } from '../../../api/people';
import { useUnits } from '../../../api/units';
import { DayField as Day } from '../../../parts/day/day-field';
import type { openMatter } from '../../../words/zh/open-matter';

type Label = { [K in keyof typeof openMatter]: (typeof openMatter)[K] extends string ? K : never }[keyof typeof openMatter];
export type Name = string | (string | number)[];
interface Of {
  name: Name;
  label: Label;
  /** In place of the label's own words. */
  title?: string;
  optional?: boolean;
}

/** What a field of these forms is called, and what is said where it is left empty. */
function useItem({ name, label, title: own, optional = false }: Of): { name: Name; label: string; rules: { required: boolean; message: string }[] } {
  const { t } = useTranslation();
  const title = own ?? t(`openMatter.${label}`);
  return { name, label: title, rules: optional ? [] : [{ required: true, message: t('openMatter.missing', { field: title }) }] };
}

export function Line(of: Of): React.ReactNode {
  return (
    <Form.Item {...useItem(of)}>
      <Input maxLength={200} />
    </Form.Item>
  );
}

export function TextField(of: Of): React.ReactNode {
  return (
    <Form.Item {...useItem(of)}>
      <Input.TextArea rows={3} maxLength={2000} />
    </Form.Item>
  );
}

export function DayField(of: Of): React.ReactNode {
  return (
    <Form.Item {...useItem(of)}>
      <Day />
    </Form.Item>
  );
}

export function NumberField(of: Of): React.ReactNode {
  return (
    <Form.Item {...useItem(of)}>
      <InputNumber min={1} precision={0} inputMode="numeric" />
    </Form.Item>
  );
}

export interface Choice {
  value: string;
  label: string;
}

export function Choose({ options, many = false, loading = false, ...of }: Of & { options: readonly Choice[]; many?: boolean; loading?: boolean }): React.ReactNode {
  return (
    <Form.Item {...useItem(of)}>
      <Select mode={many ? 'multiple' : undefined} loading={loading} showSearch={{ optionFilterProp: 'label' }} allowClear={of.optional === true || many} options={[...options]} />
    </Form.Item>
  );
}

export function UnitField({ many = false, ...of }: Of & { many?: boolean }): React.ReactNode {
  const { units } = useUnits();
  return <Choose {...of} many={many} options={units.map(({ id, name }) => ({ value: id, label: name }))} />;
}

/** A person of the unit that the other field names. */
export function PersonField({ unitName, ...of }: Of & { unitName: Name }): React.ReactNode {
  const form = Form.useFormInstance();
  const unitId = Form.useWatch(unitName, form) as string | undefined;
  const { people, asking } = usePeople(unitId);
  return <Choose {...of} loading={asking} options={people.map(({ personId, name }) => ({ value: personId, label: name }))} />;
}

/** Plans that are issued; where there is one alone, it is that. */
export function PlanField({ name = 'planId', optional = false }: { name?: Name; optional?: boolean }): React.ReactNode {
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => answer(api.GET('/plans')) });
  const rows = (plans.data?.rows ?? []).filter((p) => p.status === 'issued');
  const form = Form.useFormInstance();
  const only = rows.length === 1 ? rows[0]!.planId : undefined;
  useEffect(() => {
    if (only !== undefined && form.getFieldValue(name) === undefined) form.setFieldValue(name, only);
    // The name of a field is the same for as long as it is there.
  }, [form, only]);
  return <Choose name={name} label={optional ? 'anyPlan' : 'plan'} optional={optional} loading={plans.isPending} options={rows.map(({ planId, title }) => ({ value: planId, label: title }))} />;
}
