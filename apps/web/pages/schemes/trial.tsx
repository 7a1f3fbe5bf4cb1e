import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, newKey, type Schemas } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { Section } from '../../parts/page';
import { DayField, PlanField, UnitField } from '../proceedings/open/fields';
import styles from './schemes.module.css';
import { Tried } from './tried';
import { schemeOf, type Scheme, type Typed } from './typed';

type Asked = Schemas['SchemePreviewBody'];

/** The scheme as it is typed, on a plan's current figures: what each unit would have. Writes nothing. */
export function Trial({ form, schemeId, refuse }: { form: FormInstance<Typed>; schemeId: string; refuse: (why: Refused | null) => void }): React.ReactNode {
  const { t } = useTranslation();
  const classes = (Form.useWatch(['scheme', 'classes'], form) as Scheme['classes'] | undefined) ?? [];
  const typed = Form.useWatch((all: Typed) => JSON.stringify(all.scheme ?? null), form);
  const tried = useMutation<{ found: Schemas['SchemePreviewAnswer']; scheme: Scheme; of: string }, unknown, Asked>({
    mutationFn: async (body) => ({ found: await answer(api.POST('/schemes/{schemeId}/preview', { params: { path: { schemeId }, header: { 'Idempotency-Key': newKey() } }, body })), scheme: body.scheme, of: JSON.stringify((form.getFieldsValue(true) as Typed).scheme) }),
    onSuccess: () => refuse(null),
    onError: (error) => refuse(asRefused(error)),
  });
  function tryIt(): void {
    const { scheme, trial } = form.getFieldsValue(true) as Typed;
    const whole = schemeOf(scheme);
    const units = whole.classes.flatMap(({ id: classId }, at) => (trial?.units?.[at] ?? []).map((unitId) => ({ unitId, classId })));
    void form.validateFields([['trial']], { recursive: true }).then(() => tried.mutate({ scheme: whole, planId: trial!.planId!, period: trial!.period as Asked['period'], units }), () => undefined);
  }
  return (
    <Section title={t('schemes.tryOn')}>
      <p className={`secondary ${styles['example']}`}>{t('schemes.tryHelp')}</p>
      <div className={styles['fields']}>
        <PlanField name={['trial', 'planId']} />
        <DayField name={['trial', 'period', 'from']} label="from" />
        <DayField name={['trial', 'period', 'to']} label="to" />
      </div>
      {classes.map((one, at) => (one?.name ? <UnitField key={at} name={['trial', 'units', at]} title={t('schemes.units', { name: one.name })} label="evaluated" many optional /> : null))}
      <Button loading={tried.isPending} onClick={tryIt}>
        {t('schemes.tryOn')}
      </Button>
      {tried.data && tried.data.of !== typed && <Alert type="warning" showIcon role="alert" title={t('schemes.stale')} />}
      {tried.data && <Tried found={tried.data.found} scheme={tried.data.scheme} />}
    </Section>
  );
}
