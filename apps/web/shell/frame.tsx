import { Link, Outlet, useMatches, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../api/session';
import { rolesOf, useIdentity } from '../api/use-session';
import { useUnits } from '../api/units';
import { Drop } from '../parts/drop';
import { chooseLanguage, language } from '../words/language';
import { LookBack, OfTheDay, PastBanner } from './as-of';
import { isCareful, turnCare } from './care';
import { Connection } from './connection';
import { Find } from './find';
import { Foot } from './foot';
import styles from './frame.module.css';
import { News } from './news';
import { useMyPages } from './my-pages';
import { worksFor, type PageEntry } from './pages';
import { useWide } from './wide';
import { WithLibrary } from './with-library';

/** Top bar, menu and the page: on a phone the menu is the bar at the thumb. */
export function Frame(): React.ReactNode {
  const { t } = useTranslation();
  const wide = useWide();
  return (
    <div className={styles['sheet']}>
      <header className={styles['head']}>
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
      </header>
      <div className={styles['middle']}>
        {wide && (
          <div className={`${styles['side']} no-print`}>
            <Menu />
          </div>
        )}
        <main className={styles['content']} id="content" tabIndex={-1}>
          <Here />
          <Foot />
        </main>
      </div>
      {!wide && (
        <div className={`${styles['thumb']} no-print`}>
          <Menu most={AT_THUMB} />
        </div>
      )}
    </div>
  );
}

/** The page of the address. Once one page has needed the component library it stays around all, with the messages that it shows. */
function Here(): React.ReactNode {
  const plain = useMatches({ select: (matches) => matches.at(-1)?.staticData.plain === true });
  const [needed, setNeeded] = useState(!plain);
  if (!plain && !needed) setNeeded(true);
  const page = (
    <OfTheDay>
      <Outlet />
    </OfTheDay>
  );
  return needed ? <WithLibrary>{page}</WithLibrary> : page;
}

/** Pages that lie at the thumb themselves; the others are one press further. */
const AT_THUMB = 3;

function Menu({ most = Infinity }: { most?: number }): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const all = useMyPages();
  const pages = all.length <= most + 1 ? all : all.slice(0, most);
  const others = all.slice(pages.length);
  // A heading over one page says no more than the page.
  const under = most === Infinity ? pages.filter((page) => page.under !== undefined) : [];
  const [first, below] = under.length > 1 ? [pages.filter((page) => page.under === undefined), under] : [pages, []];
  return (
    <nav aria-label={t('shell.menu')}>
      <ul className={styles['menu']}>
        {first.map((page) => (
          <Entry key={page.key} page={page} />
        ))}
        {below.length > 0 && (
          <li>
            <span className={styles['under']} id="menu-plans">
              {t('shell.under.plans')}
            </span>
            <ul className={styles['menu']} aria-labelledby="menu-plans">
              {below.map((page) => (
                <Entry key={page.key} page={page} />
              ))}
            </ul>
          </li>
        )}
        {others.length > 0 && (
          <li>
            <Drop up className={styles['entry']} choices={others.map((page) => ({ key: page.key, words: t(`shell.pages.${page.key}`), choose: () => void navigate({ to: page.path }) }))}>
              {t('shell.more')}
            </Drop>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Entry({ page }: { page: PageEntry }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <li>
      <Link to={page.path} className={styles['entry']} activeProps={{ className: `${styles['entry']} ${styles['here']}`, 'aria-current': 'page' }}>
        {t(`shell.pages.${page.key}`)}
      </Link>
    </li>
  );
}

function Person(): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const identity = useIdentity();
  const { nameOf } = useUnits();
  const choices = [
    ...identity.units.map(({ unitId }) => ({ key: `unit:${unitId}`, words: t('shell.actingFor', { unit: nameOf(unitId) }), off: unitId === identity.unitId, choose: () => void session.actAs(unitId) })),
    { key: 'language', words: t('shell.otherLanguage'), apart: true, choose: () => chooseLanguage(language() === 'zh' ? 'en' : 'zh') },
    { key: 'care', words: t(isCareful() ? 'shell.noCare' : 'shell.care'), choose: () => turnCare(!isCareful()) },
    { key: 'telling', words: t('telling.title'), choose: () => void navigate({ to: '/telling' }) },
    ...(worksFor(rolesOf(identity)) ? [{ key: 'handOver', words: t('administration.handOver.title'), choose: () => void navigate({ to: '/hand-over' }) }] : []),
    { key: 'password', words: t('password.title'), choose: () => void navigate({ to: '/password' }) },
    { key: 'out', words: t('shell.signOut'), choose: () => void session.signOut().then(() => navigate({ to: '/', replace: true })) },
  ];
  return (
    <Drop choices={choices} className={styles['person']}>
      <span>{t('shell.actingFor', { unit: nameOf(identity.unitId) })}</span>
      <span aria-hidden>▾</span>
    </Drop>
  );
}
