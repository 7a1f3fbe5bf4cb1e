import type { FormInstance } from 'antd';
import type { Choice } from './facts';
import type { FieldName } from './field-faults';

/** The choice between what is typed in a field and what others made of it. */
export type At = (name: FieldName, theirs: unknown, began?: Choice['began']) => Choice;

const pathOf = (name: FieldName): readonly (string | number)[] => (Array.isArray(name) ? name : [name]);
const under = (path: readonly (string | number)[], value: unknown): unknown => path.reduceRight((inner, step) => ({ [step]: inner }), value);

/** @param chosen something was chosen: what the form says is another now */
export function choiceIn(form: Pick<FormInstance, 'getFieldValue' | 'setFieldsValue'>, chosen: () => void): At {
  return (name, theirs, began) => ({
    now: () => form.getFieldValue(name) as unknown,
    set: (value) => form.setFieldsValue(under(pathOf(name), value) as object),
    chosen,
    theirs,
    ...(began && { began }),
  });
}
