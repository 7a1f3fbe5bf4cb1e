import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { after } from '../../api/written';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { cityMoment } from '../../words/moments';
import { Notice } from './notice';
import { Split } from './split';

const PAGE = 50;

interface Props {
  /** As known on this day; undefined: now. */
  asOf: string | undefined;
  unread: boolean;
  chosen: string | undefined;
  open: (id: string | undefined) => void;
  page: number;
  turn: (page: number) => void;
}

/** Notices to the unit acted for, newest first, as known on any day. What one reads stays in sight until one goes on. */
export function Inbox({ asOf, unread, chosen, open, page, turn }: Props): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['inbox', { asOf, unread, page }],
    queryFn: () => answer(api.GET('/inbox', { params: { query: { ...(asOf && { asOf }), ...(unread && { unread }), offset: (page - 1) * PAGE, limit: PAGE, ...after() } } })),
    placeholderData: keepPreviousData,
  });
  // Of all notices, so that one that was just read is still found.
  const all = useQuery({ queryKey: ['inbox', 'chosen', chosen, { asOf }], enabled: chosen !== undefined && query.data !== undefined && !query.data.rows.some((r) => r.noticeId === chosen), queryFn: () => answer(api.GET('/inbox', { params: { query: { ...(asOf && { asOf }), limit: 500, ...after() } } })) });
  return (
    <Answered query={query}>
      {({ rows, total, incomplete }) => {
        const notice = [...rows, ...(all.data?.rows ?? [])].find((r) => r.noticeId === chosen);
        if (total === 0 && notice === undefined) return <Empty {...t(unread ? 'inbox.emptyUnread' : 'inbox.empty', { returnObjects: true })} />;
        return (
          <>
            {incomplete && <Alert type="warning" showIcon title={t('common.incomplete')} />}
            <Split
              entries={rows.map((r) => ({ id: r.noticeId, title: `${r.number ?? ''} ${r.title}`.trim(), kindWords: r.kindWords, note: r.readAt === null ? t('inbox.delivered', { at: cityMoment(r.deliveredAt) }) : t('inbox.wasRead', { at: cityMoment(r.readAt) }), fresh: r.readAt === null }))}
              chosen={notice?.noticeId}
              open={open}
              more={total > PAGE && <Pagination current={page} pageSize={PAGE} total={total} showSizeChanger={false} onChange={turn} />}
            >
              {notice && <Notice key={notice.noticeId} notice={notice} asOf={asOf} />}
            </Split>
          </>
        );
      }}
    </Answered>
  );
}
