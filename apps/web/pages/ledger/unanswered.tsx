import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

/** What no answer came for, by name: it may have been done, and is done once however often it is sent. */
export function Unanswered({ count, its }: { count: number; its: readonly { key: string; name: string }[] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <section aria-label={t('ledgerTools.unanswered', { count })}>
      <Alert type="warning" showIcon role="alert" title={t('ledgerTools.unanswered', { count })} description={t('ledgerTools.unansweredHelp')} />
      <ul>
        {its.map(({ key, name }) => (
          <li key={key}>{name}</li>
        ))}
      </ul>
    </section>
  );
}
