import { Input, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../parts/empty';
import { areKeysOn, turnKeys } from '../../parts/keys';
import { Page, Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';
import { terms } from '../../words/terms';
import styles from './help.module.css';
import { KEYS } from './key-list';

/** What the words mean, and what the keyboard does. */
export function Help(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Page title={t('help.title')}>
      <Terms />
      <Keys />
    </Page>
  );
}

function Terms(): React.ReactNode {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const other = language() === 'zh' ? 'en' : 'zh';
  const wanted = words.trim().toLowerCase();
  const found = Object.entries(terms).filter(([, { zh, en, means }]) => [zh, en, means[language()]].some((text) => text.toLowerCase().includes(wanted)));
  return (
    <Section title={t('help.terms')}>
      <Input.Search className={styles['find']} allowClear aria-label={t('help.find')} placeholder={t('help.find')} value={words} onChange={(e) => setWords(e.target.value)} />
      {found.length === 0 ? (
        <Empty {...t('help.noTerm', { returnObjects: true })} />
      ) : (
        <dl className={styles['terms']}>
          {found.map(([key, term]) => (
            <div key={key}>
              <dt>
                {term[language()]}{' '}
                <span className={`secondary ${styles['other']}`} lang={other === 'zh' ? 'zh-CN' : 'en'}>
                  {term[other]}
                </span>
              </dt>
              <dd>{term.means[language()]}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

/** Single keys may be in the way of who speaks to the machine: they are turned off here, on this device. */
function Keys(): React.ReactNode {
  const { t } = useTranslation();
  const [on, setOn] = useState(areKeysOn());
  const change = (wanted: boolean): void => {
    turnKeys(wanted);
    setOn(wanted);
  };
  return (
    <Section title={t('help.keys')}>
      <p className="secondary">{t('help.keysHelp')}</p>
      <label className={styles['switch']}>
        <Switch checked={on} onChange={change} aria-label={t('help.on')} /> {t('help.on')}
      </label>
      <ReadTable
        title={t('help.keys')}
        rows={KEYS}
        columns={[
          { title: t('help.key'), render: (_, k) => <kbd>{k.after ? `${t('help.goTo')} ${k.keys}` : k.keys}</kbd> },
          { title: t('help.does'), render: (_, k) => t(`help.list.${k.id}`) },
        ]}
      />
    </Section>
  );
}
