import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import formLines from '../../../parts/form-lines.module.css';
import { Field } from './field';
import type { FieldOf } from './fields';
import type { Act, Found } from './known';

interface Of {
  found: Found;
  act: Act;
  name: string;
  label: string;
  /** The fields of each line. */
  of: readonly FieldOf[];
  wrote: (version: number) => void;
}

/** Lines of which there may be several, or none: figures, examples, difficulties. */
export function EachField({ found, act, name, label, of, wrote }: Of): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Form.List name={name}>
      {(lines, { add, remove }) => (
        <fieldset className={formLines['group']}>
          <legend>{label}</legend>
          {lines.map((line, at) => (
            <div key={line.key} className={formLines['line']} role="group" aria-label={`${label} ${t('proceedingActs.step', { number: at + 1 })}`}>
              {of.map((field) => (
                <Field key={field.name} found={found} act={act} field={field} line={line.name} wrote={wrote} />
              ))}
              <Button type="link" onClick={() => remove(line.name)}>
                {t('proceedingActs.remove')}
              </Button>
            </div>
          ))}
          <Button aria-label={`${t('proceedingActs.add')} ${label}`} onClick={() => add({})}>
            {t('proceedingActs.add')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
