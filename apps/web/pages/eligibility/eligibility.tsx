import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Grid, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { PlanRow } from '../../api/plans';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { DayField } from '../../parts/day/day-field';
import { Download } from '../../parts/download';
import { Empty } from '../../parts/empty';
import { Page, Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityMoment } from '../../words/moments';
import { Enterprise } from './enterprise';
import styles from './eligibility.module.css';
import { PURPOSES, readEligibilitySearch, type EligibilitySearch } from './search';

const route = getRouteApi('/eligibility');

/** 结果运用: what is known of each enterprise, for assessments where the state owns it and for honours where it does not. */
export function Eligibility(): React.ReactNode {
  const { t } = useTranslation();
  const search = route.useSearch();
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => answer(api.GET('/plans')) });
  const issued = (plans.data?.rows ?? []).filter(({ issuedAt }) => issuedAt !== null).sort((a, b) => b.issuedAt!.localeCompare(a.issuedAt!));
  const planId = search.planId ?? issued[0]?.planId;
  return (
    <Page title={t('eligibility.title')}>
      <p className="secondary no-print">{t('eligibility.help')}</p>
      <Answered query={plans}>{() => (planId === undefined ? <Empty {...t('eligibility.empty', { returnObjects: true })} /> : <OfPlan planId={planId} issued={issued} search={search} />)}</Answered>
    </Page>
  );
}

function OfPlan({ planId, issued, search }: { planId: string; issued: readonly PlanRow[]; search: EligibilitySearch }): React.ReactNode {
  const { t } = useTranslation();
  const { planId: _plan, ...narrowed } = search;
  const asked = { planId, ...narrowed };
  const query = useQuery({ queryKey: ['eligibility', asked], queryFn: () => answer(api.GET('/eligibility', { params: { query: asked } })), placeholderData: keepPreviousData });
  return (
    <>
      <Choices planId={planId} issued={issued} search={search} period={query.data?.period} />
      <Answered query={query} rows={8}>
        {({ rows, uncounted, events, asOf, period }) => (
          <>
            <p className="secondary numbers" role="status">
              {`${period.from} – ${period.to} · ${t('eligibility.asKnown', { at: cityMoment(asOf) })}`}
            </p>
            {rows.length === 0 && <Empty {...t('eligibility.none', { returnObjects: true })} />}
            {rows.map((row) => (
              <Enterprise key={row.unitId} row={row} events={events} />
            ))}
            {uncounted.length > 0 && (
              <Section title={t('eligibility.uncounted')}>
                <p className="secondary">{t('eligibility.uncountedHelp')}</p>
                <ReadTable title={t('eligibility.uncounted')} rows={uncounted.map((u) => ({ ...u, id: u.reformUnitId }))} columns={[{ title: t('eligibility.unit'), dataIndex: 'name' }]} />
              </Section>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function Choices({ planId, issued, search, period }: { planId: string; issued: readonly PlanRow[]; search: EligibilitySearch; period: { from: string; to: string } | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const wide = Grid.useBreakpoint().md !== false;
  const navigate = route.useNavigate();
  const change = (more: { [K in keyof EligibilitySearch]: EligibilitySearch[K] | undefined }): void => void navigate({ search: readEligibilitySearch({ ...search, ...more }), replace: true });
  const enterprises = units.filter(({ unitClass }) => unitClass === 'stateOwnedEnterprise' || unitClass === 'privateEnterprise');
  const asked = new URLSearchParams({ ...search, planId } as Record<string, string>).toString();
  return (
    <div className={`${styles['choices']} no-print`} role="search">
      <Select className={styles['choice']} value={planId} onChange={(chosen) => change({ planId: chosen, from: undefined, to: undefined })} aria-label={t('eligibility.plan')} options={issued.map((p) => ({ value: p.planId, label: p.title }))} />
      <Segmented<(typeof PURPOSES)[number]> vertical={!wide} value={search.for ?? 'all'} onChange={(chosen) => change({ for: chosen === 'all' ? undefined : chosen })} aria-label={t('eligibility.purpose')} options={PURPOSES.map((value) => ({ value, label: t(`eligibility.purposes.${value}`) }))} />
      <Select className={styles['choice']} showSearch={{ optionFilterProp: 'label' }} allowClear value={search.unitId} onChange={(unitId) => change({ unitId })} placeholder={t('eligibility.allUnits')} aria-label={t('eligibility.unit')} options={enterprises.map(({ id, name }) => ({ value: id, label: name }))} />
      <div className={styles['day']}>
        <span>{t('eligibility.from')}</span>
        <DayField value={search.from ?? period?.from} onChange={(from) => change({ from })} aria-label={t('eligibility.from')} />
      </div>
      <div className={styles['day']}>
        <span>{t('eligibility.to')}</span>
        <DayField value={search.to ?? period?.to} onChange={(to) => change({ to })} aria-label={t('eligibility.to')} />
      </div>
      <Download path={`/eligibility/export?${asked}&format=xlsx`}>{t('eligibility.xlsx')}</Download>
      <Download path={`/eligibility/export?${asked}&format=docx`}>{t('eligibility.docx')}</Download>
      <Download path={`/eligibility/export?${asked}&format=csv`}>{t('eligibility.csv')}</Download>
    </div>
  );
}
