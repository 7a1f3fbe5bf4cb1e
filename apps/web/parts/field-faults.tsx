import { Alert, Button, Form, type FormInstance } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem, Refused } from '../api/problem';
import { language } from '../words/language';
import styles from './act-form.module.css';
import { Failed } from './answered';
import { Clashes, type Clash } from './clashes';

/** The name of a field in its form. */
export type FieldName = string | (string | number)[];

/** What a form finds missing, and where. */
export interface Missing {
  readonly name: FieldName;
  readonly words: string;
}

export const missingIn = (faults: readonly { name: (string | number)[]; errors: string[] }[]): Missing[] => faults.flatMap(({ name, errors }) => errors.map((words) => ({ name, words })));

interface Props {
  // Forms of any shape: names are what counts here.
  form: Pick<FormInstance, 'setFields' | 'focusField'>;
  /** What the form itself found, field by field. */
  missing: readonly Missing[];
  refused: Refused | null;
  /** The field of the form that a field of the command is typed in; left out where they are named alike. */
  fieldOf?: (field: string) => FieldName;
  /** What others changed meanwhile, where the answer is that something did. */
  clashes?: () => readonly Clash[];
  /** Said besides: what is found wanting and keeps nobody from sending. */
  children?: React.ReactNode;
}

/** What is wrong with a form, together on top, where the focus goes; each fault that the API found in a field also stands beside that field. */
export function FieldFaults({ form, missing, refused, fieldOf = pathOf, clashes, children }: Props): React.ReactNode {
  const { t } = useTranslation();
  const summary = useRef<HTMLDivElement>(null);
  const told = missing.length > 0 || refused !== null || Boolean(children);
  useEffect(() => {
    if (told) summary.current?.focus();
  }, [told, missing, refused]);
  useMarked(form, refused?.problem.fields, fieldOf);
  return (
    <div ref={summary} tabIndex={-1} className={styles['summary']}>
      {missing.length > 0 && <Alert type="error" showIcon role="alert" title={t('common.errorTitle') + t('acts.summary', { count: missing.length })} description={<Lines lines={missing} goTo={(name) => form.focusField?.(name)} />} />}
      {missing.length === 0 && refused !== null && <Refusal refused={refused} goTo={(field) => form.focusField?.(fieldOf(field))} />}
      {refused?.problem.status === 412 && clashes !== undefined && <Clashes clashes={clashes()} />}
      {children}
    </div>
  );
}

/** Why a form on its page was not taken, under it; each fault also stands beside its field. Inside its form, or with it. */
export function NotTaken({ refused, form, fieldOf }: { refused: Refused | null; form?: Props['form']; fieldOf?: Props['fieldOf'] }): React.ReactNode {
  const around = Form.useFormInstance() as FormInstance | undefined;
  useMarked(form ?? around!, refused?.problem.fields, fieldOf);
  return refused === null ? null : <Failed error={refused} />;
}

/** Puts faults beside their fields, until there are others or none: of what was refused, until it is sent again. */
export function useMarked(form: Pick<FormInstance, 'setFields'>, faults: Problem['fields'], fieldOf: (field: string) => FieldName = pathOf): void {
  const naming = useRef(fieldOf);
  naming.current = fieldOf;
  useEffect(() => {
    if (faults === undefined || faults.length === 0) return undefined;
    const names = new Map(faults.map(({ field }) => [JSON.stringify(naming.current(field)), naming.current(field)]));
    const mark = (errorsOf: (name: string) => string[]): void => form.setFields([...names].map(([key, name]) => ({ name, errors: errorsOf(key) })));
    mark((key) => faults.filter(({ field }) => JSON.stringify(naming.current(field)) === key).map((f) => f[language()]));
    return () => mark(() => []);
  }, [form, faults]);
}

/** `scores[0].reason` as a form names it. */
function pathOf(field: string): FieldName {
  const steps = field.split(/[.[\]]+/).filter((step) => step !== '');
  return steps.length === 1 ? steps[0]! : steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function Lines({ lines, goTo }: { lines: readonly Missing[]; goTo: (name: FieldName) => void }): React.ReactNode {
  return (
    <ul className={styles['lines']}>
      {lines.map(({ name, words }) => (
        <li key={`${String(name)}:${words}`}>
          <Button type="link" size="small" onClick={() => goTo(name)}>
            {words}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Refusal({ refused, goTo }: { refused: Refused; goTo: (field: string) => void }): React.ReactNode {
  const { t } = useTranslation();
  const stale = refused.problem.status === 412;
  const { fields = [], reference } = refused.problem;
  return (
    <Alert
      type={stale ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={stale ? t('acts.changed') : refused.words}
      description={
        (fields.length > 0 || reference !== undefined) && (
          <ul className={styles['lines']}>
            {fields.map((f) => (
              <li key={`${f.field}:${f.zh}`}>
                <Button type="link" size="small" onClick={() => goTo(f.field)}>
                  {f[language()]}
                </Button>
              </li>
            ))}
            {reference !== undefined && <li>{t('common.reference', { reference })}</li>}
          </ul>
        )
      }
    />
  );
}
