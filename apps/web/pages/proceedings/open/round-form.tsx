import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../../api/client';
import { DayField, Line, PlanField } from './fields';
import formLines from '../../../parts/form-lines.module.css';
import styles from './open.module.css';
import { OpenForm } from './open-form';
import { RoundPreview } from './round-preview';

type Body = Schemas['OpenRoundBody'];

/** A reporting round over a plan: what is reported on, and by when; who would be asked for what is shown before it is sent. */
export function RoundForm({ close }: { close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <OpenForm<Body, Body> what="reporting-round" initial={{}} bodyOf={(typed) => typed} call={(body, key) => api.POST('/reporting-rounds', { params: { header: commandHeaders(key) }, body })} close={close}>
      <PlanField />
      <RoundPreview />
      <Line name="title" label="title" />
      <fieldset className={formLines['group']}>
        <legend>{t('openMatter.reported')}</legend>
        <div className={styles['days']}>
          <DayField name={['period', 'from']} label="from" />
          <DayField name={['period', 'to']} label="to" />
        </div>
      </fieldset>
      <DayField name="day" label="sendBy" />
    </OpenForm>
  );
}
