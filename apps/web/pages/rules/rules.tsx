import { useQuery } from '@tanstack/react-query';
import { Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { useFormKey } from '../../parts/form-key';
import { Page, Section } from '../../parts/page';
import { EditRules } from './edit-rules';
import { GROUPS } from './fields';
import { Ladder } from './ladder';
import { useRuleWords } from './rule-words';
import { RulesLinks } from './rules-links';
import styles from './rules.module.css';
import { Versions } from './versions';

type Version = Schemas['PolicyVersionBody'];
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
            {office && wide ? <Edit newest={versions[0]!} /> : <Read version={versions.find((v) => v.inForce) ?? versions[0]!} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Edit({ newest }: { newest: Version }): React.ReactNode {
  const { key, ...its } = useFormKey(newest.version);
  return <EditRules key={key} policyId={POLICY} newest={newest} {...its} />;
}

function Read({ version }: { version: Version }): React.ReactNode {
  const { t } = useTranslation();
  const shown = useRuleWords();
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
