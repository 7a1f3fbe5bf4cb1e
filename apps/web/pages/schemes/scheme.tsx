import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { App, Button, Form, Input, type FormInstance } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import { useMayAct } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { DayField } from '../../parts/day/day-field';
import { choiceIn } from '../../parts/choice';
import { FieldFaults } from '../../parts/field-faults';
import { useFormKey, type FormKey } from '../../parts/form-key';
import { Restored, useKept } from '../../parts/kept';
import { useSeen, type Seen } from '../../parts/seen';
import { Page, Section } from '../../parts/page';
import { founded } from '../rules/take-effect';
import { RulesLinks } from '../rules/rules-links';
import { Versions } from '../rules/versions';
import { Figures } from './figures';
import styles from './schemes.module.css';
import { SchemeFields } from './scheme-fields';
import { Trial } from './trial';
import { saidOf, useSchemeClashes, type Said } from './said';
import { EMPTY_SCHEME, EXAMPLE, NEW, schemeOf, type Typed } from './typed';

type Versioned = Schemas['SchemeVersionsBody']['versions'][number];
const route = getRouteApi('/rules/schemes/$schemeId');

/** A scheme: what is counted, what it would give on current data, and its next version. */
export function SchemePage(): React.ReactNode {
  const { t } = useTranslation();
  const { schemeId } = route.useParams();
  const office = useMayAct('office');
  const isNew = schemeId === NEW;
  const query = useQuery({ queryKey: ['scheme', schemeId], enabled: !isNew, queryFn: () => answer(api.GET('/schemes/{schemeId}', { params: { path: { schemeId } } })) });
  const title = isNew ? t('schemes.add') : (query.data?.versions[0]?.name ?? t('schemes.title'));
  return (
    <Page title={title} acts={<RulesLinks here="/rules/schemes" />}>
      {isNew ? (
        <Edit newest={null} office={office} hold={() => undefined} release={() => undefined} />
      ) : (
        <Answered query={query} rows={10}>
          {({ versions }) => (
            <>
              <Versions versions={versions.map((v) => ({ ...v, inForce: false }))} />
              <Change newest={{ ...versions[0]!, schemeId }} office={office} />
            </>
          )}
        </Answered>
      )}
    </Page>
  );
}

function Change({ newest, office }: { newest: Versioned & { schemeId: string }; office: boolean }): React.ReactNode {
  const { key, ...its } = useFormKey(newest.version);
  return <Edit key={key} newest={newest} office={office} {...its} />;
}

function Edit({ newest, office, hold, release }: { newest: (Versioned & { schemeId: string }) | null; office: boolean } & Pick<FormKey, 'hold' | 'release'>): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Typed>();
  const [refused, setRefused] = useState<Refused | null>(null);
  // Kept while the form is open: pressing again after a lost answer makes no second scheme.
  const id = useRef(newest?.schemeId ?? `s-${newKey().slice(0, 8)}`).current;
  const set = useCommand((body: Schemas['SchemeBody'], key) => api.POST('/schemes/{schemeId}', { params: { path: { schemeId: id }, header: commandHeaders(key, newest === null ? undefined : seen.version()) }, body }), ['schemes', 'scheme']);
  const now = saidOf(newest?.name ?? '', newest?.scheme ?? EMPTY_SCHEME);
  const seen: Seen<Said> = useSeen({ version: newest?.version ?? 0, values: now }, set.error);
  const { keep, drop, ...kept } = useKept<Typed>({
    name: office ? `scheme:${newest?.schemeId ?? NEW}` : undefined,
    form,
    fresh: { name: newest?.name ?? '', scheme: newest ? schemeOf(newest.scheme) : EMPTY_SCHEME, basis: '' },
    takeUp: (draft) => {
      const { name, ...scheme } = seen.takeUp({ ...draft, typed: saidOf(draft.typed.name, draft.typed.scheme) });
      return { ...draft.typed, name, scheme };
    },
    basis: seen.basis,
  });
  useEffect(() => {
    if (kept.restoredAt !== null) hold();
  }, [kept.restoredAt]);
  const clashes = useSchemeClashes();
  const mine = (): Partial<Said> => {
    const { name, scheme } = form.getFieldsValue(true) as Typed;
    return seen.changed(saidOf(name, scheme));
  };
  // What its writer left as it was follows what others made of it.
  const body = (): Schemas['SchemeBody'] => {
    const { name, ...scheme } = { ...now, ...mine() };
    return { name, scheme, ...founded(form.getFieldsValue(true) as Typed) };
  };
  const typing = (): void => {
    hold();
    keep(form.getFieldsValue(true));
  };
  const take = (): void =>
    void form.validateFields({ recursive: true }).then(
      () => {
        setRefused(null);
        set.mutate(body(), {
          onSuccess: ({ version }) => {
            drop();
            release();
            void message.success(t('rules.taken', { version }));
            if (newest === null) void navigate({ to: '/rules/schemes/$schemeId', params: { schemeId: id }, replace: true });
          },
          onError: setRefused,
        });
      },
      () => undefined,
    );
  return (
    <Form<Typed> form={form} layout="vertical" requiredMark={false} validateTrigger={[]} disabled={!office} initialValues={kept.initial} onValuesChange={typing}>
      {!office && <p className="secondary">{t('schemes.readOnly')}</p>}
      <Restored {...kept} />
      <Section title={t('schemes.whole')}>
        {newest === null && (
          <p className={styles['example']}>
            <Button
              onClick={() => {
                form.setFieldsValue({ scheme: EXAMPLE });
                typing();
              }}
            >
              {t('schemes.example')}
            </Button>{' '}
            <span className="secondary">{t('schemes.exampleHelp')}</span>
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
            <FieldFaults form={form as unknown as FormInstance} missing={[]} refused={refused} clashes={() => clashes(seen.others(), mine(), choiceIn(form as unknown as FormInstance, typing))} />
            <Form.Item name="basis" label={t('rules.basis')} extra={t('rules.basisHelp')} rules={[{ required: true, whitespace: true, message: t('rules.basisMissing') }]}>
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item name="effectiveFrom" label={t('rules.effective')} extra={t('rules.effectiveHelp')}>
              <DayField />
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
