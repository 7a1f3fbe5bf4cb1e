import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../../api/client';
import formLines from '../../../parts/form-lines.module.css';
import { DayField, Line, PlanField, TextField, UnitField } from './fields';
import styles from './open.module.css';
import { OpenForm } from './open-form';

type Body = Schemas['OpenSurveyBody'];

/** A survey: what is to be found out, who goes where, and by when every place is reported on. */
export function SurveyForm({ close }: { close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <OpenForm<Body, Body> what="survey" initial={{ places: [{ name: '' }] }} bodyOf={(typed) => ({ ...typed, places: typed.places ?? [] })} call={(body, key) => api.POST('/surveys', { params: { header: commandHeaders(key) }, body })} close={close}>
      <PlanField optional />
      <Line name="title" label="title" />
      <TextField name="text" label="purpose" />
      <UnitField name="surveyorUnitId" label="surveyor" optional />
      <div className={styles['days']}>
        <DayField name="from" label="from" />
        <DayField name="until" label="to" />
      </div>
      <Form.List name="places">
        {(lines, { add, remove }) => (
          <fieldset className={formLines['group']}>
            <legend>{t('openMatter.places')}</legend>
            {lines.map(({ key, name }) => (
              <div key={key} className={formLines['line']}>
                <Line name={[name, 'name']} label="placeName" />
                <UnitField name={[name, 'unitId']} label="placeUnit" optional />
                <Button type="link" onClick={() => remove(name)}>
                  {t('openMatter.remove')}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({})}>{t('openMatter.addPlace')}</Button>
          </fieldset>
        )}
      </Form.List>
    </OpenForm>
  );
}
