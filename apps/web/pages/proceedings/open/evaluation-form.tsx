import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../../api/client';
import { Choose, DayField, Line, NumberField, PersonField, PlanField, UnitField } from './fields';
import formLines from '../../../parts/form-lines.module.css';
import styles from './open.module.css';
import { OpenForm } from './open-form';

type Body = Schemas['OpenEvaluationBody'];
interface Typed extends Omit<Body, 'units' | 'schemeVersion' | 'signing' | 'signers'> {
  groups?: { classId: string; unitIds: string[] }[];
  signing: Body['signing']['kind'];
  signers?: Body['signers'];
}

/** A round of evaluation: by which scheme, of whom in which class, who verifies, who signs, and by when. */
export function EvaluationForm({ close }: { close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const schemes = useQuery({ queryKey: ['schemes'], queryFn: () => answer(api.GET('/schemes')) });
  const known = schemes.data?.schemes ?? [];
  const bodyOf = ({ groups = [], signing, signers = [], ...typed }: Typed): Body => ({
    ...typed,
    schemeVersion: known.find((s) => s.schemeId === typed.schemeId)?.version ?? 1,
    units: groups.flatMap(({ classId, unitIds }) => unitIds.map((unitId) => ({ unitId, classId }))),
    signing: { kind: signing },
    signers,
  });
  return (
    <OpenForm<Typed, Body> what="evaluation" initial={{ signing: 'all', groups: [{ classId: '', unitIds: [] }], signers: [{ unitId: '' }], schedule: { selfDay: '', verifyDay: '', reviewWorkingDays: 5, signWorkingDays: 2 } }} bodyOf={bodyOf} call={(body, key) => api.POST('/evaluations', { params: { header: commandHeaders(key) }, body })} close={close}>
      <PlanField />
      <Line name="title" label="title" />
      <div className={styles['days']}>
        <DayField name={['period', 'from']} label="from" />
        <DayField name={['period', 'to']} label="to" />
      </div>
      {schemes.data !== undefined && known.length === 0 && <Alert className={styles['scope']} type="warning" showIcon title={<Link to="/rules/schemes">{t('openMatter.noScheme')}</Link>} />}
      <Choose name="schemeId" label="scheme" loading={schemes.isPending} options={known.map(({ schemeId, name }) => ({ value: schemeId, label: name }))} />
      <Groups />
      <UnitField name="memberUnitIds" label="memberUnits" many />
      <Form.Item name="signing" label={t('openMatter.signing')}>
        <Radio.Group options={(['all', 'any', 'sequence'] as const).map((value) => ({ value, label: t(`openMatter.signings.${value}`) }))} />
      </Form.Item>
      <Signers />
      <UnitField name={['approver', 'unitId']} label="approver" />
      <PersonField name={['approver', 'personId']} label="approverPerson" unitName={['approver', 'unitId']} optional />
      <div className={styles['days']}>
        <DayField name={['schedule', 'selfDay']} label="selfDay" />
        <DayField name={['schedule', 'verifyDay']} label="verifyDay" />
        <NumberField name={['schedule', 'reviewWorkingDays']} label="reviewDays" />
        <NumberField name={['schedule', 'signWorkingDays']} label="signDays" />
      </div>
    </OpenForm>
  );
}

/** Units by the class in which they are scored and ranked. */
function Groups(): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const schemeId = Form.useWatch('schemeId', form) as string | undefined;
  const scheme = useQuery({ queryKey: ['scheme', schemeId], enabled: schemeId !== undefined, queryFn: () => answer(api.GET('/schemes/{schemeId}', { params: { path: { schemeId: schemeId! } } })) });
  const classes = (scheme.data?.versions[0]?.scheme.classes ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form.List name="groups">
      {(lines, { add, remove }) => (
        <fieldset className={formLines['group']}>
          <legend>{t('openMatter.evaluated')}</legend>
          {lines.map(({ key, name }) => (
            <div key={key} className={formLines['line']}>
              <Choose name={[name, 'classId']} label="cls" options={classes} />
              <UnitField name={[name, 'unitIds']} label="evaluated" many />
              {lines.length > 1 && (
                <Button type="link" onClick={() => remove(name)}>
                  {t('openMatter.remove')}
                </Button>
              )}
            </div>
          ))}
          {lines.length < classes.length && <Button onClick={() => add({})}>{t('proceedingActs.add')}</Button>}
        </fieldset>
      )}
    </Form.List>
  );
}

function Signers(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Form.List name="signers">
      {(lines, { add, remove }) => (
        <fieldset className={formLines['group']}>
          <legend>{t('openMatter.signers')}</legend>
          {lines.map(({ key, name }) => (
            <div key={key} className={formLines['line']}>
              <UnitField name={[name, 'unitId']} label="signer" />
              <PersonField name={[name, 'personId']} label="signerPerson" unitName={['signers', name, 'unitId']} optional />
              {lines.length > 1 && (
                <Button type="link" onClick={() => remove(name)}>
                  {t('openMatter.remove')}
                </Button>
              )}
            </div>
          ))}
          <Button onClick={() => add({})}>{t('openMatter.addSigner')}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}
