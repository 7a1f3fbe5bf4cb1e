import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { saveFile } from '../../api/save-file';
import { Failed } from '../../parts/answered';
import { language } from '../../words/language';
import { sentence } from '../../words/sentence';
import { cityMoment } from '../../words/moments';
import styles from './notices.module.css';
import { Reply } from './reply';

type Row = Schemas['InboxRowBody'];
const OFFICIAL = ['bluePaper', 'yellowPaper', 'redPaper', 'admonition', 'rectificationNotice', 'circular'];

/** An item knows its notices by ids without its own before them. */
const ofItem = (noticeId: string, itemId: string): string => noticeId.slice(itemId.length + 1);

/** One notice as it was sent, when it was delivered and read, and what is to be done about it. */
export function Notice({ notice, asOf }: { notice: Row; asOf: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const read = useRead(notice);
  const official = OFFICIAL.includes(notice.kind);
  return (
    <article className={`${styles['paper']} ${official ? styles['official'] : ''}`} aria-label={notice.title}>
      <span className={styles['kind']}>{sentence(notice.kindWords[language()])}</span>
      <h2 className={styles['title']}>
        {notice.number} {notice.title}
      </h2>
      {notice.seriesNumber !== null && <p className="numbers">{t('inbox.number', { series: notice.series ?? '', number: notice.seriesNumber })}</p>}
      <p className="quote">{notice.text ?? t('inbox.noText')}</p>
      <dl className={styles['facts']}>
        <dt>{t('inbox.times')}</dt>
        <dd className="numbers">
          {t('inbox.delivered', { at: cityMoment(notice.deliveredAt) })}
          {notice.readAt !== null && ` · ${t('inbox.wasRead', { at: cityMoment(notice.readAt) })}`}
        </dd>
        {notice.deadline !== null && (
          <>
            <dt>{t('inbox.due')}</dt>
            <dd className="numbers">{notice.deadline}</dd>
          </>
        )}
      </dl>
      <p className="secondary">{t('inbox.why', { why: notice.whyWords[language()] })}</p>
      <div className={styles['acts']}>
        {asOf === undefined && notice.readAt === null && notice.briefing === null && (
          <Button type="primary" loading={read.isPending} onClick={() => read.mutate({ noticeId: notice.noticeId })}>
            {t('inbox.markRead')}
          </Button>
        )}
        <About notice={notice} />
      </div>
      {read.isError && <Failed error={read.error} />}
      {official && notice.itemId !== null && <Reply itemId={notice.itemId} paperId={ofItem(notice.noticeId, notice.itemId)} asOf={asOf} />}
    </article>
  );
}

/** Where the notice leads: its item, matter or plan. */
function About({ notice }: { notice: Row }): React.ReactNode {
  const { t } = useTranslation();
  if (notice.itemId !== null)
    return (
      <Link to="/items/$itemId" params={{ itemId: notice.itemId }}>
        {t('inbox.openItem')}
      </Link>
    );
  if (notice.proceeding !== null) {
    const [kind, id] = notice.proceeding.split('/');
    return (
      <Link to="/proceedings/$kind/$id" params={{ kind: kind!, id: id! }}>
        {t('inbox.openProceeding')}
      </Link>
    );
  }
  return notice.briefing === null ? null : <Briefing briefing={notice.briefing} title={notice.title} />;
}

/** A briefing is read as its paper. */
function Briefing({ briefing, title }: { briefing: string; title: string }): React.ReactNode {
  const { t } = useTranslation();
  const [officeUnitId, briefingId] = briefing.split('/');
  const download = async (): Promise<void> => saveFile((await answer(api.GET('/briefings/{officeUnitId}/{briefingId}/document', { params: { path: { officeUnitId: officeUnitId!, briefingId: briefingId! } }, parseAs: 'blob' }))) as Blob, `${title}.docx`);
  return (
    <Button type="link" onClick={() => void download()}>
      {t('inbox.document')}
    </Button>
  );
}

/** That it was read is told where the notice comes from: an item, a proceeding or a plan. */
function useRead(notice: Row) {
  const touched = ['inbox', 'todo', 'item'];
  return useCommand<Schemas['ReadNoticeBody'], { position: string }>((body, key) => {
    const header = commandHeaders(key);
    if (notice.itemId !== null) return api.POST('/items/{itemId}/read-notice', { params: { path: { itemId: notice.itemId }, header }, body: { noticeId: ofItem(body.noticeId, notice.itemId) } });
    if (notice.proceeding !== null) {
      const [kind, id] = notice.proceeding.split('/');
      return api.POST('/proceedings/{kind}/{id}/read-notice', { params: { path: { kind: kind as 'difficulty', id: id! }, header }, body });
    }
    return api.POST('/plans/{planId}/read-notice', { params: { path: { planId: notice.planId! }, header }, body });
  }, touched);
}
