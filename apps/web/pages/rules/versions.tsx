import { useTranslation } from 'react-i18next';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityDay } from '../../words/moments';

interface Version {
  version: number;
  effectiveFrom: string;
  basis: string;
  inForce: boolean;
}

/** Every version with its basis, the newest first. */
export function Versions({ versions }: { versions: readonly Version[] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('rules.versions')}>
      <ReadTable
        title={t('rules.versions')}
        rows={versions.map((v) => ({ ...v, id: String(v.version) }))}
        columns={[
          { title: t('rules.versions'), className: 'numbers', render: (_, v) => t('rules.version', { version: v.version }) + (v.inForce ? ` · ${t('rules.inForce')}` : '') },
          { title: t('rules.effective'), className: 'numbers', render: (_, v) => cityDay(v.effectiveFrom) },
          { title: t('rules.basis'), dataIndex: 'basis' },
        ]}
      />
    </Section>
  );
}
