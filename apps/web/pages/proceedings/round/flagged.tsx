import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { FlagList } from '../../../parts/flag-list';
import { formKey, readForm } from './filling';
import styles from './round.module.css';

/** The very lines that a count of flags counts, unit by unit: what was said of each item, and what the rules find wanting in it. */
export function FlaggedLines({ roundId, unitIds, close }: { roundId: string; unitIds: readonly string[]; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const forms = useQueries({ queries: unitIds.map((unitId) => ({ queryKey: formKey(roundId, unitId), queryFn: () => readForm(roundId, unitId) })) });
  const lines = forms.flatMap(({ data }) => (data?.lines ?? []).filter((line) => line.flags.length > 0).map((line) => ({ ...line, unitId: data!.unitId })));
  return (
    <Drawer open size={560} title={t('round.flaggedTitle', { count: lines.length })} onClose={close} loading={forms.some(({ isPending }) => isPending)}>
      <ul className={styles['flagged']}>
        {lines.map((line) => (
          <li key={`${line.unitId}:${line.id}`}>
            <Link to="/items/$itemId" params={{ itemId: line.itemId }}>
              {line.number} {line.title}
            </Link>{' '}
            <span className="secondary">{nameOf(line.unitId)}</span>
            <p className="quote">{line.entry?.noProgressReason ?? line.entry?.text}</p>
            <FlagList flags={line.flags} />
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
