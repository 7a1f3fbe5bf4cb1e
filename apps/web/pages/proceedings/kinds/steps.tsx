import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { LateTag } from '../../../parts/late-tag';
import { Section } from '../../../parts/page';
import { ReadTable } from '../../../parts/read-table';
import type { Found } from '../acts/known';
import { Cited } from '../evidence/cited';

type Step = Extract<Found, { kind: 'difficulty' }>['content']['steps'][number];

/** What units were given to do, by when, and what they say of it. */
export function Steps({ found, steps }: { found: Found; steps: readonly Step[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <Section title={t('proceedingParts.steps')}>
      {steps.length === 0 ? (
        <p className="secondary">{t('proceedingParts.noSteps')}</p>
      ) : (
        <ReadTable
          title={t('proceedingParts.steps')}
          rows={steps}
          columns={[
            { title: t('proceedingParts.unit'), render: (_, s) => nameOf(s.unitId) },
            { title: t('proceedingParts.step'), dataIndex: 'text' },
            { title: t('proceedingParts.deadline'), className: 'numbers', render: (_, s) => <>{s.attemptDay ?? s.day} {s.late && <LateTag>{t('proceedingParts.late')}</LateTag>}</> },
            { title: t('proceeding.status'), render: (_, s) => t(`proceedingParts.stepStatus.${s.status}`) },
            { title: t('proceedingParts.answer'), render: (_, s) => <>{s.done?.text ?? s.returned?.reason} <Cited found={found} ids={s.done?.evidenceIds ?? []} /></> },
          ]}
        />
      )}
    </Section>
  );
}
