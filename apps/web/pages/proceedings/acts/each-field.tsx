import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import formLines from '../../../parts/form-lines.module.css';

interface Of {
  name: string;
  label: string;
  /** The fields of one line, by its place among them. */
  fields: (line: number) => React.ReactNode;
}

/** Lines of which there may be several, or none: figures, examples, difficulties. */
export function EachField({ name, label, fields }: Of): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Form.List name={name}>
      {(lines, { add, remove }) => (
        <fieldset className={formLines['group']}>
          <legend>{label}</legend>
          {lines.map((line, at) => (
            <div key={line.key} className={formLines['line']} role="group" aria-label={`${label} ${t('proceedingActs.step', { number: at + 1 })}`}>
              {fields(line.name)}
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
