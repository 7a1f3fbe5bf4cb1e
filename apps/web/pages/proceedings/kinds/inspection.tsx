import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNamesIn } from '../../../api/people';
import { useUnits } from '../../../api/units';
import { Empty } from '../../../parts/empty';
import { LateTag } from '../../../parts/late-tag';
import { Section } from '../../../parts/page';
import { ReadTable } from '../../../parts/read-table';
import { cityMoment } from '../../../words/moments';
import type { Found } from '../acts/known';
import { Cited } from '../evidence/cited';
import { Facts } from './facts';
import styles from './kinds.module.css';
import { colon, inBrackets } from '../../../words/marks';

type Inspection = Extract<Found, { kind: 'inspection' }>;
type Finding = Inspection['content']['findings'][number];

/** What an inspection is of and by whom, its visits, and what was found, with everything that was said of each. */
export function InspectionPart({ found }: { found: Inspection }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { reason, approval, days, scope, team, noticed, visits, findings, checklist, reported } = found.content;
  const personOf = useNamesIn(team.map((m) => m.unitId));
  const named = (ids: readonly string[]): string => [...new Set(ids)].map(nameOf).join(t('common.list'));
  const members = team.filter((m) => m.left === null).map((m) => `${personOf(m.personId) ?? nameOf(m.unitId)}${inBrackets(t(`proceedingParts.teamRoles.${m.role}`))}`);
  const objects = [named([...scope.unitIds, ...scope.reformUnitIds]), scope.itemIds.length > 0 ? t('proceedingParts.scopeItems', { count: scope.itemIds.length }) : ''].filter(Boolean);
  return (
    <>
      <Facts
        facts={[
          [t('proceedingParts.why'), reason.text],
          [t('proceedingParts.days'), <span key="days" className="numbers">{`${days.from} – ${days.to}`}</span>],
          [t('proceedingParts.scope'), objects.join(' · ')],
          [t('proceedingParts.team'), members.join(t('common.list'))],
          [t('proceedingParts.approval'), t(`proceedingParts.approvals.${approval}`)],
          [t('proceedingParts.noticed'), noticed === null ? t('proceedingParts.notNoticed') : `${cityMoment(noticed.at)} ${noticed.text}`],
          [t('proceedingParts.conclusion'), reported && [reported.conclusion, reported.lookBackOn && t('proceedingParts.lookBackOn', { day: reported.lookBackOn })].filter(Boolean).join(' · ')],
        ]}
      />
      {visits.length > 0 && (
        <Section title={t('proceedingParts.visits')}>
          <ReadTable
            title={t('proceedingParts.visits')}
            rows={visits}
            columns={[
              { title: t('proceedingParts.unit'), render: (_, v) => nameOf(v.unitId) },
              { title: t('proceedingParts.days'), className: 'numbers', render: (_, v) => v.done?.day ?? v.day },
              { title: t('proceeding.status'), render: (_, v) => t(`proceedingParts.visitStatus.${v.status}`) },
              { title: t('proceedingActs.fields.record'), render: (_, v) => <>{v.done?.record} <Cited found={found} ids={v.done?.evidenceIds ?? []} /></> },
            ]}
          />
        </Section>
      )}
      {checklist.length > 0 && <Checklist found={found} />}
      <Section title={t('proceedingParts.findings')}>
        {findings.length === 0 ? (
          <Empty {...t('proceedingParts.noFindings', { returnObjects: true })} />
        ) : (
          <ul className={styles['cards']}>
            {findings.map((finding) => (
              <li key={finding.id}>
                <OneFinding found={found} finding={finding} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function Checklist({ found }: { found: Inspection }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { checklist, answers, scope } = found.content;
  const units = [...new Set([...scope.unitIds, ...scope.reformUnitIds])];
  const answerOf = (key: string, unitId: string): string => {
    const given = answers.find((a) => a.key === key && a.unitId === unitId);
    return given ? [t(`proceedingActs.options.${given.answer}`), given.note].filter(Boolean).join(' · ') : t('proceedingParts.unanswered');
  };
  return (
    <Section title={t('proceedingParts.checklist')}>
      <ReadTable
        title={t('proceedingParts.checklist')}
        rows={checklist.map((c) => ({ ...c, id: c.key }))}
        columns={[{ title: t('proceedingActs.fields.key'), dataIndex: 'text' }, ...units.map((unitId) => ({ title: nameOf(unitId), render: (_: unknown, c: { key: string }) => answerOf(c.key, unitId) }))]}
      />
    </Section>
  );
}

/** Finding, notice, reply, acceptance: one after the other, with their days. */
function OneFinding({ found, finding }: { found: Inspection; finding: Finding }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { unitId, text, severity, basis, status, late, repeated, notices, day, attemptDay, replies, ended, evidenceIds, acceptanceEvidenceIds } = finding;
  const objections = found.content.objections.filter((o) => o.findingId === finding.id);
  return (
    <>
      <strong>
        {nameOf(unitId)} · {text}
      </strong>
      <p>
        {t(`proceedingActs.options.${severity}`)} · {t(`proceedingParts.findingStatus.${status}`)} {late && <LateTag>{t('proceedingParts.late')}</LateTag>} {repeated && <Tag color="warning">{t('proceedingParts.repeated')}</Tag>}
      </p>
      <p className="secondary">{basis}</p>
      <Cited found={found} ids={evidenceIds} />
      <Facts
        facts={[
          [t('proceedingParts.demand'), notices.at(-1)?.demand],
          [t('proceedingParts.rectifyBy'), day && <span className="numbers">{attemptDay !== null && attemptDay !== day ? `${attemptDay}${inBrackets(day)}` : day}</span>],
          ...replies.flatMap((r): [string, React.ReactNode][] => [
            [t('proceedingParts.reply', { at: cityMoment(r.at) }), <>{r.text} <Cited found={found} ids={r.evidenceIds} /></>],
            ...(r.returned ? [[t('proceedingParts.returned', { at: cityMoment(r.returned.at) }), r.returned.reason] as [string, React.ReactNode]] : []),
          ]),
          ...objections.map((o): [string, React.ReactNode] => [t('proceedingParts.objection', { at: cityMoment(o.at) }), <>{`${t(`proceedingActs.what.${o.what}`)}${colon()}${o.reason} · ${t(`proceedingParts.objectionRuled.${o.status}`)} ${o.ruling?.basis ?? ''}`} <Cited found={found} ids={o.evidenceIds} /></>]),
          [t('proceedingParts.ended', { at: ended === null ? '' : cityMoment(ended.at) }), ended && <>{ended.text || t(`proceedingParts.findingStatus.${status}`)} <Cited found={found} ids={acceptanceEvidenceIds} /></>],
        ]}
      />
    </>
  );
}
