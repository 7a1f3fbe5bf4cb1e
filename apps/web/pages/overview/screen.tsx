import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Drawing } from '../../parts/chart/chart';
import { NIGHT } from '../../parts/chart/colours';
import { cityDay, cityMoment } from '../../words/moments';
import { LIGHTS } from '../ledger/search';
import { categoriesOf } from './by-category';
import { countOf, useDashboard, useTrend, type Dashboard } from './figures';
import { useKeyFigures } from './key-figures';
import { categoryBars, courseLines, trendBars } from './options';
import { courseDays, dayBefore, trendDays } from './periods';
import styles from './screen.module.css';
import { useChartWords } from './use-chart-words';
import { worstUnits } from './units-by-light';

const route = getRouteApi('/overview/screen');
const PAGES = ['standing', 'course'] as const;
const TURN_MS = 30_000;
const MARK = { grey: '○', green: '●', blue: '◆', yellow: '▲', red: '■' } as const;

/** The overview for a wall: the same figures, large, dark, without anything to press but leaving and pausing. No person is named. */
export function BigScreen(): React.ReactNode {
  const { t } = useTranslation();
  const search = route.useSearch();
  const query = useDashboard(search.planId);
  const [paused, setPaused] = useState(false);
  const [shown, setShown] = useState(0);
  useEffect(() => {
    document.title = `${t('overview.screen')} · ${t('shell.product')}`;
  }, [t]);
  useEffect(() => {
    if (paused) return;
    const turning = setInterval(() => setShown((n) => (n + 1) % PAGES.length), TURN_MS);
    return () => clearInterval(turning);
  }, [paused]);
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <h1>
          {t('shell.product')} · {t('shell.pages.overview')}
        </h1>
        {query.data && <p className="numbers">{t('overview.asOf', { at: cityMoment(query.data.asOf) })}</p>}
        {query.data && query.isError && (
          <p role="status" className={styles['stale']}>
            {t('overview.stale', { at: cityMoment(query.data.asOf) })}
          </p>
        )}
        <nav className={styles['nav']} aria-label={t('overview.screen')}>
          <Button ghost onClick={() => setPaused(!paused)}>
            {t(paused ? 'overview.goOn' : 'overview.pause')}
          </Button>
          <Link to="/overview" search={search}>
            {t('overview.leaveScreen')}
          </Link>
        </nav>
      </header>
      <Answered query={query}>{(found) => <Turning found={found} planId={search.planId} page={PAGES[shown]!} />}</Answered>
    </div>
  );
}

/** What both pages show is asked for once, and kept while they turn. */
function Turning({ found, planId, page }: { found: Dashboard; planId: string | undefined; page: (typeof PAGES)[number] }): React.ReactNode {
  const today = cityDay(found.asOf);
  const course = useTrend(planId, courseDays(today));
  const trend = useTrend(planId, trendDays(today));
  return page === 'standing' ? <Standing found={found} planId={planId} /> : <Courses found={found} course={course} trend={trend} />;
}

function Standing({ found, planId }: { found: Dashboard; planId: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const today = cityDay(found.asOf);
  const figures = useKeyFigures(planId, today, dayBefore(today, 'day'));
  return (
    <>
      <ul className={styles['lights']} aria-label={t('overview.lights')}>
        {LIGHTS.map((light) => (
          <li key={light} className={styles[light]}>
            <span>
              <span aria-hidden="true">{MARK[light]}</span> {t(`supervision.light.${light}`)}
            </span>
            <strong className="numbers">{countOf(found.byLight, light)}</strong>
          </li>
        ))}
      </ul>
      <ul className={styles['keys']} aria-label={t('overview.figures')}>
        {figures.map(({ name, value, note }) => (
          <li key={name}>
            <span>{name}</span>
            <strong className="numbers">{value}</strong>
            {note !== undefined && <span className="numbers">{note}</span>}
          </li>
        ))}
      </ul>
      <section aria-label={t('overview.worst')} className={styles['part']}>
        <h2>{t('overview.worst')}</h2>
        <ol className={styles['worst']}>
          {worstUnits(found).map(({ unitId, counts }) => (
            <li key={unitId}>
              <span>{nameOf(unitId)}</span>
              <span className={styles['red']}>
                {MARK.red} {countOf(counts, 'red')}
              </span>
              <span className={styles['yellow']}>
                {MARK.yellow} {countOf(counts, 'yellow')}
              </span>
            </li>
          ))}
        </ol>
        {worstUnits(found).length === 0 && <p>{t('overview.worstEmpty')}</p>}
      </section>
    </>
  );
}

type Trend = ReturnType<typeof useTrend>;

function Courses({ found, course, trend }: { found: Dashboard; course: Trend; trend: Trend }): React.ReactNode {
  const { t } = useTranslation();
  const words = useChartWords();
  const bars = useMemo(() => large(categoryBars(categoriesOf(found, t('overview.noCategory')), words, NIGHT)), [found, t, words]);
  const lines = useMemo(() => course.data && large(courseLines(course.data.points, words, NIGHT)), [course.data, words]);
  const weeks = useMemo(() => trend.data && large(trendBars(trend.data.points, words, NIGHT)), [trend.data, words]);
  return (
    <div className={styles['charts']}>
      <section aria-label={t('overview.byCategory')} className={styles['part']}>
        <h2>{t('overview.byCategory')}</h2>
        <Drawing title={t('overview.byCategory')} option={bars} height={760} ground={NIGHT} />
      </section>
      <div>
        <section aria-label={t('overview.course')} className={styles['part']}>
          <h2>{t('overview.course')}</h2>
          <Answered query={course}>{() => lines && <Drawing title={t('overview.course')} option={lines} height={340} ground={NIGHT} />}</Answered>
        </section>
        <section aria-label={t('overview.trend')} className={styles['part']}>
          <h2>{t('overview.trend')}</h2>
          <Answered query={trend}>{() => weeks && <Drawing title={t('overview.trend')} option={weeks} height={340} ground={NIGHT} />}</Answered>
        </section>
      </div>
    </div>
  );
}

/** Legible across a room. */
function large(option: ReturnType<typeof categoryBars>): ReturnType<typeof categoryBars> {
  const bigger = (axis: unknown): object => ({ ...(axis as object), axisLabel: { ...(axis as { axisLabel: object }).axisLabel, fontSize: 20, width: 260 } });
  return { ...option, tooltip: { show: false }, grid: { left: 8, right: 24, top: 56, bottom: 8, containLabel: true }, legend: { ...(option['legend'] as object), textStyle: { color: NIGHT.text, fontSize: 22 } }, xAxis: bigger(option['xAxis']), yAxis: bigger(option['yAxis']) };
}
