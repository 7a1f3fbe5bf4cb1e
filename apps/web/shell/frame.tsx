import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Grid, Layout } from 'antd';
import { DownOutlined, FontSizeOutlined, KeyOutlined, LogoutOutlined, TranslationOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { session } from '../api/session';
import { rolesOf, useIdentity } from '../api/use-session';
import { useUnits } from '../api/units';
import { chooseLanguage, language } from '../words/language';
import { LookBack, PastBanner } from './as-of';
import { isCareful, turnCare } from './care';
import { Connection } from './connection';
import { Find } from './find';
import { Foot } from './foot';
import styles from './frame.module.css';
import { News } from './news';
import { pagesFor } from './pages';

/** Top bar, menu and the page: on a phone the menu is the bar at the thumb. */
export function Frame(): React.ReactNode {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().md !== false;
  return (
    <Layout className={styles['sheet']}>
      <Layout.Header className={styles['head']}>
        <a className={styles['skip']} href="#content">
          {t('shell.skip')}
        </a>
        <p className={styles['secrecy']}>{t('shell.secrecy')}</p>
        <div className={`${styles['bar']} no-print`}>
          <Link to="/" className={styles['product']}>
            {t('shell.product')}
          </Link>
          {wide && <Find />}
          <News />
          <LookBack />
          <Person />
        </div>
        <PastBanner />
        <Connection />
      </Layout.Header>
      <Layout>
        {wide && (
          <Layout.Sider width={176} theme="light" className={`${styles['side']} no-print`}>
            <Menu />
          </Layout.Sider>
        )}
        <Layout.Content className={styles['content']} id="content" tabIndex={-1}>
          <Outlet />
          <Foot />
        </Layout.Content>
      </Layout>
      {!wide && (
        <div className={`${styles['thumb']} no-print`}>
          <Menu most={AT_THUMB} />
        </div>
      )}
    </Layout>
  );
}

/** Pages that lie at the thumb themselves; the others are one press further. */
const AT_THUMB = 3;

function Menu({ most = Infinity }: { most?: number }): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const all = pagesFor(rolesOf(useIdentity()));
  const pages = all.length <= most + 1 ? all : all.slice(0, most);
  const others = all.slice(pages.length);
  return (
    <nav aria-label={t('shell.menu')}>
      <ul className={styles['menu']}>
        {pages.map((page) => (
          <li key={page.key}>
            <Link to={page.path} className={styles['entry']} activeProps={{ className: `${styles['entry']} ${styles['here']}`, 'aria-current': 'page' }}>
              {t(`shell.pages.${page.key}`)}
            </Link>
          </li>
        ))}
        {others.length > 0 && (
          <li>
            <Dropdown trigger={['click']} menu={{ items: others.map((page) => ({ key: page.key, label: t(`shell.pages.${page.key}`), onClick: () => void navigate({ to: page.path }) })) }}>
              <button type="button" className={styles['entry']}>
                {t('shell.more')}
              </button>
            </Dropdown>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Person(): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const identity = useIdentity();
  const { nameOf } = useUnits();
  const items = [
    ...identity.units.map(({ unitId }) => ({ key: `unit:${unitId}`, label: t('shell.actingFor', { unit: nameOf(unitId) }), disabled: unitId === identity.unitId, onClick: () => void session.actAs(unitId) })),
    { type: 'divider' as const },
    { key: 'language', icon: <TranslationOutlined aria-hidden />, label: t('shell.otherLanguage'), onClick: () => chooseLanguage(language() === 'zh' ? 'en' : 'zh') },
    { key: 'care', icon: <FontSizeOutlined aria-hidden />, label: t(isCareful() ? 'shell.noCare' : 'shell.care'), onClick: () => turnCare(!isCareful()) },
    { key: 'password', icon: <KeyOutlined aria-hidden />, label: t('password.title'), onClick: () => void navigate({ to: '/password' }) },
    { key: 'out', icon: <LogoutOutlined aria-hidden />, label: t('shell.signOut'), onClick: () => void session.signOut().then(() => navigate({ to: '/', replace: true })) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" icon={<DownOutlined aria-hidden />} iconPlacement="end" className={styles['person']}>
        {t('shell.actingFor', { unit: nameOf(identity.unitId) })}
      </Button>
    </Dropdown>
  );
}
