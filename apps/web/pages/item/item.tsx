import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { itemOf } from '../../api/items';
import { useNamesIn } from '../../api/people';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Part } from '../../parts/boundary';
import { part } from '../../parts/lazy-part';
import { Light, type LightColour } from '../../parts/light';
import { Page, Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { TermHelp } from '../../parts/term';
import { asked, figure } from '../../words/figures';
import { cityDay, cityMoment } from '../../words/moments';
import { Acts } from './acts/acts';
import { lastCorrected } from './corrected';
import { Deadlines } from './deadlines';
import { Evidence } from './evidence';
import styles from './item.module.css';
import { Next } from './next';
import { OnBehalf } from './on-behalf';
import { Papers, Requests, Steps } from './records';
import { Related } from './related';
import { Timeline } from './timeline';

type Found = Schemas['ItemPageBody'];
const route = getRouteApi('/items/$itemId');
const Levels = lazy(part(() => import('../levels/of-item').then(({ OfItem }) => ({ default: OfItem }))));

/** Where an item stands, why its light is as it is, and what happens next. */
export function Item(): React.ReactNode {
  const { t } = useTranslation();
  const { itemId } = route.useParams();
  const { asOf } = route.useSearch();
  const query = useQuery(itemOf(itemId, asOf));
  return (
    <Page title={query.data ? `${query.data.number} ${query.data.title}` : t('shell.pages.item')}>
      <Answered query={query} rows={8}>
        {(found) => (
          <>
            <Standing found={found} asOf={asOf} />
            <div className={styles['columns']}>
              <div>
                {asOf === undefined ? <Acts found={found} /> : <p className="secondary">{t('history.noActs')}</p>}
                {asOf === undefined && <OnBehalf found={found} />}
                <Next found={found} asOf={asOf} />
              </div>
              <div>
                <Assignments found={found} />
                {found.targets.length > 0 && <Targets found={found} />}
                {found.quote !== '' && (
                  <Section title={t('item.quote')}>
                    <p className="quote" lang="zh-CN">
                      {found.quote}
                    </p>
                  </Section>
                )}
              </div>
            </div>
            {asOf === undefined && found.targets.length > 0 && (
              <Part>
                <Levels found={found} />
              </Part>
            )}
            {found.steps.length > 0 && <Steps found={found} />}
            <Deadlines itemId={itemId} asOf={asOf} />
            <Requests found={found} />
            <Papers found={found} />
            <Evidence found={found} asOf={asOf} />
            <Related itemId={itemId} planId={found.planId} asOf={asOf} />
            <Timeline itemId={itemId} asOf={asOf} />
          </>
        )}
      </Answered>
    </Page>
  );
}

/** Its light, its status and its days. */
export function Standing({ found, asOf }: { found: Found; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const corrected = lastCorrected(found);
  return (
    <p className={styles['standing']}>
      <Light light={found.light as LightColour} late={found.late} paused={found.paused} corrected={corrected?.was as LightColour | undefined} />
      {corrected && <span className="secondary numbers">{t('itemParts.correctedBy', { at: cityMoment(corrected.at), basis: corrected.basis })}</span>}
      <span>{t(`supervision.status.${found.status as 'inProgress'}`)}</span>
      <span className="numbers">{found.deadline === null ? t('item.noDeadline') : t('item.deadline', { day: found.deadline })}</span>
      {found.firstDeadline !== null && <span className="secondary numbers">{t('item.firstDeadline', { day: found.firstDeadline })}</span>}
      <Link to="/items/$itemId/light" params={{ itemId: found.id }} search={{ ...(asOf && { asOf }) }} className="no-print">
        {t('itemParts.whyLight')}
      </Link>
      {found.awaitingQuantification && (
        <span>
          {t('supervision.awaitingQuantification')}
          <TermHelp of="quantify" said={t('supervision.awaitingQuantification')} />
        </span>
      )}
    </p>
  );
}

/** Who carries it out, and how far they are. */
export function Assignments({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const personOf = useNamesIn(found.assignments.flatMap((a) => (a.responsiblePersonId === null ? [] : [a.unitId])));
  return (
    <Section title={t('item.assignments')} term="assignment">
      <ReadTable
        title={t('item.assignments')}
        rows={found.assignments}
        columns={[
          { title: t('item.unit'), className: 'wraps narrow', render: (_, a) => nameOf(a.unitId) },
          { title: t('item.role'), className: 'wraps narrow', render: (_, a) => t(`supervision.role.${a.role as 'lead'}`) + (a.coordinator ? ` · ${t('supervision.coordinator')}` : '') },
          { title: t('item.person'), render: (_, a) => (a.responsiblePersonId === null ? t('item.nobody') : (personOf(a.responsiblePersonId) ?? t('item.named'))) },
          { title: t('item.light'), render: (_, a) => <Light light={a.light as LightColour} late={a.late} paused={a.paused} /> },
          { title: t('item.status'), render: (_, a) => t(`supervision.status.${a.status as 'inProgress'}`) },
          { title: t('item.reported'), align: 'right', className: 'numbers', render: (_, a) => <Reported report={a.lastReport} /> },
        ]}
      />
    </Section>
  );
}

/** The share that the unit told last, of all that it has to do, and when; a report may tell none. */
function Reported({ report }: { report: Found['assignments'][number]['lastReport'] }): React.ReactNode {
  const { t } = useTranslation();
  if (report === null) return t('common.notTold');
  const share = report.percent === null ? t('item.noShare') : `${report.percent}%`;
  return (
    <>
      {share} <span className="secondary unbroken">{t('item.reportedOn', { day: cityDay(report.at) })}</span>
    </>
  );
}

function Targets({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('item.targets')}>
      <ReadTable
        title={t('item.targets')}
        rows={found.targets}
        columns={[
          { title: t('item.target'), dataIndex: 'metric' },
          { title: t('item.asked'), align: 'right', className: 'numbers', render: (_, x) => `${asked(x)} ${x.unit}` },
          { title: t('item.reached'), align: 'right', className: 'numbers', render: (_, x) => (x.reached === null ? t('common.notTold') : `${figure(x.reached)} ${x.unit}`) },
          { title: t('item.status'), render: (_, x) => x.waived ?? (x.met ? t('item.met') : t('item.notMet')) },
        ]}
      />
    </Section>
  );
}
