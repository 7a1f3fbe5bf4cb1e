import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { GROUPS } from './fields';
import { useRuleWords } from './rule-words';
import styles from './rules.module.css';

type Version = Schemas['PolicyVersionBody'];
const LISTS = ['dutyTemplates', 'scheduleTemplates'] as const;

/** What two versions of a policy say otherwise, rule by rule. */
export function Compare({ versions }: { versions: readonly Version[] }): React.ReactNode {
  const { t } = useTranslation();
  const shown = useRuleWords();
  const [older, setOlder] = useState(versions[1]!.version);
  const [newer, setNewer] = useState(versions[0]!.version);
  const [a, b] = [older, newer].map((version) => versions.find((v) => v.version === version)!) as [Version, Version];
  const options = versions.map(({ version }) => ({ value: version, label: t('rules.version', { version }) }));
  const differs = (x: unknown, y: unknown): boolean => JSON.stringify(x) !== JSON.stringify(y);
  const rows = [
    ...(a.name === b.name ? [] : [{ id: 'name', rule: t('rules.name'), was: a.name, is: b.name }]),
    ...GROUPS.flatMap(({ fields }) => fields.map(([field]) => field)).filter((field) => differs(a.rules[field], b.rules[field])).map((field) => ({ id: field, rule: t(`rules.field.${field}`), was: shown(a.rules[field]), is: shown(b.rules[field]) })),
    ...LISTS.filter((list) => differs(a.rules[list], b.rules[list])).map((list) => ({ id: list, rule: t(`rules.lists.${list}`), was: t('rules.entries', { count: a.rules[list].length }), is: t('rules.entries', { count: b.rules[list].length }) })),
    ...(differs(a.variants, b.variants) ? [{ id: 'variants', rule: t('rules.lists.variants'), was: a.variants.map((v) => v.name).join(t('common.list')) || t('common.none'), is: b.variants.map((v) => v.name).join(t('common.list')) || t('common.none') }] : []),
  ];
  return (
    <Section title={t('rules.compare')}>
      <p className={styles['chosen']}>
        <Select value={older} onChange={setOlder} options={options} aria-label={t('rules.older')} /> <Select value={newer} onChange={setNewer} options={options} aria-label={t('rules.newer')} />
      </p>
      {rows.length === 0 ? (
        <p className="secondary">{t('rules.alike')}</p>
      ) : (
        <ReadTable
          title={t('rules.compare')}
          rows={rows}
          columns={[
            { title: t('rules.rule'), dataIndex: 'rule' },
            { title: t('rules.version', { version: older }), render: (_, r) => <del>{r.was}</del> },
            { title: t('rules.version', { version: newer }), render: (_, r) => <strong>{r.is}</strong> },
          ]}
        />
      )}
    </Section>
  );
}
