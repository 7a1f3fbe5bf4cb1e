import { useTranslation } from 'react-i18next';
import { Light } from '../../parts/light';
import { Section } from '../../parts/page';
import type { Rules } from './fields';
import styles from './rules.module.css';
import { Ruler } from './ruler';
import { useSentence } from './sentence';

type Laid = Pick<Rules, 'reminderWorkingDays' | 'blueWithinWorkingDays' | 'graceWorkingDays'>;

/** When what lights up, on a ruler of working days around the deadline, and the rules as one says them. */
export function Ladder({ rules }: { rules: Rules }): React.ReactNode {
  const { t } = useTranslation();
  const sentence = useSentence();
  return (
    <Section title={t('rules.ladder.title')} term="grace">
      <p>{sentence(rules)}</p>
      <Ruler {...rules} />
      <Rungs rules={rules} />
    </Section>
  );
}

function Rungs({ rules }: { rules: Laid }): React.ReactNode {
  const { t } = useTranslation();
  const { reminderWorkingDays = [], blueWithinWorkingDays, graceWorkingDays } = rules;
  const rungs = [
    ...reminderWorkingDays.map((days) => ({ at: -days, key: `r${days}`, shown: <span>{t('rules.ladder.reminder', { days })}</span> })),
    { at: -blueWithinWorkingDays - 0.5, key: 'blue', shown: <><Light light="blue" /> {t('rules.ladder.blue', { days: blueWithinWorkingDays })}</> },
    { at: 0.5, key: 'yellow', shown: <><Light light="yellow" /> {t('rules.ladder.yellow')}</> },
    { at: graceWorkingDays + 0.5, key: 'red', shown: <><Light light="red" /> {t('rules.ladder.red', { days: graceWorkingDays })}</> },
  ].sort((a, b) => a.at - b.at);
  return (
    <ol className={styles['ladder']}>
      {rungs.map(({ at, key, shown }) => (
        <li key={key}>
          <span className={`numbers ${styles['at']}`}>{at < 0 ? `T-${Math.floor(-at)}` : at < 1 ? 'T' : `T+${Math.floor(at)}`}</span>
          {shown}
        </li>
      ))}
    </ol>
  );
}
