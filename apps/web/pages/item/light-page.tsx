import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { itemOf } from '../../api/items';
import { useNamesIn } from '../../api/people';
import { useUnits } from '../../api/units';
import { useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Download } from '../../parts/download';
import { Light, type LightColour } from '../../parts/light';
import { Page, Section } from '../../parts/page';
import { WholeDays } from '../../parts/whole-days';
import { cityMoment } from '../../words/moments';
import { causesInOrder, decidingOf, pastOf } from './conclusion';
import { lastCorrected } from './corrected';
import { AccountLines } from './deadlines';
import styles from './item.module.css';
import { colon, inBrackets } from '../../words/marks';

type Why = Schemas['LightBody'];
type Found = Schemas['ItemPageBody'];
/** How much of each fits on one sheet: the gravest steps, the newest notices. */
const ON_PAPER = { causes: 3, notices: 8 };
const route = getRouteApi('/items/$itemId/light');

/** 亮灯说明: why the light has its colour, on one sheet to print: the conclusion, the step at fault, its days, what was told to whom, what was corrected. */
export function LightPage(): React.ReactNode {
  const { t } = useTranslation();
  const { itemId } = route.useParams();
  const { asOf } = route.useSearch();
  const past = { ...(asOf && { asOf }) };
  const item = useQuery(itemOf(itemId, asOf));
  const why = useQuery({ queryKey: ['light', itemId, asOf ?? null], queryFn: () => answer(api.GET('/items/{itemId}/light', { params: { path: { itemId }, query: past } })) });
  const address = `/items/${itemId}/light/document${asOf ? `?asOf=${asOf}` : ''}`;
  return (
    <Page
      title={t('itemParts.lightTitle')}
      acts={
        <span className={styles['acts']}>
          <Link to="/items/$itemId" params={{ itemId }} search={past}>
            {t('itemParts.back')}
          </Link>
          <Download path={address}>{t('itemParts.document')}</Download>
          <Button type="primary" onClick={() => window.print()}>
            {t('itemParts.print')}
          </Button>
        </span>
      }
    >
      <Answered query={item}>{(found) => <Answered query={why}>{(told) => <Sheet found={found} why={told} />}</Answered>}</Answered>
    </Page>
  );
}

function Sheet({ found, why }: { found: Found; why: Why }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const at = cityMoment(why.asOf);
  const rungOf = (rung: string): string => {
    const [, kind, count] = /^(T|stop|weekly)-(\d+)$/.exec(rung) ?? [];
    return kind === undefined ? t('itemParts.rung.overdue') : t(`itemParts.rung.${kind === 'T' ? 'before' : (kind as 'stop')}`, { count: Number(count) });
  };
  return (
    <div className={styles['sheet']}>
      <p>
        <strong>
          {found.number} {found.title}
        </strong>
        {found.planNumber !== null && <span className="secondary"> {found.planNumber}</span>}
      </p>
      <p className={styles['standing']}>
        <Light light={why.light as LightColour} late={why.late} paused={why.paused} corrected={lastCorrected({ steps: [{ lateness: why.lateness }] })?.was as LightColour | undefined} />
        <span className="secondary numbers">{why.status === 'current' ? t('itemParts.asOfNow', { at }) : t('itemParts.asOf', { at })}</span>
      </p>
      <Section title={t('itemParts.conclusion')}>
        <Conclusion why={why} />
      </Section>
      <Section title={t('itemParts.cause')}>
        {why.causes.length === 0 && <p className="secondary">{t('itemParts.noCause')}</p>}
        {causesInOrder(why).map((cause, i) => (
          <article key={cause.stepId} className={`${styles['account']} ${i < ON_PAPER.causes ? '' : 'no-print'}`}>
            <h3>
              <Light light={cause.light as LightColour} /> {nameOf(cause.unitId)} · {cause.title}
            </h3>
            <p>
              {t(`itemParts.causes.${cause.rule as 'normal'}`)}
              {cause.since !== null && <span className="secondary numbers"> {t('itemParts.since', { at: cityMoment(cause.since) })}</span>}
            </p>
            <AccountLines account={cause.deadline} />
          </article>
        ))}
        <NotPrinted count={why.causes.length - ON_PAPER.causes} />
      </Section>
      <Section title={t('itemParts.lateness')}>
        {why.lateness.length === 0 ? <p className="secondary">{t('itemParts.noLateness')}</p> : <Latenesses found={found} why={why} />}
      </Section>
      <Section title={t('itemParts.notices')}>
        {why.notices.length === 0 && why.papers.length === 0 && <p className="secondary">{t('itemParts.noNotices')}</p>}
        <ul className={`${styles['plain']} numbers`}>
          {why.notices.map((notice, i) => (
            <li key={notice.noticeId} className={why.notices.length - i > ON_PAPER.notices ? 'no-print' : undefined}>
              {rungOf(notice.rung)} · {t('itemParts.sent', { at: cityMoment(notice.sentAt) })} · {notice.to.map((to) => `${nameOf(to.unitId)}${inBrackets(to.readAt === null ? t('itemParts.unread') : t('itemParts.read', { at: cityMoment(to.readAt) }))}`).join(t('common.list'))}
            </li>
          ))}
          {why.papers.map((paper) => (
            <li key={paper.id}>
              {t(`itemParts.paperKinds.${paper.kind as 'bluePaper'}`)}
              {paper.number !== null && ` ${paper.number}`} · {t(`itemParts.paperStatus.${paper.status as 'drafted'}`)} {paper.settledAt !== null && cityMoment(paper.settledAt)} · {paper.answer === null ? t('itemParts.unanswered') : t('itemParts.answered', { at: cityMoment(paper.answer.at) })}
            </li>
          ))}
        </ul>
        <NotPrinted count={why.notices.length - ON_PAPER.notices} />
      </Section>
      <Section title={t('itemParts.requests')}>
        {why.requests.length === 0 && <p className="secondary">{t('itemParts.noRequests')}</p>}
        <ul className={`${styles['plain']} numbers`}>
          {why.requests.map((r) => (
            <li key={r.id}>
              {t(`itemParts.requestKinds.${r.kind as 'extension'}`)} · {nameOf(r.unitId)} · {cityMoment(r.at)} · {t(`itemParts.requestStatus.${r.status as 'open'}`)}{colon()}{r.reason}
            </li>
          ))}
        </ul>
      </Section>
      <footer className={`${styles['restsOn']} secondary numbers`}>
        <p>
          {t('itemParts.restsOn', { version: why.restsOn.version })} <code>{why.restsOn.hash}</code>
        </p>
        <p>{t('itemParts.madeAt', { at })}</p>
        <p className="on-paper">
          <PrintedBy at={cityMoment(why.madeAt)} />
        </p>
      </footer>
    </div>
  );
}

