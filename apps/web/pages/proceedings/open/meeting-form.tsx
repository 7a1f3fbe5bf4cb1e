import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../../api/client';
import { Choose, DayField, Line, PlanField, UnitField } from './fields';
import formLines from '../../../parts/form-lines.module.css';
import { OpenForm } from './open-form';

type Body = Schemas['CallMeetingBody'];

/** A meeting with its agenda; difficulties that were carried to the conference wait to be put on it. */
export function MeetingForm({ close }: { close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const carried = useQuery({ queryKey: ['proceedings', 'at-conference'], queryFn: () => answer(api.GET('/proceedings', { params: { query: { kind: ['difficulty'], status: ['atConference'], limit: 100 } } })) });
  const options = (carried.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <OpenForm<Body, Body> what="meeting" initial={{ meetingKind: t('openMatter.usualMeeting'), matters: [{ title: '' }] }} bodyOf={(typed) => ({ ...typed, matters: typed.matters ?? [] })} call={(body, key) => api.POST('/meetings', { params: { header: commandHeaders(key) }, body })} close={close}>
      <PlanField />
      <Line name="title" label="title" />
      <Line name="meetingKind" label="meetingKind" />
      <DayField name="day" label="day" />
      <Line name="place" label="place" optional />
      <UnitField name="memberUnitIds" label="members" many />
      <Form.List name="matters">
        {(lines, { add, remove }) => (
          <fieldset className={formLines['group']}>
            <legend>{t('openMatter.matters')}</legend>
            {lines.map(({ key, name }) => (
              <div key={key} className={formLines['line']}>
                <Line name={[name, 'title']} label="matter" />
                {options.length > 0 && <Choose name={[name, 'difficultyId']} label="difficulty" options={options} optional />}
                <Button type="link" onClick={() => remove(name)}>
                  {t('openMatter.remove')}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({})}>{t('openMatter.addMatter')}</Button>
          </fieldset>
        )}
      </Form.List>
    </OpenForm>
  );
}
