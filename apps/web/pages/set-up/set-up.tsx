import { Link } from '@tanstack/react-router';
import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAccounts } from '../../api/accounts';
import { useUnits } from '../../api/units';
import { Page } from '../../parts/page';

/** What to do first on a new system, and how far it is. */
export function SetUp(): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const { data } = useAccounts();
  const accounts = data?.length ?? 0;
  const granted = data?.filter(({ grants }) => grants.some(({ until }) => until === null)).length ?? 0;
  const steps = [
    { key: 'units', role: 'systemAdmin', count: units.length, done: units.length > 1, link: <Link to="/units">{t('shell.pages.units')}</Link> },
    { key: 'accounts', role: 'systemAdmin', count: accounts, done: accounts > 3, link: <Link to="/accounts">{t('shell.pages.accounts')}</Link> },
    { key: 'grants', role: 'securityAdmin', count: granted, done: granted > 3, link: <Link to="/accounts">{t('shell.pages.accounts')}</Link> },
    { key: 'rules', role: 'office', count: null, done: false, link: null },
    { key: 'plan', role: 'office', count: null, done: false, link: null },
  ] as const;
  return (
    <Page title={t('administration.setUp.title')}>
      <p>{t('administration.setUp.help')}</p>
      <Steps
        orientation="vertical"
        current={steps.findIndex(({ done }) => !done)}
        items={steps.map(({ key, role, count, done, link }) => ({
          title: t(`administration.setUp.steps.${key}.title`),
          status: done ? 'finish' : 'wait',
          content: (
            <div className="numbers">
              {t(`administration.setUp.steps.${key}.help`)} · {t('administration.setUp.by', { role: t(`administration.roles.${role}`) })}
              {count !== null && ` · ${t('administration.setUp.count', { count })}`}
              {link !== null && <div>{link}</div>}
            </div>
          ),
        }))}
      />
      <p className="secondary">{t('administration.setUp.sample')}</p>
    </Page>
  );
}
