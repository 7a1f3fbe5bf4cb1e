import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import styles from './plans.module.css';

/** By which policy a plan is to be supervised; nothing to choose where there is one alone. */
export function PolicyFor({ value, onChange, disabled }: { value: string; onChange: (policyId: string) => void; disabled: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['policies'], queryFn: () => answer(api.GET('/policies')) });
  const policies = data?.policies ?? [];
  if (policies.length < 2) return null;
  return (
    <label className={styles['policy']}>
      {t('plans.upload.policy')} <Select aria-label={t('plans.upload.policy')} value={value} onChange={onChange} disabled={disabled} options={policies.map((p) => ({ value: p.policyId, label: p.name }))} />
    </label>
  );
}
