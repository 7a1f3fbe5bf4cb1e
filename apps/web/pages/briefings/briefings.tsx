import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { answer, api, type Schemas } from '../../api/client';
import { asRefused } from '../../api/problem';
import { useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { Briefing } from './briefing';
import { BriefingForm } from './briefing-form';
import { SetUpSeries } from './set-up-series';

/** The office's briefings; an office that never set them up has none yet. */
async function seriesOf(officeUnitId: string, asOf: string | undefined): Promise<Schemas['BriefingsBody']> {
  try {
    return await answer(api.GET('/briefings/{officeUnitId}', { params: { path: { officeUnitId }, query: { ...(asOf && { asOf }) } } }));
  } catch (error) {
    if (asRefused(error).problem.status !== 404) throw error;
    return { officeUnitId, version: 0, name: '', lists: { report: [], send: [], issue: [], unitIds: [] }, next: { year: 0, issue: 1, total: 1 }, briefings: [] };
  }
}

/** What the office tells the level: drawn up, edited, published under a number; as known on any day. */
export function Briefings(): React.ReactNode {
  const { t } = useTranslation();
  const { unitId } = useIdentity();
  const [writing, setWriting] = useState<{ of: Schemas['BriefingBody'] | null; corrects: boolean } | null>(null);
  const asOf = useAsOf();
  const past = asOf !== undefined;
  const query = useQuery({ queryKey: ['briefings', unitId, { asOf }], queryFn: () => seriesOf(unitId, asOf) });
  const begin = !past && query.data && query.data.name !== '' && (
    <Button type="primary" onClick={() => setWriting({ of: null, corrects: false })}>
      {t('briefings.draft')}
    </Button>
  );
  return (
    <Page title={t('briefings.title')} acts={begin}>
      <Answered query={query}>
        {(series) => (
          <>
            {series.briefings.length === 0 && past && <Empty {...t('briefings.emptyThen', { returnObjects: true })} />}
            {series.briefings.length === 0 && !past && <Empty title={t('briefings.empty.title')} help={series.name === '' ? t('briefings.setUp.first') : t('briefings.empty.help')} act={begin} />}
            {series.briefings.map((b) => (
              <Briefing key={b.id} series={series} briefing={b} past={past} edit={() => setWriting({ of: b, corrects: false })} correct={() => setWriting({ of: b, corrects: true })} />
            ))}
            {!past && <SetUpSeries series={series} />}
            {!past && writing !== null && <BriefingForm series={series} briefing={writing.corrects ? null : writing.of} corrects={writing.corrects ? writing.of : null} close={() => setWriting(null)} />}
          </>
        )}
      </Answered>
    </Page>
  );
}
