import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Course } from '../../parts/course';
import { LateTag } from '../../parts/late-tag';
import { Page, Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityMoment } from '../../words/moments';
import styles from './proceedings.module.css';
import { ProceedingActs } from './acts/acts';
import { MatterEvidence } from './evidence/section';
import { DifficultyPart } from './kinds/difficulty';
import { EvaluationPart } from './kinds/evaluation';
import { InspectionPart } from './kinds/inspection';
import { InstructionPart } from './kinds/instruction';
import { MeetingPart } from './kinds/meeting';
import { PlanReviewPart } from './kinds/plan-review';
import { ProgrammePart } from './kinds/programme';
import { ReformUnitPart } from './kinds/reform-unit';
import { SurveyPart } from './kinds/survey';
import { isFilledBy, RoundPart } from './round/round';
import type { Kind } from './search';
import { useMatterWords } from './use-words';

type Found = Schemas['ProceedingViewBody'];
const route = getRouteApi('/proceedings/$kind/$id');

export function useMatter(path: { kind: Kind; id: string }, asOf: string | undefined): UseQueryResult<Found> {
  return useQuery({ queryKey: ['proceeding', path.kind, path.id, { asOf }], queryFn: () => answer(api.GET('/proceedings/{kind}/{id}', { params: { path, query: { ...(asOf && { asOf }) } } })) });
}

/** Where a matter stands, who owes what in it by when, and what happened. Kinds add parts of their own. */
export function Proceeding(): React.ReactNode {
  const { t } = useTranslation();
  const words = useMatterWords();
  const { kind, id } = route.useParams();
  const { asOf } = route.useSearch();
  const { unitId } = useIdentity();
  const path = { kind: kind as Kind, id };
  const query = useMatter(path, asOf);
  return (
    <Page title={query.data ? `${words.kind(kind)} · ${query.data.title}` : words.kind(kind)}>
      <Answered query={query} rows={8}>
        {(found) => (
          <>
            <Standing found={found} />
            {asOf === undefined && isFilledBy(found, unitId) ? (
              <>
                <OwnPart found={found} />
                <ProceedingActs found={found} elsewhere={t('round.above')} />
              </>
            ) : (
              <>
                {asOf === undefined ? <ProceedingActs found={found} /> : <p className="secondary">{t('history.noActs')}</p>}
                <OwnPart found={found} />
              </>
            )}
            <MatterEvidence found={found} />
            <Duties found={found} />
            {found.papers.length > 0 && <Papers found={found} />}
            <Timeline path={path} asOf={asOf} />
          </>
        )}
      </Answered>
    </Page>
  );
}

/** What a kind adds of its own; a kind without a part shows its duties and what happened. */
export function OwnPart({ found }: { found: Found }): React.ReactNode {
  switch (found.kind) {
    case 'inspection':
      return <InspectionPart found={found} />;
    case 'evaluation':
      return <EvaluationPart found={found} />;
    case 'difficulty':
      return <DifficultyPart found={found} />;
    case 'meeting':
      return <MeetingPart found={found} />;
    case 'instruction':
      return <InstructionPart found={found} />;
    case 'programme':
      return <ProgrammePart found={found} />;
    case 'plan-review':
      return <PlanReviewPart found={found} />;
    case 'reporting-round':
      return <RoundPart round={found} />;
    case 'survey':
      return <SurveyPart found={found} />;
    case 'reform-unit':
      return <ReformUnitPart found={found} />;
    default:
      return null;
  }
}

/** How far it is, and whose it is. */
export function Standing({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const words = useMatterWords();
  return (
    <p className={styles['standing']}>
      <strong>{words.status(found.status, found.kind)}</strong>
      {found.overdue && <LateTag>{t('proceeding.overdue')}</LateTag>}
      <span className="secondary">
        {t('proceeding.office')} {nameOf(found.officeUnitId)}
      </span>
      {found.closed !== null && (
        <span className="secondary numbers">
          {t('proceeding.closed', { at: cityMoment(found.closed.at) })} {found.closed.reason}
        </span>
      )}
    </p>
  );
}

/** Who owes what in it by when. */
export function Duties({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const words = useMatterWords();
  return (
    <Section title={t('proceeding.duties')}>
      {found.duties.length === 0 ? (
        <p className="secondary">{t('proceeding.dutiesEmpty')}</p>
      ) : (
        <ReadTable
          title={t('proceeding.duties')}
          rows={found.duties}
          columns={[
            { title: t('proceeding.what'), render: (_, d) => words.duty(d.kind) },
            { title: t('proceeding.who'), render: (_, d) => nameOf(d.owedBy.unitId) },
            { title: t('proceeding.until'), className: 'numbers', render: (_, d) => <>{d.day ?? t('common.none')} {d.overdue && <LateTag>{t('proceeding.late')}</LateTag>}</> },
          ]}
        />
      )}
    </Section>
  );
}

function Papers({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <Section title={t('proceeding.papers')}>
      <ReadTable
        title={t('proceeding.papers')}
        rows={found.papers}
        columns={[
          { title: t('proceeding.what'), render: (_, p) => p.text ?? p.series ?? p.kind },
          { title: t('inbox.to'), render: (_, p) => [...new Set(p.to.map(({ unitId }) => nameOf(unitId)))].join(t('common.list')) },
          { title: t('proceeding.status'), render: (_, p) => t(`proceeding.paperStatus.${p.status}`) },
        ]}
      />
    </Section>
  );
}

function Timeline({ path, asOf }: { path: { kind: Kind; id: string }; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['proceeding', path.kind, path.id, 'timeline', { asOf }], queryFn: () => answer(api.GET('/proceedings/{kind}/{id}/timeline', { params: { path, query: { ...(asOf && { asOf }) } } })) });
  return (
    <Section title={t('proceeding.timeline')}>
      <Answered query={query}>
        {({ entries }) => <Course entries={entries} />}
      </Answered>
    </Section>
  );
}
