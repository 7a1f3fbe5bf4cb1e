import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccounts, type Account } from '../../api/accounts';
import { useUnits } from '../../api/units';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import styles from './accounts.module.css';
import { AccountActs } from './account-acts';
import { Grants } from './grants';
import { NewAccount } from './new-account';

/** Rows on the page at most: who looks for one of more types their name. */
const SHOWN = 200;

/** Who may act: accounts by who keeps them, roles by who gives them. */
export function Accounts(): React.ReactNode {
  const { t } = useTranslation();
  const roles = rolesOf(useIdentity());
  const { units } = useUnits();
  const [unitId, setUnit] = useState<string>();
  const [text, setText] = useState('');
  const query = useAccounts(unitId);
  return (
    <Page title={t('shell.pages.accounts')} acts={roles.has('systemAdmin') && <NewAccount />}>
      <p className="secondary">{t('administration.accounts.separate')}</p>
      <Input allowClear aria-label={t('administration.accounts.search')} placeholder={t('administration.accounts.search')} value={text} onChange={(e) => setText(e.target.value)} className={styles['choice']} />{' '}
      <Select aria-label={t('administration.accounts.filter')} placeholder={t('administration.accounts.filter')} allowClear showSearch={{ optionFilterProp: 'label' }} value={unitId} onChange={setUnit} className={styles['choice']} options={units.map(({ id, name }) => ({ value: id, label: name }))} />
      <Answered query={query} rows={6}>
        {(all) => {
          if (all.length === 0) return <Empty {...t('administration.accounts.none', { returnObjects: true })} />;
          const rows = all.filter(({ login, displayName }) => `${login} ${displayName}`.toLowerCase().includes(text.trim().toLowerCase()));
          return (
            <>
              <p role="status" className="secondary numbers">
                {rows.length > SHOWN ? t('administration.accounts.firstOf', { shown: SHOWN, count: rows.length }) : t('common.total', { count: rows.length })}
              </p>
              <ul className={styles['accounts']}>
                {rows.slice(0, SHOWN).map((account) => (
                  <Row key={account.personId} account={account} keeps={roles.has('systemAdmin')} grants={roles.has('securityAdmin')} />
                ))}
              </ul>
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function Row({ account, keeps, grants }: { account: Account; keeps: boolean; grants: boolean }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <li className={styles['account']} aria-label={account.login}>
      <div>
        <strong>{account.displayName}</strong> <span className="secondary numbers">{account.login}</span>
      </div>
      <span>{t(`administration.accounts.status.${account.status}`)}</span>
      <Grants account={account} may={grants} />
      {keeps && <AccountActs account={account} />}
    </li>
  );
}