/** In a sentence what a leader asks: the colour, the unit and step that brought it, the rule, and by how many days. */
function Conclusion({ why }: { why: Why }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const [first, ...rest] = decidingOf(why);
  return (
    <>
      <p className="numbers">
        <strong>
          <WholeDays>
            {first === undefined
              ? t(why.light === 'green' ? 'itemParts.nothingAgainst' : 'itemParts.noCause')
              : t('itemParts.concludes', { colour: t(`itemParts.colours.${why.light as 'red'}`), unit: nameOf(first.unitId), step: first.title, why: t(`itemParts.causes.${first.rule as 'normal'}`), days: pastOf(first).map(([key, of]) => t(`itemParts.past.${key}`, of)).join('') })}
          </WholeDays>
        </strong>
      </p>
      {rest.length > 0 && <p className="numbers">{t('itemParts.alike', { count: rest.length })}</p>}
      <p className="numbers">{t('itemParts.rules', { policy: why.policyVersion, calendar: why.calendarVersion })}</p>
    </>
  );
}

/** What is on the page and not on the sheet, which is to be one. */
function NotPrinted({ count }: { count: number }): React.ReactNode {
  const { t } = useTranslation();
  return count <= 0 ? null : <p className="on-paper secondary numbers">{t('itemParts.notPrinted', { count })}</p>;
}

/** Who has the sheet, by name and unit. */
function PrintedBy({ at }: { at: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { unitId, personId } = useIdentity();
  const personOf = useNamesIn([unitId]);
  return t('itemParts.printedBy', { who: [nameOf(unitId), personOf(personId)].filter(Boolean).join(' '), at });
}

function Latenesses({ found, why }: { found: Found; why: Why }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const dutyOf = (duty: string): string => {
    const step = found.steps.find(({ id }) => `step:${id}` === duty);
    const unit = found.assignments.find(({ id }) => id === step?.assignmentId)?.unitId;
    return [unit && nameOf(unit), step?.title].filter(Boolean).join(' · ') || duty;
  };
  return (
    <ul className={`${styles['plain']} numbers`}>
      {why.lateness.map((l) => {
        const words = t('itemParts.latenessLine', { duty: dutyOf(l.duty), at: cityMoment(l.dueAt) });
        return <li key={`${l.duty}:${l.arming}:${l.dueAt}`}>{l.overturned === null ? words : (<><del>{words}</del> {t('itemParts.corrected', { at: cityMoment(l.overturned.at), basis: l.overturned.basis })}</>)}</li>;
      })}
    </ul>
  );
}
