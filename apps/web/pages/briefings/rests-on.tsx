import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';

type Source = Schemas['SourceDto'];

/** Page of what an event is of, where it has one: `item/i1`, or `inspection/x`. */
function pageOf({ stream }: Source): string | null {
  const [kind = '', ...rest] = stream.split('/');
  const id = rest.join('/');
  if (kind === 'item') return `/items/${id}`;
  return ['plan', 'briefing', 'roster', 'rules', 'calendar', 'scheme'].includes(kind) ? null : `/proceedings/${kind}/${id}`;
}

/** The events that a paragraph rests on, by what they are of. */
export function RestsOn({ sources }: { sources: readonly Source[] }): React.ReactNode {
  const { t } = useTranslation();
  if (sources.length === 0) return null;
  const byStream = new Map<string, Source[]>();
  for (const source of sources) byStream.set(source.stream, [...(byStream.get(source.stream) ?? []), source]);
  return (
    <details className="no-print">
      <summary className="secondary">{t('briefings.restsOn', { count: sources.length })}</summary>
      <ul>
        {[...byStream].map(([stream, of]) => {
          const page = pageOf(of[0]!);
          const words = t('briefings.events', { stream, numbers: of.map(({ version }) => version).join(t('common.list')) });
          return <li key={stream}>{page === null ? words : <Link to={page}>{words}</Link>}</li>;
        })}
      </ul>
    </details>
  );
}
