import { useTranslation } from 'react-i18next';
import type { Rules } from './fields';
import { useRuleWords } from './rule-words';

/** The rules as one says them to somebody who is to keep them. */
export function useSentence(): (rules: Rules) => string {
  const { t } = useTranslation();
  const words = useRuleWords();
  return (rules) =>
    t('rules.sentence', {
      receipt: rules.receiptWorkingDays,
      reminders: words(rules.reminderWorkingDays),
      time: rules.noticeTime,
      blue: rules.blueWithinWorkingDays,
      grace: rules.graceWorkingDays,
      papers: words(rules.papers),
      path: words(rules.escalationPath),
      answer: rules.answerWorkingDays,
      ruling: rules.rulingWorkingDays,
      objection: rules.objectionWorkingDays,
    });
}
