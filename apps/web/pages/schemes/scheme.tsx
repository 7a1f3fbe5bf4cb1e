import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { App, Button, Form, Input, type FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { FieldFaults } from '../../parts/field-faults';
import { Page, Section } from '../../parts/page';
import { founded } from '../rules/take-effect';
import { RulesLinks } from '../rules/rules-links';
import { Versions } from '../rules/versions';
import { Figures } from './figures';
import styles from './schemes.module.css';
import { SchemeFields } from './scheme-fields';
import { Trial } from './trial';
import { EMPTY_SCHEME, EXAMPLE, NEW, schemeOf, type Typed } from './typed';

type Versioned = Schemas['SchemeVersionsBody']['versions'][number];
const route = getRouteApi('/rules/schemes/$schemeId');

/** A scheme: what is counted, what it would give on current data, and its next version. */
export function SchemePage(): React.ReactNode {
  const { t } = useTranslation();
  const { schemeId } = route.useParams();
  const office = rolesOf(useIdentity()).has('office');
  const isNew = schemeId === NEW;
  const query = useQuery({ queryKey: ['scheme', schemeId], enabled: !isNew, queryFn: () => answer(api.GET('/schemes/{schemeId}', { params: { path: { schemeId } } })) });
  const title = isNew ? t('schemes.add') : (query.data?.versions[0]?.name ?? t('schemes.title'));
  return (
    <Page title={title} acts={<RulesLinks here="/rules/schemes" />}>
      {isNew ? (
        <Edit newest={null} office={office} />
      ) : (
        <Answered query={query} rows={10}>
          {({ versions }) => (
            <>
              <Versions versions={versions.map((v) => ({ ...v, inForce: false }))} />
              <Edit key={versions[0]!.version} newest={{ ...versions[0]!, schemeId }} office={office} />
            </>
          )}
        </Answered>
      )}
    </Page>
  );
}

function Edit({ newest, office }: { newest: (Versioned & { schemeId: string }) | null; office: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Typed>();
  const [refused, setRefused] = useState<Refused | null>(null);
  // Kept while the form is open: pressing again after a lost answer makes no second scheme.
  const id = useRef(newest?.schemeId ?? `s-${newKey().slice(0, 8)}`).current;
  const set = useCommand((body: Schemas['SchemeBody'], key) => api.POST('/schemes/{schemeId}', { params: { path: { schemeId: id }, header: commandHeaders(key, newest?.version) }, body }), ['schemes', 'scheme']);
  const body = (): Schemas['SchemeBody'] => {
    const { name, scheme, basis, effectiveFrom } = form.getFieldsValue(true) as Typed;
    return { name, scheme: schemeOf(scheme), ...founded({ basis, effectiveFrom }) };
  };
  const take = (): void =>
    void form.validateFields({ recursive: true }).then(
      () => {
        setRefused(null);
        set.mutate(body(), {
          onSuccess: ({ version }) => {
            void message.success(t('rules.taken', { version }));
            if (newest === null) void navigate({ to: '/rules/schemes/$schemeId', params: { schemeId: id }, replace: true });
          },
          onError: setRefused,
        });
      },
      () => undefined,
    );
  return (
    <Form<Typed> form={form} layout="vertical" requiredMark={false} validateTrigger={[]} disabled={!office} initialValues={{ name: newest?.name ?? '', scheme: newest?.scheme ?? EMPTY_SCHEME, basis: '' }}>
      {!office && <p className="secondary">{t('schemes.readOnly')}</p>}
      <Section title={t('schemes.whole')}>
        {newest === null && (
          <p className={styles['example']}>
            <Button onClick={() => form.setFieldsValue({ scheme: EXAMPLE })}>{t('schemes.example')}</Button> <span className="secondary">{t('schemes.exampleHelp')}</span>
          </p>
        )}
        <Form.Item name="name" label={t('schemes.name')} rules={[{ required: true, whitespace: true, message: t('schemes.missing', { field: t('schemes.name') }) }]}>
          <Input maxLength={100} />
        </Form.Item>
        <SchemeFields />
        <Figures />
      </Section>
      {office && (
        <>
          <Trial form={form} schemeId={id} refuse={setRefused} />
          <Section title={t('schemes.set')}>
            <FieldFaults form={form as unknown as FormInstance} missing={[]} refused={refused} />
            <Form.Item name="basis" label={t('rules.basis')} extra={t('rules.basisHelp')} rules={[{ required: true, whitespace: true, message: t('rules.basisMissing') }]}>
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item name="effectiveFrom" label={t('rules.effective')} extra={t('rules.effectiveHelp')}>
              <Input type="date" />
            </Form.Item>
            <Button type="primary" loading={set.isPending} onClick={take}>
              {t('schemes.set')}
            </Button>
          </Section>
        </>
      )}
    </Form>
  );
}
