import { Button, Dropdown, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../../api/as-of';
import { rolesOf, useIdentity } from '../../../api/use-session';
import type { ProceedingsSearch } from '../search';
import { DifficultyForm } from './difficulty-form';
import { EvaluationForm } from './evaluation-form';
import { InspectionForm } from './inspection-form';
import { InstructionForm } from './instruction-form';
import { MeetingForm } from './meeting-form';
import styles from '../acts/acts.module.css';
import { openingsOf, type Opening } from './openings';
import { PlanReviewForm } from './plan-review-form';
import { ProgrammeForm } from './programme-form';
import { ReformUnitForm } from './reform-unit-form';
import { RoundForm } from './round-form';
import { SurveyForm } from './survey-form';

const AT_HAND = 2;

/** What the reader may begin. */
export function OpenButtons({ open }: { open: (what: Opening) => void }): React.ReactNode {
  const { t } = useTranslation();
  const roles = rolesOf(useIdentity());
  // Nothing begins on a past day.
  const openings = useAsOf() === undefined ? openingsOf(roles) : [];
  const wide = Grid.useBreakpoint().md !== false;
  // A phone's screen is for the list.
  if (!wide && openings.length > AT_HAND)
    return (
      <Dropdown trigger={['click']} menu={{ items: openings.map((what) => ({ key: what, label: t(`openMatter.acts.${what}`), onClick: () => open(what) })) }}>
        <Button>{t('openMatter.begin')}</Button>
      </Dropdown>
    );
  return (
    <div className={styles['acts']}>
      {openings.map((what) => (
        <Button key={what} onClick={() => open(what)}>
          {t(`openMatter.acts.${what}`)}
        </Button>
      ))}
    </div>
  );
}

/** The form of what the address says is to begin. */
export function OpenSheet({ search: { begin, item, unit, plan }, close }: { search: ProceedingsSearch; close: () => void }): React.ReactNode {
  const roles = rolesOf(useIdentity());
  const past = useAsOf() !== undefined;
  if (begin === undefined || past || !openingsOf(roles).includes(begin)) return null;
  switch (begin) {
    case 'inspection':
      return <InspectionForm itemId={item} unitId={unit} planId={plan} close={close} />;
    case 'difficulty':
      return <DifficultyForm itemId={item} close={close} />;
    case 'meeting':
      return <MeetingForm close={close} />;
    case 'evaluation':
      return <EvaluationForm close={close} />;
    case 'reporting-round':
      return <RoundForm close={close} />;
    case 'instruction':
      return <InstructionForm itemId={item} unitId={unit} planId={plan} close={close} />;
    case 'programme':
      return <ProgrammeForm close={close} />;
    case 'plan-review':
      return <PlanReviewForm close={close} />;
    case 'survey':
      return <SurveyForm close={close} />;
    case 'reform-unit':
      return <ReformUnitForm close={close} />;
  }
}
