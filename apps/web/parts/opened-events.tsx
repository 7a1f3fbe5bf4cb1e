import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Grid } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../api/as-of';
import { answer, api, type paths, type Schemas } from '../api/client';
import { cityMoment } from '../words/moments';
import { Course } from './course';
import { Section } from './page';

type Opened = Schemas['OpenedEventBody'];
type Kind = paths['/proceedings/{kind}/{id}/timeline']['get']['parameters']['path']['kind'];
/** Streams that are asked for at first: a rate over a year may rest on hundreds. */
const FIRST = 10;

/**
 * The events that a figure was counted from, by what they are of, in plain words.
 *
 * @param refs as figures name them: `item/p1-3@12`
 * @param events the same with their moments
 */
export function OpenedEvents({ title, refs, events, close }: { title: string; refs: readonly string[]; events: readonly Opened[]; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().md !== false;
  const [shown, setShown] = useState(FIRST);
  const wanted = new Set(refs);
  const byStream = Map.groupBy(events.filter(({ ref }) => wanted.has(ref)), ({ ref }) => ref.slice(0, ref.lastIndexOf('@')));
  const streams = [...byStream];
  return (
    <Drawer open title={`${t('eligibility.events.title')} · ${title}`} onClose={close} size={wide ? 640 : '100%'} placement={wide ? 'right' : 'bottom'}>
      {streams.slice(0, shown).map(([stream, of]) => (
        <OfStream key={stream} stream={stream} events={of} />
      ))}
      {streams.length > shown && <Button onClick={() => setShown(shown + FIRST)}>{t('eligibility.events.more', { count: streams.length - shown })}</Button>}
    </Drawer>
  );
}

function OfStream({ stream, events }: { stream: string; events: readonly Opened[] }): React.ReactNode {
  const { t } = useTranslation();
  const at = stream.indexOf('/');
  const [kind, id] = [stream.slice(0, at), stream.slice(at + 1)];
  const query = useCourseOf(kind, id);
  const versions = new Set(events.map(({ ref }) => Number(ref.slice(ref.lastIndexOf('@') + 1))));
  const entries = query.data?.entries.filter(({ version }) => versions.has(version)) ?? [];
  const title = query.data?.title;
  return (
    <Section title={`${t(`eligibility.events.kinds.${kind as 'item'}`)}${title === undefined ? '' : ` ${title}`}`}>
      {entries.length > 0 && <Course entries={entries} />}
      {query.isError && events.map((e) => <p key={e.ref} className="secondary">{t('eligibility.events.unseen', { at: cityMoment(e.at) })}</p>)}
      {query.data && (kind === 'item' ? <Link to="/items/$itemId" params={{ itemId: id }} aria-label={`${t('eligibility.events.page')} ${title ?? ''}`}>{t('eligibility.events.page')}</Link> : <Link to="/proceedings/$kind/$id" params={{ kind: kind as Kind, id }} aria-label={`${t('eligibility.events.page')} ${title ?? ''}`}>{t('eligibility.events.page')}</Link>)}
    </Section>
  );
}

/** What happened in an item or a proceeding, with its title. */
function useCourseOf(kind: string, id: string) {
  const asOf = useAsOf();
  const query = asOf === undefined ? {} : { asOf };
  return useQuery({
    queryKey: ['course', kind, id, asOf ?? null],
    retry: false,
    queryFn: async () => {
      if (kind === 'item') {
        const path = { itemId: id };
        const [{ entries }, { number, title }] = await Promise.all([answer(api.GET('/items/{itemId}/timeline', { params: { path, query } })), answer(api.GET('/items/{itemId}', { params: { path, query } }))]);
        return { entries, title: `${number} ${title}` };
      }
      const path = { kind: kind as Kind, id };
      const [{ entries }, found] = await Promise.all([answer(api.GET('/proceedings/{kind}/{id}/timeline', { params: { path, query } })), answer(api.GET('/proceedings/{kind}/{id}', { params: { path, query } }))]);
      return { entries, title: found.title };
    },
  });
}
