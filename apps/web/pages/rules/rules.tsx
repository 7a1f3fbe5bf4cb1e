import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Alert, Grid } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, newKey, type Schemas } from '../../api/client';
import { useIdentity, useMayAct } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { useFormKey } from '../../parts/form-key';
import { Page, Section } from '../../parts/page';
import { Compare } from './compare';
import { EditRules } from './edit-rules';
import { GROUPS } from './fields';
import { Guidance } from './guidance';
import { Ladder } from './ladder';
import { PolicyChoice } from './policy-choice';
import { useLineWords, useRuleWords } from './rule-words';
import { RulesLinks } from './rules-links';
import styles from './rules.module.css';
import { variantsOf } from './variant';
import { Versions } from './versions';

type Version = Schemas['PolicyVersionBody'];
/** The policy that plans have unless told otherwise. */
const STANDARD = 'standard';
const route = getRouteApi('/rules');

/** The rules by which everything runs: what would move if they changed? */
export function RulesPage(): React.ReactNode {
  const { t } = useTranslation();
  const { policy = STANDARD, from } = route.useSearch();
  const source = from ?? policy;
  const query = useQuery({ queryKey: ['policy', source], queryFn: () => answer(api.GET('/policies/{policyId}', { params: { path: { policyId: source } } })) });
  const office = useMayAct('office');
  const wide = Grid.useBreakpoint().md !== false;
  return (
    <Page title={t('rules.policy')} acts={<RulesLinks here="/rules" />}>
      <PolicyChoice policyId={source} office={office && wide} />
      <Answered query={query} rows={10}>
        {({ versions }) =>
          from !== undefined && office ? (
            <>
              <Alert type="info" showIcon title={t('rules.fromHelp', { name: versions[0]!.name })} />
              <Begin key={from} source={versions[0]!} />
            </>
          ) : (
            <>
              <Versions versions={versions} />
              {versions.length > 1 && <Compare key={`${source}:${versions[0]!.version}`} versions={versions} />}
              {office && wide ? <Edit key={source} policyId={source} newest={versions[0]!} /> : <Read policyId={source} version={versions.find((v) => v.inForce) ?? versions[0]!} />}
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Edit({ policyId, newest }: { policyId: string; newest: Version }): React.ReactNode {
  const { key, ...its } = useFormKey(newest.version);
  return <EditRules key={key} policyId={policyId} newest={newest} {...its} />;
}

const nothing = (): void => undefined;

/** The first version of a policy that begins as another one is. */
function Begin({ source }: { source: Version }): React.ReactNode {
  const navigate = useNavigate();
  // Kept while the form is open: pressing again after a lost answer makes no second policy.
  const [policyId] = useState(() => `p-${newKey().slice(0, 8)}`);
  return <EditRules policyId={policyId} newest={source} hold={nothing} release={nothing} begun={() => void navigate({ to: '/rules', search: { policy: policyId }, replace: true })} />;
}

function Read({ policyId, version }: { policyId: string; version: Version }): React.ReactNode {
  const { unitId } = useIdentity();
  const { t } = useTranslation();
  const shown = useRuleWords();
  const line = useLineWords();
  return (
    <>
      <p className="secondary">{t('rules.readOnly')}</p>
      <Guidance unitId={unitId} policyId={policyId} title={t('rules.variant.forUs')} />
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
      {version.variants.length > 0 && (
        <Section title={t('rules.lists.variants')}>
          <ul>
            {variantsOf(version.variants).map((variant) => (
              <li key={variant.id}>{line(variant)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
