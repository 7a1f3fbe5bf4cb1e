import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import styles from './rules.module.css';

/** Which policy is shown, and a new one from it. @param office may set policies */
export function PolicyChoice({ policyId, office }: { policyId: string; office: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery({ queryKey: ['policies'], queryFn: () => answer(api.GET('/policies')) });
  return (
    <p className={styles['chosen']}>
      <Select aria-label={t('rules.which')} className={styles['which']} value={policyId} onChange={(policy: string) => void navigate({ to: '/rules', search: { policy } })} options={(data?.policies ?? []).map((p) => ({ value: p.policyId, label: `${p.name} · ${t('rules.version', { version: p.version })}` }))} />{' '}
      {office && <Button onClick={() => void navigate({ to: '/rules', search: { from: policyId } })}>{t('rules.newFrom')}</Button>}
    </p>
  );
}
