import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';
import { cityMoment } from '../../words/moments';
import { usePlainWords } from './plain-words';

type Found = Schemas['ChainBody'];
type Entry = Schemas['ChainedEntryBody'];

/** One stream: each event with who and when, and whether its link holds. */
export function Chain({ stream }: { stream: string }): React.ReactNode {
  const query = useQuery({ queryKey: ['chain', stream], queryFn: () => answer(api.GET('/audit/chain', { params: { query: { stream } } })) });
  return <Answered query={query} rows={8}>{(found) => <Shown found={found} />}</Answered>;
}

function Shown({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { entries, brokenAt, seal } = found;
  const unsealed = entries.filter(({ sealed }) => !sealed).length;
  return (
    <>
      {brokenAt === null ? <Alert type="success" showIcon role="status" title={t('audit.whole', { count: entries.length })} /> : <Alert type="error" showIcon role="alert" title={t('audit.broken', { version: brokenAt })} />}
      <p className="secondary numbers">
        {seal === null ? t('audit.noSeal') : t('audit.seal', { number: seal.number, at: cityMoment(seal.at) })}
        {unsealed > 0 && ` · ${t('audit.unsealed', { count: unsealed })}`}
      </p>
      <Section title={t('audit.events')}>
        <Events found={found} />
      </Section>
    </>
  );
}

function Events({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const plain = usePlainWords(found.stream);
  return (
    <ReadTable
      title={t('audit.events')}
      rows={found.entries.map((e) => ({ ...e, id: String(e.version) }))}
      columns={[
        { title: t('audit.version'), align: 'right', className: 'numbers', dataIndex: 'version' },
        { title: t('audit.event'), render: (_, e) => plain.get(e.version)?.[language()] ?? e[language()] },
        { title: t('audit.actor'), render: (_, e) => <Actor entry={e} /> },
        { title: t('audit.occurred'), className: 'numbers', render: (_, e) => cityMoment(e.at) },
        { title: t('audit.recorded'), className: 'numbers', render: (_, e) => cityMoment(e.recordedAt) },
        {
          title: t('audit.hash'),
          className: 'numbers',
          render: (_, e) => (
            <span title={e.hash}>
              {e.hash.slice(0, 8)} {t(e.holds ? 'audit.holds' : 'audit.fails')}
              {e.sealed && ` · ${t('audit.sealed')}`}
            </span>
          ),
        },
      ]}
    />
  );
}

function Actor({ entry: { actor } }: { entry: Entry }): React.ReactNode {
  const { t } = useTranslation();
  if (actor.kind === 'system') return t('audit.system');
  const parts = [actor.name ?? actor.personId, actor.unit, actor.onBehalfOf && t('audit.onBehalf', { unit: actor.onBehalfOf }), actor.insteadOf && t('audit.insteadOf', { name: actor.insteadOf.name ?? actor.insteadOf.personId })];
  return parts.filter(Boolean).join(' · ');
}
