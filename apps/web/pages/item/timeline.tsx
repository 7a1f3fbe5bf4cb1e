import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { Answered } from '../../parts/answered';
import { Course } from '../../parts/course';
import { Section } from '../../parts/page';

/** Everything that happened, newest first, in the words of the API. */
export function Timeline({ itemId, asOf }: { itemId: string; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['timeline', itemId, asOf ?? null], queryFn: () => answer(api.GET('/items/{itemId}/timeline', { params: { path: { itemId }, query: { ...(asOf && { asOf }) } } })) });
  return (
    <Section title={t('item.timeline')}>
      <Answered query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className="secondary">{t('item.timelineEmpty')}</p>
          ) : (
            <Course entries={entries} />
          )
        }
      </Answered>
    </Section>
  );
}
