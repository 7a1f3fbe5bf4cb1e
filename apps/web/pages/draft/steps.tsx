import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './draft.module.css';
import { STEPS, type DraftStep } from './search';

/** The way from a paper to an issued plan; steps of a draft are gone to and fro between. */
export function DraftSteps({ at, go }: { at: 'upload' | DraftStep; go?: (step: DraftStep) => void }): React.ReactNode {
  const { t } = useTranslation();
  const all = ['upload', ...STEPS] as const;
  return (
    <nav aria-label={t('draft.steps.label')} className={styles['steps']}>
      <Steps
        size="small"
        responsive={false}
        current={all.indexOf(at)}
        onChange={go && ((index) => index > 0 && go(all[index] as DraftStep))}
        items={all.map((step, index) => ({ title: t(`draft.steps.${step}`), disabled: go === undefined || index === 0 }))}
      />
    </nav>
  );
}
