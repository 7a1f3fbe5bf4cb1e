import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { rolesOf, useIdentity, useMayAct } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Page, Section } from '../../parts/page';
import { Begin } from './begin';
import { Past } from './past';
import { Substitutes } from './substitutes';

/** Who may hand over what a person holds; of what a whole unit holds the office alone. */
const HEADS = ['sectionHead', 'unitLeader'] as const;

/** Somebody leaves, or is away: what do they hold, and who takes it? */
export function HandOver(): React.ReactNode {
  const { t } = useTranslation();
  const roles = rolesOf(useIdentity());
  const office = useMayAct('office');
  const directs = office || HEADS.some((role) => roles.has(role));
  const [back, setBack] = useState<Schemas['HandOverViewBody']>();
  const past = useQuery({ queryKey: ['hand-overs'], enabled: directs, queryFn: () => answer(api.GET('/hand-overs')) });
  return (
    <Page title={t('administration.handOver.title')}>
      {directs && <p>{t('administration.handOver.help')}</p>}
      {office && <Offered />}
      {directs && <Begin key={back?.id} office={office} back={back} leave={() => setBack(undefined)} />}
      {directs && (
        <Section title={t('administration.handOver.history')}>
          <Answered query={past}>{({ rows }) => (rows.length === 0 ? <p className="secondary">{t('administration.handOver.none')}</p> : <Past rows={rows} giveBack={setBack} />)}</Answered>
        </Section>
      )}
      <Substitutes directs={directs} />
    </Page>
  );
}

function Offered(): React.ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['hand-overs', 'offered'], queryFn: () => answer(api.GET('/hand-overs/offered')) });
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <Section title={t('administration.handOver.offered')}>
      <ul className="numbers">
        {data.rows.map((o) => (
          <li key={o.unitId}>{t('administration.handOver.offeredOne', { unit: o.name, assignments: o.assignments, duties: o.duties })}</li>
        ))}
      </ul>
    </Section>
  );
}
