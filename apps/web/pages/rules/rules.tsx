import { useQuery } from '@tanstack/react-query';
import { Form, Grid, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Page, Section } from '../../parts/page';
import { GROUPS, type Rules } from './fields';
import { Ladder } from './ladder';
import { RuleInput } from './rule-field';
import { RulesLinks } from './rules-links';
import styles from './rules.module.css';
import { founded, TakeEffect, type Founded } from './take-effect';
import { Versions } from './versions';

type Version = Schemas['PolicyVersionBody'];
type Typed = Founded & { name: string; rules: Rules };
/** The policy that plans have unless told otherwise. */
const POLICY = 'standard';

/** The rules by which everything runs: what would move if they changed? */
export function RulesPage(): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['policy', POLICY], queryFn: () => answer(api.GET('/policies/{policyId}', { params: { path: { policyId: POLICY } } })) });
  const office = rolesOf(useIdentity()).has('office');
  const wide = Grid.useBreakpoint().md !== false;
  return (
    <Page title={t('rules.policy')} acts={<RulesLinks here="/rules" />}>
      <Answered query={query} rows={10}>
        {({ versions }) => (
          <>
            <Versions versions={versions} />
            {office && wide ? <Edit key={versions[0]!.version} newest={versions[0]!} /> : <Read version={versions.find((v) => v.inForce) ?? versions[0]!} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Read({ version }: { version: Version }): React.ReactNode {
  const { t } = useTranslation();
  const shown = (value: unknown): string => {
    const one = (x: unknown): string => (t('rules.choice', { returnObjects: true }) as Record<string, string>)[String(x)] ?? String(x);
    return typeof value === 'boolean' ? (value ? '✓' : t('common.none')) : Array.isArray(value) ? value.map(one).join(t('common.list')) || t('common.none') : one(value);
  };
  return (
    <>
      <p className="secondary">{t('rules.readOnly')}</p>
      <Ladder rules={version.rules} />
      {GROUPS.map(({ group, fields }) => (
        <Section key={group} title={t(`rules.groups.${group}`)}>
          <dl className={styles['fields']}>
            {fields.map(([field]) => (
              <div key={field}>
                <dt className="secondary">{t(`rules.field.${field}`)}</dt>
                <dd className="numbers">{shown(version.rules[field])}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </>
  );
}

function Edit({ newest }: { newest: Version }): React.ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Typed>();
  const typed = Form.useWatch([], form) as Typed | undefined;
  const path = { policyId: POLICY };
  const set = useCommand((body: Schemas['PolicyBody'], key) => api.POST('/policies/{policyId}', { params: { path, header: commandHeaders(key, newest.version) }, body }), ['policy', 'agenda', 'item', 'ledger', 'todo']);
  const body = (): Schemas['PolicyBody'] => {
    const { name, rules, ...why } = form.getFieldsValue() as Typed;
    return { name: name ?? newest.name, rules: { ...newest.rules, ...rules }, variants: newest.variants, ...founded(why) };
  };
  const kept = { duties: newest.rules.dutyTemplates.length, schedules: newest.rules.scheduleTemplates.length, variants: newest.variants.length };
  return (
    <Form<Typed> form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={{ name: newest.name, rules: newest.rules, basis: '' }}>
      <Ladder rules={{ ...newest.rules, ...typed?.rules }} />
      {GROUPS.map(({ group, fields }) => (
        <Section key={group} title={t(`rules.groups.${group}`)}>
          <div className={styles['fields']}>
            {fields.map(([field, kind]) => (
              <RuleInput key={field} field={field} kind={kind} />
            ))}
          </div>
        </Section>
      ))}
      <Section title={t('rules.takeEffect')}>
        <p className="secondary numbers">{t('rules.kept', kept)}</p>
        <Form.Item name="name" label={t('rules.name')}>
          <Input />
        </Form.Item>
        <TakeEffect form={form} body={body} set={set} preview={(of) => answer(api.POST('/policies/{policyId}/preview', { params: { path, header: { 'Idempotency-Key': newKey() } }, body: of }))} />
      </Section>
    </Form>
  );
}
