import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../../api/people';
import { useIdentity } from '../../../api/use-session';
import { DayField } from '../../../parts/day/day-field';
import { useChoices } from './choices';
import { DocumentField, EvidenceField } from './evidence-field';
import type { FieldOf, Source } from './fields';
import type { Act, Found } from './known';
import { EachField } from './each-field';
import { RulingsField, ScoresField, StepsField } from './lines-field';

interface Of {
  found: Found;
  act: Act;
  field: FieldOf;
  /** Of one line of several: which. */
  line?: number;
  wrote: (version: number) => void;
}

const SHORT_LIST = 4;

/** One field of the form of an act, by its kind. */
export function Field({ found, act, field, line, wrote }: Of): React.ReactNode {
  const { t } = useTranslation();
  const { kind, optional = false } = field;
  const title = t(`proceedingActs.fields.${field.label}`);
  const label = optional ? title + t('proceedingActs.optional') : title;
  const missing = t('proceedingActs.missing', { field: title });
  const item = { name: [...(line === undefined ? [] : [line]), ...field.name.split('.')], label, rules: optional ? [] : [{ required: true, message: missing }] };
  const option = (value: Extract<FieldOf['kind'], { among: unknown }>['among'][number]): string => t(`proceedingActs.options.${value}`);
  if (typeof kind === 'object') {
    if ('one' in kind) return <Chosen item={item} found={found} act={act} source={kind.one} optional={optional} />;
    if ('many' in kind) return <Chosen item={item} found={found} act={act} source={kind.many} optional={optional} many />;
    if ('personOf' in kind) return <PersonOf item={item} unitField={kind.personOf} unitId={act.unitId ?? found.officeUnitId} optional={optional} />;
    if ('each' in kind) return <EachField name={field.name} label={label} fields={(at) => kind.each.map((one) => <Field key={one.name} found={found} act={act} field={one} line={at} wrote={wrote} />)} />;
    const options = 'among' in kind ? kind.among.map((value) => ({ value: value as string | boolean, label: option(value) })) : [{ value: true as string | boolean, label: option(kind.yes) }, { value: false, label: option(kind.no) }];
    return (
      <Form.Item {...item}>
        <Radio.Group options={options} />
      </Form.Item>
    );
  }
  switch (kind) {
    case 'words':
    case 'long':
      return (
        <Form.Item {...item} rules={optional ? [] : [{ required: true, whitespace: true, message: missing }]}>
          <Input.TextArea rows={kind === 'long' ? 8 : 3} maxLength={field.label === 'minutes' ? 100_000 : kind === 'long' ? 8000 : 2000} />
        </Form.Item>
      );
    case 'line':
      return (
        <Form.Item {...item}>
          <Input maxLength={200} />
        </Form.Item>
      );
    case 'day':
      return (
        <Form.Item {...item}>
          <DayField />
        </Form.Item>
      );
    case 'decimal':
      return (
        <Form.Item {...item}>
          <InputNumber min={0} inputMode="decimal" />
        </Form.Item>
      );
    case 'colleagues':
      return <Colleagues item={item} />;
    case 'document':
      return <DocumentField found={found} act={act} item={item} wrote={wrote} />;
    case 'number':
    case 'count':
      return (
        <Form.Item {...item}>
          <InputNumber min={kind === 'count' ? 0 : 1} precision={0} inputMode="numeric" />
        </Form.Item>
      );
    case 'evidence':
      return <EvidenceField found={found} act={act} label={label} wrote={wrote} />;
    case 'steps':
      return <StepsField name={field.name} label={label} />;
    case 'judged':
    case 'selfScores':
      return <ScoresField found={found} act={act} name={field.name} label={label} own={kind === 'selfScores'} optional={optional} wrote={wrote} />;
    case 'rulings':
      return <RulingsField found={found} name={field.name} label={label} />;
  }
}

type Item = { name: (string | number)[]; label: string; rules: { required: boolean; message: string }[] };

/** A short list is shown whole, for the thumb; a long one is searched. What can be only one thing is chosen already. */
function Chosen({ item, found, act, source, optional, many = false }: { item: Item; found: Found; act: Act; source: Source; optional: boolean; many?: boolean }): React.ReactNode {
  const options = useChoices(found, act, source);
  const only = !optional && options.length === 1 ? options[0]!.value : undefined;
  if (!many && !optional && options.length > 0 && options.length <= SHORT_LIST && source !== 'units')
    return (
      <Form.Item {...item} key={only} initialValue={only}>
        <Radio.Group options={options} />
      </Form.Item>
    );
  return (
    <Form.Item {...item} key={only} initialValue={only === undefined ? undefined : many ? [only] : only}>
      <Select mode={many ? 'multiple' : undefined} showSearch={{ optionFilterProp: 'label' }} allowClear={optional || many} options={options} />
    </Form.Item>
  );
}

/** Persons of the reader’s own unit. */
function Colleagues({ item }: { item: Item }): React.ReactNode {
  const { people, asking } = usePeople(useIdentity().unitId);
  return (
    <Form.Item {...item}>
      <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} loading={asking} options={people.map(({ personId, name }) => ({ value: personId, label: name }))} />
    </Form.Item>
  );
}

/** A person of the unit that was chosen. */
function PersonOf({ item, unitField, unitId, optional }: { item: Item; unitField: string | null; unitId: string; optional: boolean }): React.ReactNode {
  const form = Form.useFormInstance();
  const chosen = Form.useWatch(unitField === null ? [] : unitField.split('.'), form) as string | undefined;
  const { people, asking } = usePeople(unitField === null ? unitId : chosen);
  return (
    <Form.Item {...item}>
      <Select showSearch={{ optionFilterProp: 'label' }} allowClear={optional} loading={asking} options={people.map(({ personId, name }) => ({ value: personId, label: name }))} />
    </Form.Item>
  );
}
