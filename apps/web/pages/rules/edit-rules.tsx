import { Form, Input, type FormInstance } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { choiceIn } from '../../parts/choice';
import { Section } from '../../parts/page';
import type { FormKey } from '../../parts/form-key';
import { Restored, useKept } from '../../parts/kept';
import { useSeen, type Seen } from '../../parts/seen';
import { GROUPS, type Rules } from './fields';
import { Ladder } from './ladder';
import { RuleInput } from './rule-field';
import { DutyTemplates } from './duty-templates';
import { useRuleClashes } from './rule-words';
import { besideOthers, isList, saidOf, type Said } from './said';
import { ScheduleTemplates } from './schedule-templates';
import styles from './rules.module.css';
import { founded, TakeEffect, type Founded } from './take-effect';
import { sentVariant, typedVariant, variantOf, variantsOf, type TypedVariant } from './variant';
import { Variants } from './variants';

type Typed = Founded & { name: string; rules: Rules; variants: TypedVariant[] };

interface Props extends Pick<FormKey, 'hold' | 'release'> {
  policyId: string;
  newest: Schemas['PolicyVersionBody'];
  /** Of a policy that is not there yet and begins as this version of another: what follows once it is. */
  begun?: () => void;
}

/** The next version of a policy. What others set meanwhile is told, and followed where its writer changed nothing; what they typed stays. */
export function EditRules({ policyId, newest, begun, hold, release }: Props): React.ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Typed>();
  const typed = Form.useWatch([], form) as Typed | undefined;
  const path = { policyId };
  const set = useCommand((body: Schemas['PolicyBody'], key) => api.POST('/policies/{policyId}', { params: { path, header: commandHeaders(key, begun ? undefined : seen.version()) }, body }), ['policy', 'policies', 'agenda', 'item', 'ledger', 'todo']);
  const seen: Seen<Said> = useSeen({ version: newest.version, values: said(newest) }, set.error);
  const { keep, drop, ...kept } = useKept<Typed>({
    name: begun ? undefined : `policy:${policyId}`,
    form,
    fresh: { name: begun ? '' : newest.name, rules: saidOf(newest.rules), variants: variantsOf(newest.variants).map(typedVariant), basis: '' },
    takeUp: (draft) => {
      // A draft may be older than what it can hold by now.
      const { name, rules, variants = variantsOf(newest.variants).map(typedVariant) } = draft.typed as Omit<Typed, 'variants'> & Partial<Typed>;
      const { name: its, variants: those, ...ruled } = seen.takeUp({ ...draft, typed: { ...saidOf(rules), name, variants: variants.map(variantOf) } });
      return { ...draft.typed, name: its, rules: ruled, variants: those.map(typedVariant) };
    },
    basis: seen.basis,
  });
  const clashes = useRuleClashes();
  const mine = (): Partial<Said> => {
    const { name, rules, variants } = form.getFieldsValue() as Partial<Typed>;
    return besideOthers(seen.changed({ ...saidOf(rules ?? {}), ...(name !== undefined && { name }), ...(variants && { variants: variants.map(variantOf) }) } as Said), seen.others());
  };
  const body = (): Schemas['PolicyBody'] => {
    const { name, variants, ...rules } = { ...said(newest), ...mine() };
    return { name, rules, variants: variants.map(sentVariant), ...founded(form.getFieldsValue()) };
  };
  useEffect(() => {
    if (kept.restoredAt !== null) hold();
  }, [kept.restoredAt]);
  // Once its writer was told what others set, the form shows it where they typed nothing themselves.
  useEffect(() => {
    if (set.error?.problem.status !== 412) return;
    const own = mine();
    const { variants, ...rules } = Object.fromEntries(seen.others().filter(({ field }) => field !== 'name' && (isList(field) || !(field in own))).map(({ field, theirs }) => [field, own[field] ?? theirs])) as Partial<Said>;
    form.setFieldsValue({ rules, ...(variants && { variants: variants.map(typedVariant) }) } as Partial<Typed>);
  }, [set.error, newest.version]);
  // Of a policy that begins as another nothing is held on to yet.
  const standing = new Set(begun ? [] : newest.rules.dutyTemplates.map(({ id }) => id));
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      validateTrigger={[]}
      initialValues={kept.initial}
      onValuesChange={(_, now) => {
        hold();
        keep(now);
      }}
    >
      <Restored {...kept} />
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
      <DutyTemplates standing={standing} />
      <ScheduleTemplates />
      <Variants />
      <Section title={t('rules.takeEffect')}>
        <Form.Item name="name" label={t('rules.name')} rules={[{ required: true, whitespace: true, message: t('rules.nameMissing') }]}>
          <Input maxLength={100} />
        </Form.Item>
        <TakeEffect
          form={form}
          body={body}
          set={set}
          clashes={() => clashes(seen.others(), mine(), choiceIn(form as unknown as FormInstance, () => keep(form.getFieldsValue())))}
          taken={() => {
            drop();
            release();
            begun?.();
          }}
          preview={(of) => answer(api.POST('/policies/{policyId}/preview', { params: { path, header: { 'Idempotency-Key': newKey() } }, body: of }))}
        />
      </Section>
    </Form>
  );
}

const said = ({ name, rules, variants }: Schemas['PolicyVersionBody']): Said => ({ ...saidOf(rules), name, variants: variantsOf(variants) });
