import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { GROUPS } from './fields';
import { useLineWords, useRuleWords } from './rule-words';
import styles from './rules.module.css';
import { LISTS, saidOf, type LineOf, type List } from './said';
import { changedTemplates } from './templates';
import { variantsOf } from './variant';

type Version = Schemas['PolicyVersionBody'];

const linesOf = ({ rules, variants }: Version, list: List): readonly LineOf[] => (list === 'variants' ? variantsOf(variants) : saidOf(rules)[list]);

/** What two versions of a policy say otherwise, rule by rule and line by line. */
export function Compare({ versions }: { versions: readonly Version[] }): React.ReactNode {
  const { t } = useTranslation();
  const shown = useRuleWords();
  const line = useLineWords();
  const [older, setOlder] = useState(versions[1]!.version);
  const [newer, setNewer] = useState(versions[0]!.version);
  const [a, b] = [older, newer].map((version) => versions.find((v) => v.version === version)!) as [Version, Version];
  const options = versions.map(({ version }) => ({ value: version, label: t('rules.version', { version }) }));
  const differs = (x: unknown, y: unknown): boolean => JSON.stringify(x) !== JSON.stringify(y);
  const rows = [
    ...(a.name === b.name ? [] : [{ id: 'name', rule: t('rules.name'), was: a.name, is: b.name }]),
    ...GROUPS.flatMap(({ fields }) => fields.map(([field]) => field)).filter((field) => differs(a.rules[field], b.rules[field])).map((field) => ({ id: field, rule: t(`rules.field.${field}`), was: shown(a.rules[field]), is: shown(b.rules[field]) })),
    ...LISTS.flatMap((list) => {
      const [was, is] = [linesOf(a, list), linesOf(b, list)];
      const said = (one: LineOf | undefined): string => (one === undefined ? t('common.none') : line(one));
      const changed = changedTemplates(was, is).map((c) => ({ id: `${list}:${c.id}`, rule: t(`rules.lists.${list}`), was: said(c.before), is: said(c.theirs) }));
      const names = (lines: readonly LineOf[]): string => lines.map(({ name }) => name).join(t('common.list'));
      // The same lines in another order: of two variants for one unit the later has the last word.
      return changed.length === 0 && differs(was, is) ? [{ id: list, rule: t(`rules.lists.${list}`), was: names(was), is: names(is) }] : changed;
    }),
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
