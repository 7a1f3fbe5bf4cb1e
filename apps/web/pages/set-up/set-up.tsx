import { Link, Navigate } from '@tanstack/react-router';
import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSetUp, type SetUp as Found } from '../../api/set-up';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Page } from '../../parts/page';
import { pagesFor } from '../../shell/pages';

/** Whose each step is, and where it is done. */
const WHERE = {
  units: { role: 'systemAdmin', page: 'units', path: '/units' },
  accounts: { role: 'systemAdmin', page: 'accounts', path: '/accounts' },
  grants: { role: 'securityAdmin', page: 'accounts', path: '/accounts' },
  rules: { role: 'office', page: 'rules', path: '/rules' },
  plan: { role: 'office', page: 'plans', path: '/plans' },
} as const;
type Step = keyof typeof WHERE;

/** What to do first on a new system, and how far it is; gone once nothing is left to do. */
export function SetUp(): React.ReactNode {
  const { t } = useTranslation();
  const query = useSetUp();
  return (
    <Page title={t('administration.setUp.title')}>
      <Answered query={query} rows={5}>
        {(found) => (found.done ? <Done /> : <Left found={found} />)}
      </Answered>
    </Page>
  );
}

function Done(): React.ReactNode {
  const next = pagesFor(rolesOf(useIdentity())).find(({ key }) => key !== 'setUp');
  return <Navigate to={next?.path ?? '/help'} replace />;
}

function Left({ found: { steps } }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const roles = rolesOf(useIdentity());
  const first = steps.findIndex(({ done }) => !done);
  const step = steps[first]!.step as Step;
  const words = (name: Step): { title: string; role: string; mine: boolean; link: React.ReactNode } => {
    const { role, page, path } = WHERE[name];
    const mine = roles.has(role);
    return { title: t(`administration.setUp.steps.${name}.title`), role: t(`administration.roles.${role}`), mine, link: mine && <Link to={path}>{t(`shell.pages.${page}`)}</Link> };
  };
  const now = words(step);
  return (
    <>
      <p>{t('administration.setUp.help')}</p>
      <p role="status">
        <strong>{t(now.mine ? 'administration.setUp.yours' : 'administration.setUp.theirs', now)}</strong>
      </p>
      {now.link && <p>{now.link}</p>}
      <Steps
        orientation="vertical"
        current={first}
        items={steps.map(({ step: name, done, count }, at) => {
          const { title, role, link } = words(name as Step);
          return {
            title,
            status: done ? 'finish' : at === first ? 'process' : 'wait',
            content: (
              <div className="numbers">
                {t(`administration.setUp.steps.${name as Step}.help`)} · {t('administration.setUp.by', { role })}
                {count !== null && ` · ${t('administration.setUp.count', { count })}`}
                {link && at !== first && <div>{link}</div>}
              </div>
            ),
          };
        })}
      />
      <p className="secondary">{t('administration.setUp.sample')}</p>
    </>
  );
}
