import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { language } from '../words/language';
import { Answered } from './answered';
import { colon } from '../words/marks';

/** How far a job is that goes on in the background, and what it refused, each with why. */
export function Job({ jobId }: { jobId: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['job', jobId],
    queryFn: () => answer(api.GET('/jobs/{jobId}', { params: { path: { jobId } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'ended' ? false : 1000),
  });
  return (
    <Answered query={query} rows={2}>
      {(job) => {
        const told = t(job.status === 'ended' ? 'rules.job.ended' : 'rules.job.running', { done: job.done, of: job.of });
        return (
          <div>
            <Progress percent={job.of === 0 ? 100 : Math.round((job.done / job.of) * 100)} showInfo={false} aria-label={told} />
            <p role="status" className="numbers">
              {told}
              {job.refused.length > 0 && ` · ${t('rules.job.refused', { count: job.refused.length })}`}
            </p>
            <ul>
              {[...job.refused.map((r) => `${placeOf(r.key)}${colon()}${r[language()]}`), ...job.failed.map((f) => `${placeOf(f.key)}${colon()}${f.reason}`)].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        );
      }}
    </Answered>
  );
}

/** The item or proceeding by its id, without what kind of stream it is. */
const placeOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);
