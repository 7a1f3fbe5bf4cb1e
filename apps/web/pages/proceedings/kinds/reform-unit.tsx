import { useTranslation } from 'react-i18next';
import { useNamesIn } from '../../../api/people';
import { useUnits } from '../../../api/units';
import { LateTag } from '../../../parts/late-tag';
import { Section } from '../../../parts/page';
import { ReadTable } from '../../../parts/read-table';
import type { Found } from '../acts/known';
import { Cited } from '../evidence/cited';
import { BroughtBack } from './brought-back';
import { Facts } from './facts';
import styles from './kinds.module.css';

type ReformUnit = Extract<Found, { kind: 'reform-unit' }>;
const WORDS = ['ownership', 'trade', 'size', 'region', 'batch', 'level'] as const;

/** What the roster says of a reform unit, its own plan, who is linked to it, and the visits that were owed and made. */
export function ReformUnitPart({ found }: { found: ReformUnit }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { content } = found;
  const { unitType, unitId, since, until, ownPlan } = content;
  return (
    <>
      <Facts
        facts={[
          [t('proceedingActs.fields.unitType'), t(`proceedingActs.options.${unitType}`)],
          ...WORDS.map((word) => [t(`proceedingActs.fields.${word}`), content[word]] as const),
          [t('proceedingActs.fields.rosterUnit'), unitId && nameOf(unitId)],
          [t('proceedingParts.onRoster'), <span key="since" className="numbers">{since}</span>],
          [t('proceedingParts.leftOn'), until && <span className="numbers">{until}</span>],
          [t('proceedingParts.ownPlan'), ownPlan && <>{ownPlan.title} <Cited found={found} ids={ownPlan.evidenceId === null ? [] : [ownPlan.evidenceId]} /></>],
        ]}
      />
      <Links found={found} />
      <Visits found={found} />
    </>
  );
}

function Links({ found }: { found: ReformUnit }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { links } = found.content;
  const personOf = useNamesIn(links.map((l) => l.unitId));
  return (
    <Section title={t('proceedingParts.links')}>
      {links.length === 0 ? (
        <p className="secondary">{t('proceedingParts.noLinks')}</p>
      ) : (
        <ReadTable
          title={t('proceedingParts.links')}
          rows={links}
          columns={[
            { title: t('proceedingActs.fields.linkKind'), render: (_, l) => t(`proceedingActs.options.${l.kind}`) },
            { title: t('proceedingParts.unit'), render: (_, l) => [nameOf(l.unitId), l.personId === null ? null : personOf(l.personId)].filter(Boolean).join(' · ') },
            { title: t('proceedingActs.fields.since'), className: 'numbers', dataIndex: 'since' },
            { title: t('proceeding.status'), className: 'numbers', render: (_, l) => (l.until === null ? t('proceeding.statuses.linked') : t('proceedingParts.linkEnded', { day: l.until, reason: l.reason ?? '' })) },
          ]}
        />
      )}
    </Section>
  );
}

function Visits({ found }: { found: ReformUnit }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { links, visits, owedVisits } = found.content;
  const unitOf = (linkId: string): string => nameOf(links.find((l) => l.id === linkId)?.unitId ?? '');
  const standing = ({ doneBy, missed, overdue }: (typeof owedVisits)[number]): 'done' | 'missed' | 'overdue' | 'open' => (doneBy !== null ? 'done' : missed ? 'missed' : overdue ? 'overdue' : 'open');
  return (
    <>
      {owedVisits.length > 0 && (
        <Section title={t('proceedingParts.owedVisits')} term="visit">
          <ReadTable
            title={t('proceedingParts.owedVisits')}
            rows={[...owedVisits].reverse()}
            columns={[
              { title: t('proceedingParts.quarter'), className: 'numbers', dataIndex: 'quarter' },
              { title: t('proceedingParts.unit'), render: (_, v) => unitOf(v.linkId) },
              { title: t('proceedingParts.deadline'), className: 'numbers', dataIndex: 'day' },
              { title: t('proceeding.status'), render: (_, v) => (['missed', 'overdue'].includes(standing(v)) ? <LateTag grave={standing(v) === 'missed'}>{t(`proceedingParts.owedStatus.${standing(v)}`)}</LateTag> : t(`proceedingParts.owedStatus.${standing(v)}`)) },
            ]}
          />
        </Section>
      )}
      <Section title={t('proceedingParts.visits')}>
        {visits.length === 0 && <p className="secondary">{t('proceedingParts.noVisits')}</p>}
        <ul className={styles['cards']}>
          {[...visits].reverse().map((visit) => (
            <li key={visit.id}>
              <strong className="numbers">{`${visit.day} · ${unitOf(visit.linkId)}`}</strong>
              <p>{visit.findings}</p>
              {visit.difficultyIds.length > 0 && <BroughtBack ids={visit.difficultyIds} />}
              <Cited found={found} ids={visit.evidenceIds} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
